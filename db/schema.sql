-- Printed by `npm run print` from the migrations. Not run by anything.

create table above_scale_listings (
  id uuid not null,
  state text not null,
  version integer not null,
  created timestamp(3) with time zone not null,
  recorded_at timestamp(3) with time zone not null,
  organization uuid,
  name text not null,
  credit_code text,
  region text,
  industry text,
  listed_on date not null,
  delisted_on date,
  document text,
  PRIMARY KEY (id),
  CHECK ((delisted_on > listed_on))
);
CREATE UNIQUE INDEX above_scale_listings_now ON above_scale_listings USING btree (organization) WHERE ((state = 'listed'::text) AND (organization IS NOT NULL));
CREATE UNIQUE INDEX above_scale_listings_of_code ON above_scale_listings USING btree (credit_code) WHERE ((state = 'listed'::text) AND (credit_code IS NOT NULL));
CREATE INDEX above_scale_listings_of_organization ON above_scale_listings USING btree (organization);

create table access_log (
  id uuid not null,
  at timestamp(3) with time zone not null,
  account uuid not null,
  acted_for uuid,
  session uuid not null,
  address text not null,
  route text not null,
  record text,
  asked jsonb,
  items integer,
  file boolean not null,
  PRIMARY KEY (id)
);
CREATE INDEX access_log_by_time ON access_log USING brin (at);
CREATE INDEX access_log_of_account ON access_log USING btree (account, at);
CREATE INDEX access_log_of_record ON access_log USING btree (record, at) WHERE (record IS NOT NULL);

create table account_contacts (
  account uuid not null,
  channel text not null,
  address text not null,
  verified_at timestamp(3) with time zone not null,
  failed_at timestamp(3) with time zone,
  PRIMARY KEY (account, channel),
  FOREIGN KEY (account) REFERENCES accounts(id),
  CHECK ((channel = ANY (ARRAY['mail'::text, 'sms'::text])))
);

create table account_roles (
  account uuid not null,
  duty text not null,
  role text not null,
  PRIMARY KEY (account, role),
  FOREIGN KEY (account, duty) REFERENCES accounts(id, duty),
  CHECK (
CASE role
    WHEN 'systemAdmin'::text THEN (duty = 'system'::text)
    WHEN 'securityAdmin'::text THEN (duty = 'security'::text)
    WHEN 'auditAdmin'::text THEN (duty = 'audit'::text)
    ELSE ((duty = 'business'::text) AND (role = ANY (ARRAY['member'::text, 'organizationAdmin'::text, 'districtOfficer'::text, 'bureauOfficer'::text, 'registrar'::text, 'expert'::text, 'technologyManager'::text])))
END)
);

create table accounts (
  id uuid not null,
  account text not null,
  name text not null,
  name_in_english text,
  password_hash text,
  language text not null default 'zh-CN'::text,
  region text,
  duty text not null default 'business'::text,
  disabled boolean not null default false,
  demo boolean not null default false,
  created_at timestamp(3) with time zone not null default clock_timestamp(),
  password_changed_at timestamp(3) with time zone not null default clock_timestamp(),
  password_initial boolean not null default false,
  UNIQUE (account),
  UNIQUE (id, duty),
  PRIMARY KEY (id),
  CHECK (((account = lower(account)) AND ((length(account) >= 2) AND (length(account) <= 64)))),
  CHECK ((duty = ANY (ARRAY['business'::text, 'system'::text, 'security'::text, 'audit'::text]))),
  CHECK ((language = ANY (ARRAY['zh-CN'::text, 'en'::text]))),
  CHECK (((length(name) >= 1) AND (length(name) <= 100)))
);

create table allocations (
  id uuid not null,
  state text not null,
  version integer not null,
  created timestamp(3) with time zone not null,
  recorded_at timestamp(3) with time zone not null,
  plan text not null,
  target text not null,
  year integer not null,
  total numeric,
  parts jsonb not null,
  reason text,
  document_number text,
  holds_from date not null,
  replaces uuid,
  drafted_by uuid,
  decided_by uuid,
  decided_at timestamp(3) with time zone,
  hands_for uuid,
  PRIMARY KEY (id)
);
CREATE INDEX allocations_decided ON allocations USING btree (plan, holds_from) WHERE (state = 'decided'::text);
CREATE INDEX allocations_of_target ON allocations USING btree (plan, target, year, id);

create table api_key_tokens (
  key uuid not null,
  digest bytea not null,
  used_on date,
  UNIQUE (digest),
  PRIMARY KEY (key),
  FOREIGN KEY (key) REFERENCES api_keys(id) ON DELETE CASCADE
);

create table api_keys (
  id uuid not null,
  state text not null,
  version integer not null,
  created timestamp(3) with time zone not null,
  recorded_at timestamp(3) with time zone not null,
  organization uuid,
  name text not null,
  scopes text[] not null,
  expires_on date not null,
  per_minute integer not null,
  hint text,
  reason text,
  PRIMARY KEY (id),
  CHECK ((state = ANY (ARRAY['toDraw'::text, 'active'::text, 'expired'::text, 'revoked'::text])))
);
CREATE INDEX api_keys_of_organization ON api_keys USING btree (organization);
CREATE INDEX api_keys_open ON api_keys USING btree (expires_on) WHERE (state = ANY (ARRAY['toDraw'::text, 'active'::text]));

create table archives (
  id uuid not null,
  state text not null,
  version integer not null,
  created timestamp(3) with time zone not null,
  recorded_at timestamp(3) with time zone not null,
  record_kind text not null,
  record uuid not null,
  record_version integer not null,
  upload uuid not null,
  package text not null,
  size bigint not null,
  catalogue jsonb not null,
  retention text not null,
  archived_by uuid,
  UNIQUE (upload),
  PRIMARY KEY (id),
  CHECK ((state = ANY (ARRAY['archived'::text, 'destroyed'::text])))
);
CREATE INDEX archives_of_record ON archives USING btree (record, id);

create table attachments (
  id uuid not null,
  state text not null,
  version integer not null,
  created timestamp(3) with time zone not null,
  recorded_at timestamp(3) with time zone not null,
  record_kind text not null,
  record uuid not null,
  upload uuid not null,
  file text not null,
  type text not null,
  size bigint not null,
  purpose text not null,
  uploaded_by uuid,
  audience text not null default 'record'::text,
  UNIQUE (upload),
  PRIMARY KEY (id),
  CHECK ((audience = ANY (ARRAY['record'::text, 'admitted'::text, 'everybody'::text]))),
  CHECK ((state = ANY (ARRAY['attached'::text, 'withdrawn'::text, 'erased'::text])))
);
CREATE INDEX attachments_of_record ON attachments USING btree (record, id);
CREATE INDEX attachments_shown ON attachments USING btree (record) WHERE ((state = 'attached'::text) AND (audience <> 'record'::text));

create table auction_bidders (
  id uuid not null,
  state text not null,
  version integer not null,
  created timestamp(3) with time zone not null,
  recorded_at timestamp(3) with time zone not null,
  auction uuid not null,
  title text not null,
  organization uuid not null,
  paddle integer,
  admitted_on date,
  reason text,
  bid_number integer,
  bid_round integer,
  amount numeric(20,2),
  bid_at timestamp(3) with time zone,
  UNIQUE (auction, organization),
  UNIQUE (auction, paddle),
  PRIMARY KEY (id),
  CHECK (((state = 'admitted'::text) = (paddle IS NOT NULL))),
  CHECK ((state = ANY (ARRAY['applied'::text, 'admitted'::text, 'refused'::text])))
);
CREATE INDEX auction_bidders_of ON auction_bidders USING btree (organization, id);

create table auction_bids (
  auction uuid not null,
  number integer not null,
  round integer not null,
  bidder uuid not null,
  paddle integer not null,
  amount numeric(20,2) not null,
  at timestamp(3) with time zone not null,
  PRIMARY KEY (auction, number)
);

create table auction_reserves (
  digest text not null,
  reserve numeric(20,2) not null,
  salt text not null,
  PRIMARY KEY (digest)
);

create table auction_standings (
  auction uuid not null,
  round integer not null,
  bids integer not null,
  price numeric(20,2),
  leader uuid,
  paddles integer not null,
  closes_at timestamp(3) with time zone not null,
  ended boolean not null,
  PRIMARY KEY (auction)
);
CREATE INDEX auction_standings_going ON auction_standings USING btree (closes_at) WHERE (NOT ended);

create table auctions (
  id uuid not null,
  state text not null,
  version integer not null,
  created timestamp(3) with time zone not null,
  recorded_at timestamp(3) with time zone not null,
  listing uuid not null,
  title text not null,
  owner uuid not null,
  region text,
  way text not null,
  operator uuid,
  cooperation text not null,
  start_price numeric(20,2),
  step numeric(20,2),
  reserve_digest text,
  reserve numeric(20,2),
  reserve_salt text,
  opens_at timestamp(3) with time zone,
  closes_at timestamp(3) with time zone,
  extend_minutes integer,
  round integer not null,
  exchange text,
  listed_on date,
  exchange_number text,
  bids_held integer,
  bids jsonb not null,
  price numeric(20,2),
  buyer uuid,
  ended_on date,
  reason text,
  PRIMARY KEY (id),
  CHECK (((way = 'exchange'::text) OR ((operator IS NOT NULL) AND (start_price > (0)::numeric) AND (step > (0)::numeric) AND (opens_at < closes_at) AND (extend_minutes > 0)))),
  CHECK (((state <> 'sold'::text) OR ((price IS NOT NULL) AND (buyer IS NOT NULL)))),
  CHECK ((state = ANY (ARRAY['draft'::text, 'open'::text, 'atExchange'::text, 'sold'::text, 'unsold'::text, 'withdrawn'::text]))),
  CHECK ((way = ANY (ARRAY['exchange'::text, 'auction'::text])))
);
CREATE INDEX auctions_of_operator ON auctions USING btree (operator, id) WHERE (operator IS NOT NULL);
CREATE INDEX auctions_of_owner ON auctions USING btree (owner, id);
CREATE UNIQUE INDEX auctions_open ON auctions USING btree (listing) WHERE (state = ANY (ARRAY['draft'::text, 'open'::text, 'atExchange'::text]));

create table batches (
  n integer not null,
  opened_at timestamp(3) with time zone not null,
  PRIMARY KEY (n)
);

create table boughs (
  batch integer not null,
  firsts bytea not null,
  roots bytea not null,
  PRIMARY KEY (batch),
  FOREIGN KEY (batch) REFERENCES closings(batch)
);

create table calendar_feeds (
  account uuid not null,
  digest bytea not null,
  language text not null,
  created_at timestamp(3) with time zone not null default clock_timestamp(),
  read_at timestamp(3) with time zone,
  UNIQUE (digest),
  PRIMARY KEY (account),
  FOREIGN KEY (account) REFERENCES accounts(id),
  CHECK ((language = ANY (ARRAY['zh-CN'::text, 'en'::text])))
);

create table calendar_years (
  id uuid not null,
  state text not null,
  version integer not null,
  created timestamp(3) with time zone not null,
  recorded_at timestamp(3) with time zone not null,
  year integer not null,
  days_off jsonb not null,
  working_days jsonb not null,
  document jsonb not null,
  PRIMARY KEY (id)
);
CREATE UNIQUE INDEX calendar_years_of_year ON calendar_years USING btree (year) WHERE (state = 'published'::text);

create table carried_deals (
  id uuid not null,
  state text not null,
  version integer not null,
  created timestamp(3) with time zone not null,
  recorded_at timestamp(3) with time zone not null,
  deal uuid not null,
  title text not null,
  owner uuid not null,
  asker uuid not null,
  asked_by text not null,
  manager uuid not null,
  account uuid,
  admitted_to text not null,
  owner_sees text,
  asker_sees text,
  notes jsonb not null,
  ended_on date,
  reason text,
  PRIMARY KEY (id),
  CHECK ((admitted_to = ANY (ARRAY['admitted'::text, 'carrying'::text]))),
  CHECK ((asked_by = ANY (ARRAY['owner'::text, 'asker'::text]))),
  CHECK ((asker_sees = ANY (ARRAY['standing'::text, 'talks'::text]))),
  CHECK ((owner_sees = ANY (ARRAY['standing'::text, 'talks'::text]))),
  CHECK ((state = ANY (ARRAY['asked'::text, 'admitted'::text, 'carrying'::text, 'completed'::text, 'declined'::text, 'ended'::text])))
);
CREATE INDEX carried_deals_of_account ON carried_deals USING btree (account, id) WHERE (account IS NOT NULL);
CREATE INDEX carried_deals_of_asker ON carried_deals USING btree (asker, id);
CREATE INDEX carried_deals_of_deal ON carried_deals USING btree (deal, id);
CREATE INDEX carried_deals_of_manager ON carried_deals USING btree (manager, id);
CREATE INDEX carried_deals_of_owner ON carried_deals USING btree (owner, id);
CREATE UNIQUE INDEX carried_deals_open ON carried_deals USING btree (deal) WHERE (state = ANY (ARRAY['asked'::text, 'admitted'::text, 'carrying'::text]));

create table certified_lists (
  id uuid not null,
  state text not null,
  version integer not null,
  created timestamp(3) with time zone not null,
  recorded_at timestamp(3) with time zone not null,
  number text,
  purpose text not null,
  office text not null,
  organization uuid,
  registry uuid,
  made_by uuid,
  made_on date not null,
  items jsonb not null,
  contracts jsonb not null,
  amount numeric(22,2) not null,
  technology_amount numeric(22,2) not null,
  code text not null,
  invalid_on date,
  invalid_because text,
  invalid_number text,
  reason text,
  PRIMARY KEY (id)
);
CREATE UNIQUE INDEX certified_lists_number ON certified_lists USING btree (number);
CREATE INDEX certified_lists_of_organization ON certified_lists USING btree (organization, id) WHERE (organization IS NOT NULL);
CREATE INDEX certified_lists_with_contract ON certified_lists USING gin (contracts jsonb_path_ops) WITH (fastupdate=off) WHERE (state = 'valid'::text);

create table closings (
  batch integer not null,
  closed_at timestamp(3) with time zone not null,
  events integer not null,
  root bytea not null,
  leaves bytea not null,
  nodes bytea not null,
  chain bytea not null,
  PRIMARY KEY (batch),
  FOREIGN KEY (batch) REFERENCES batches(n)
);
CREATE INDEX closings_large ON closings USING btree (batch) WHERE (events > 1024);

create table codes (
  id smallint not null generated always as identity,
  domain text not null,
  code text not null,
  UNIQUE (domain, code),
  PRIMARY KEY (id),
  CHECK ((domain = ANY (ARRAY['measure'::text, 'region'::text, 'kind'::text, 'level'::text])))
);

create table comment_log (
  id uuid not null,
  comment uuid not null,
  account uuid not null,
  what text not null,
  at timestamp(3) with time zone not null,
  PRIMARY KEY (id),
  CHECK ((what = ANY (ARRAY['written'::text, 'edited'::text, 'withdrawn'::text, 'erased'::text])))
);
CREATE INDEX comment_log_of_comment ON comment_log USING btree (comment, at);

create table comments (
  id uuid not null,
  kind text not null,
  record uuid not null,
  account uuid not null,
  role text not null,
  organization uuid,
  body text,
  mentions jsonb not null default '[]'::jsonb,
  at timestamp(3) with time zone not null,
  edited_at timestamp(3) with time zone,
  withdrawn_at timestamp(3) with time zone,
  key text,
  UNIQUE (account, key),
  PRIMARY KEY (id),
  FOREIGN KEY (account) REFERENCES accounts(id),
  CHECK ((length(body) <= 4000)),
  CHECK (((body IS NULL) = (withdrawn_at IS NOT NULL)))
);
CREATE INDEX comments_of_record ON comments USING btree (record, id);

create table contact_codes (
  account uuid not null,
  channel text not null,
  address text not null,
  digest bytea not null,
  sent_at timestamp(3) with time zone not null,
  expires_at timestamp(3) with time zone not null,
  tries integer not null default 0,
  PRIMARY KEY (account, channel),
  FOREIGN KEY (account) REFERENCES accounts(id),
  CHECK ((channel = ANY (ARRAY['mail'::text, 'sms'::text])))
);

create table contact_codes_sent (
  account uuid not null,
  at timestamp(3) with time zone not null,
  FOREIGN KEY (account) REFERENCES accounts(id)
);
CREATE INDEX contact_codes_sent_of_account ON contact_codes_sent USING btree (account, at);

create table contract_signals (
  contract uuid not null,
  version integer not null,
  weight integer not null,
  signals jsonb not null,
  others uuid[] not null,
  at timestamp(3) with time zone not null,
  PRIMARY KEY (contract),
  FOREIGN KEY (contract) REFERENCES contracts(id)
);
CREATE INDEX contract_signals_others ON contract_signals USING gin (others) WITH (fastupdate=off);
CREATE INDEX contract_signals_weight ON contract_signals USING btree (weight DESC, contract DESC) WHERE (weight > 0);

create table contract_suspects (
  contract uuid not null,
  verdict text not null,
  rules text not null,
  PRIMARY KEY (contract),
  FOREIGN KEY (contract) REFERENCES contracts(id)
);

create table contract_texts (
  digest text not null,
  body text not null,
  at timestamp(3) with time zone not null,
  PRIMARY KEY (digest)
);

create table contract_work (
  contract uuid not null,
  account uuid not null,
  seconds integer not null,
  at timestamp(3) with time zone not null,
  PRIMARY KEY (contract, account),
  FOREIGN KEY (contract) REFERENCES contracts(id),
  CHECK (((seconds >= 0) AND (seconds <= 28800)))
);
CREATE INDEX contract_work_of_account ON contract_work USING btree (account, at DESC);

create table contract_years (
  id uuid not null,
  state text not null,
  version integer not null,
  created timestamp(3) with time zone not null,
  recorded_at timestamp(3) with time zone not null,
  year integer not null,
  ticks jsonb not null,
  proposed_by uuid,
  proposed_for uuid,
  proposed_on date,
  closed_by uuid,
  closed_for uuid,
  closed_on date,
  closed_at timestamp(3) with time zone,
  reason text,
  proposal jsonb,
  revisions jsonb not null,
  PRIMARY KEY (id)
);
CREATE UNIQUE INDEX contract_years_year ON contract_years USING btree (year);

create table contracts (
  id uuid not null,
  state text not null,
  version integer not null,
  created timestamp(3) with time zone not null,
  recorded_at timestamp(3) with time zone not null,
  title text not null,
  type text,
  subtype text,
  parties jsonb not null,
  seller uuid not null,
  region text,
  organizations jsonb not null,
  signed_on date,
  valid_from date,
  valid_to date,
  amount numeric(18,2),
  technology_amount numeric(18,2),
  costs jsonb not null,
  payment_mode text,
  schedule jsonb not null,
  royalty jsonb,
  items jsonb not null,
  technology_field text,
  objective text,
  plan_source text,
  industry text,
  crossing text not null,
  related_party boolean,
  disclosure text not null,
  no_secrets boolean not null,
  text_digest text,
  own_number text,
  registration_number text,
  submitted_on date,
  sent_back_on date,
  accepted_on date,
  decided_on date,
  registered_on date,
  defects jsonb not null,
  ground text,
  reason text,
  second_review boolean not null,
  large boolean not null,
  reviewed_by text,
  reviewed_for text,
  statements jsonb not null,
  registry uuid,
  spot_check jsonb,
  objections jsonb not null default '[]'::jsonb,
  expert_reviews jsonb not null default '[]'::jsonb,
  receipts jsonb not null default '[]'::jsonb,
  confirmations jsonb not null default '[]'::jsonb,
  reminded_on date,
  taxpayer text,
  benefits jsonb not null default '[]'::jsonb,
  new_input numeric(18,2),
  new_output numeric(18,2),
  trainees integer,
  main_contract text,
  intermediary_fee numeric(18,2),
  tax_claims jsonb not null default '[]'::jsonb,
  PRIMARY KEY (id)
);
CREATE INDEX contracts_decided ON contracts USING btree (decided_on) WHERE (decided_on IS NOT NULL);
CREATE INDEX contracts_disclosed ON contracts USING btree (registered_on) WHERE ((disclosure <> 'nothing'::text) AND (state = ANY (ARRAY['registered'::text, 'cancelled'::text])));
CREATE INDEX contracts_objected ON contracts USING gin (objections jsonb_path_ops) WITH (fastupdate=off) WHERE (objections <> '[]'::jsonb);
CREATE INDEX contracts_of_organizations ON contracts USING gin (organizations jsonb_path_ops) WITH (fastupdate=off);
CREATE INDEX contracts_of_registry ON contracts USING btree (registry, state) WHERE (registry IS NOT NULL);
CREATE INDEX contracts_of_seller ON contracts USING btree (seller, id);
CREATE UNIQUE INDEX contracts_own_number ON contracts USING btree (own_number) WHERE (own_number IS NOT NULL);
CREATE INDEX contracts_queue ON contracts USING btree (state, accepted_on);
CREATE INDEX contracts_registered ON contracts USING btree (registered_on DESC, id) WHERE (registered_on IS NOT NULL);
CREATE UNIQUE INDEX contracts_registration_number ON contracts USING btree (registration_number) WHERE ((registration_number IS NOT NULL) AND (state <> 'revoked'::text));
CREATE INDEX contracts_sent_back ON contracts USING btree (sent_back_on) WHERE (sent_back_on IS NOT NULL);
CREATE INDEX contracts_to_check ON contracts USING btree (id) WHERE (spot_check IS NOT NULL);

create table counters (
  series text not null,
  value bigint not null,
  PRIMARY KEY (series)
);

create table deal_shares (
  id uuid not null,
  state text not null,
  version integer not null,
  created timestamp(3) with time zone not null,
  recorded_at timestamp(3) with time zone not null,
  deal uuid,
  title text not null,
  provider uuid not null,
  taker uuid not null,
  amount numeric(20,2) not null,
  concluded_on date not null,
  evidence text,
  manager uuid not null,
  account uuid,
  shares jsonb not null,
  managers uuid[] not null,
  accounts uuid[] not null,
  provider_on date,
  taker_on date,
  confirmed_to text not null,
  disputes jsonb not null,
  PRIMARY KEY (id),
  CHECK ((provider <> taker)),
  CHECK (((deal IS NOT NULL) OR (evidence IS NOT NULL))),
  CHECK (((state <> 'confirmed'::text) OR ((provider_on IS NOT NULL) AND (taker_on IS NOT NULL)))),
  CHECK ((confirmed_to = ANY (ARRAY['stated'::text, 'confirmed'::text]))),
  CHECK ((state = ANY (ARRAY['stated'::text, 'confirmed'::text, 'disputed'::text, 'withdrawn'::text])))
);
CREATE INDEX deal_shares_of_accounts ON deal_shares USING gin (accounts) WITH (fastupdate=off);
CREATE UNIQUE INDEX deal_shares_of_deal ON deal_shares USING btree (deal) WHERE ((deal IS NOT NULL) AND (state <> 'withdrawn'::text));
CREATE INDEX deal_shares_of_managers ON deal_shares USING gin (managers) WITH (fastupdate=off);
CREATE INDEX deal_shares_of_provider ON deal_shares USING btree (provider, id);
CREATE INDEX deal_shares_of_taker ON deal_shares USING btree (taker, id);

create table deals (
  id uuid not null,
  state text not null,
  version integer not null,
  created timestamp(3) with time zone not null,
  recorded_at timestamp(3) with time zone not null,
  listing uuid not null,
  title text not null,
  side text not null,
  sort text not null,
  owner uuid,
  asker uuid not null,
  anonymous boolean not null,
  message text not null,
  due_on date,
  answered_on date,
  ndas jsonb not null,
  messages jsonb not null,
  offers jsonb not null,
  milestones jsonb not null,
  notice jsonb,
  contract uuid,
  amount numeric(20,2),
  registered_on date,
  reason text,
  auction uuid,
  PRIMARY KEY (id),
  CHECK (((state <> 'contracted'::text) OR (contract IS NOT NULL))),
  CHECK ((anonymous OR (owner IS NOT NULL))),
  CHECK ((side = ANY (ARRAY['supply'::text, 'demand'::text]))),
  CHECK ((state = ANY (ARRAY['interested'::text, 'talking'::text, 'agreed'::text, 'underNotice'::text, 'contracted'::text, 'registered'::text, 'declined'::text, 'ended'::text, 'withdrawn'::text])))
);
CREATE INDEX deals_of_asker ON deals USING btree (asker, id);
CREATE INDEX deals_of_auction ON deals USING btree (auction) WHERE (auction IS NOT NULL);
CREATE INDEX deals_of_contract ON deals USING btree (contract) WHERE (contract IS NOT NULL);
CREATE INDEX deals_of_listing ON deals USING btree (listing);
CREATE INDEX deals_of_owner ON deals USING btree (owner, id);
CREATE UNIQUE INDEX deals_open ON deals USING btree (listing, asker) WHERE (state = ANY (ARRAY['interested'::text, 'talking'::text, 'agreed'::text, 'underNotice'::text, 'contracted'::text]));
CREATE INDEX deals_under_notice ON deals USING btree (id) WHERE (state = 'underNotice'::text);

create table declined_matches (
  id uuid not null,
  state text not null,
  version integer not null,
  created timestamp(3) with time zone not null,
  recorded_at timestamp(3) with time zone not null,
  listing uuid not null,
  organization uuid not null,
  kind text not null,
  candidate uuid not null,
  candidate_title text not null,
  why text not null,
  note text,
  PRIMARY KEY (id),
  CHECK ((kind = ANY (ARRAY['listing'::text, 'organization'::text]))),
  CHECK ((state = ANY (ARRAY['declined'::text, 'restored'::text])))
);
CREATE INDEX declined_matches_of_candidate ON declined_matches USING btree (candidate) WHERE (state = 'declined'::text);
CREATE UNIQUE INDEX declined_matches_once ON declined_matches USING btree (listing, candidate) WHERE (state = 'declined'::text);

create table deliveries (
  notice uuid not null,
  channel text not null,
  account uuid not null,
  how text not null,
  due_at timestamp(3) with time zone not null,
  message uuid,
  left_out text,
  PRIMARY KEY (notice, channel),
  FOREIGN KEY (account) REFERENCES accounts(id),
  FOREIGN KEY (message) REFERENCES messages(id),
  FOREIGN KEY (notice) REFERENCES notices(id) ON DELETE CASCADE,
  CHECK ((channel = ANY (ARRAY['mail'::text, 'sms'::text]))),
  CHECK ((how = ANY (ARRAY['atOnce'::text, 'daily'::text, 'weekly'::text]))),
  CHECK ((left_out = ANY (ARRAY['read'::text, 'sent'::text])))
);
CREATE INDEX deliveries_due ON deliveries USING btree (due_at) WHERE ((message IS NULL) AND (left_out IS NULL));
CREATE INDEX deliveries_of_message ON deliveries USING btree (message);

create table deputies (
  id uuid not null,
  account uuid not null,
  deputy uuid not null,
  from_day date not null,
  to_day date not null,
  named_at timestamp(3) with time zone not null,
  ended_at timestamp(3) with time zone,
  PRIMARY KEY (id),
  FOREIGN KEY (account) REFERENCES accounts(id),
  FOREIGN KEY (deputy) REFERENCES accounts(id),
  CHECK ((deputy <> account)),
  CHECK (((to_day >= from_day) AND ((to_day - from_day) < 90)))
);
CREATE INDEX deputies_of_account ON deputies USING btree (account, to_day) WHERE (ended_at IS NULL);
CREATE INDEX deputies_of_deputy ON deputies USING btree (deputy, to_day) WHERE (ended_at IS NULL);

create table engagements (
  id uuid not null,
  state text not null,
  version integer not null,
  created timestamp(3) with time zone not null,
  recorded_at timestamp(3) with time zone not null,
  listing uuid not null,
  title text not null,
  side text not null,
  sort text not null,
  organization uuid,
  manager uuid not null,
  account uuid,
  proposed_by text not null,
  note text,
  standing_on date,
  ended_on date,
  contacts jsonb not null,
  next_on date,
  reason text,
  PRIMARY KEY (id),
  CHECK (((state <> 'standing'::text) OR ((organization IS NOT NULL) AND (standing_on IS NOT NULL)))),
  CHECK ((proposed_by = ANY (ARRAY['owner'::text, 'manager'::text]))),
  CHECK ((side = ANY (ARRAY['supply'::text, 'demand'::text]))),
  CHECK ((state = ANY (ARRAY['proposed'::text, 'standing'::text, 'declined'::text, 'withdrawn'::text, 'ended'::text])))
);
CREATE INDEX engagements_of_account ON engagements USING btree (account, id) WHERE (account IS NOT NULL);
CREATE INDEX engagements_of_listing ON engagements USING btree (listing, id);
CREATE INDEX engagements_of_manager ON engagements USING btree (manager, id);
CREATE UNIQUE INDEX engagements_open ON engagements USING btree (listing, manager) WHERE (state = ANY (ARRAY['proposed'::text, 'standing'::text]));
CREATE UNIQUE INDEX engagements_standing ON engagements USING btree (listing) WHERE (state = 'standing'::text);

create table entries (
  event uuid not null,
  "position" smallint not null,
  record uuid not null,
  measure smallint not null,
  amount numeric not null,
  effective_on date not null,
  recorded_at timestamp(3) with time zone not null,
  region smallint not null,
  kind smallint not null,
  level smallint not null,
  organization uuid,
  dimensions jsonb not null default '{}'::jsonb,
  PRIMARY KEY (event, "position")
);
CREATE INDEX entries_of_figures ON entries USING btree (measure, effective_on) INCLUDE (amount, recorded_at, region, kind, level);
CREATE INDEX entries_of_record ON entries USING btree (record);

create table erasure_requests (
  id uuid not null,
  state text not null,
  version integer not null,
  created timestamp(3) with time zone not null,
  recorded_at timestamp(3) with time zone not null,
  account uuid not null,
  asked_on date not null,
  closed_on date,
  erased jsonb,
  PRIMARY KEY (id)
);
CREATE INDEX erasure_requests_of_account ON erasure_requests USING btree (account);
CREATE UNIQUE INDEX erasure_requests_open ON erasure_requests USING btree (account) WHERE (state = 'asked'::text);

create table event_meetings (
  id uuid not null,
  state text not null,
  version integer not null,
  created timestamp(3) with time zone not null,
  recorded_at timestamp(3) with time zone not null,
  event uuid not null,
  title text not null,
  host uuid,
  host_region text,
  first uuid not null,
  second uuid,
  second_name text,
  about text not null,
  listing uuid,
  deal uuid,
  due date,
  progress text,
  outcome text,
  reason text,
  PRIMARY KEY (id),
  CHECK (((second IS NULL) <> (second_name IS NULL))),
  CHECK ((second <> first)),
  CHECK ((state = ANY (ARRAY['open'::text, 'done'::text, 'voided'::text])))
);
CREATE INDEX event_meetings_by_deal ON event_meetings USING btree (deal);
CREATE INDEX event_meetings_by_event ON event_meetings USING btree (event);
CREATE INDEX event_meetings_by_first ON event_meetings USING btree (first);
CREATE INDEX event_meetings_by_second ON event_meetings USING btree (second);

create table event_registrations (
  id uuid not null,
  state text not null,
  version integer not null,
  created timestamp(3) with time zone not null,
  recorded_at timestamp(3) with time zone not null,
  event uuid not null,
  title text not null,
  organization uuid,
  guest text,
  host uuid,
  host_region text,
  entered boolean not null,
  number bigint not null,
  queued boolean not null,
  code_digest text not null,
  listing uuid,
  nothing boolean not null,
  reason text,
  UNIQUE (event, number),
  PRIMARY KEY (id),
  CHECK (((organization IS NULL) <> (guest IS NULL))),
  CHECK ((state = ANY (ARRAY['registered'::text, 'attended'::text, 'cancelled'::text])))
);
CREATE INDEX event_registrations_by_host ON event_registrations USING btree (host);
CREATE INDEX event_registrations_by_organization ON event_registrations USING btree (organization);
CREATE UNIQUE INDEX event_registrations_once ON event_registrations USING btree (event, organization) WHERE (state <> 'cancelled'::text);

create table events (
  id uuid not null,
  batch integer not null,
  kind text not null,
  record uuid not null,
  version integer not null,
  action text not null,
  actor uuid,
  recorded_at timestamp(3) with time zone not null,
  body text not null,
  acted_for uuid,
  UNIQUE (record, version) INCLUDE (recorded_at, action),
  PRIMARY KEY (id),
  FOREIGN KEY (batch) REFERENCES batches(n)
);
CREATE INDEX events_acted_for ON events USING btree (acted_for, id) WHERE (acted_for IS NOT NULL);
CREATE INDEX events_of_actor ON events USING btree (actor, id) WHERE (actor IS NOT NULL);
CREATE INDEX events_of_batch ON events USING btree (batch, id);

create table fair_projects (
  id uuid not null,
  state text not null,
  version integer not null,
  created timestamp(3) with time zone not null,
  recorded_at timestamp(3) with time zone not null,
  fair uuid not null,
  title text not null,
  first text not null,
  first_organization uuid,
  second text not null,
  second_organization uuid,
  region text,
  began_on date not null,
  steps jsonb not null,
  contract uuid,
  said_on date not null,
  lapsed_on date,
  reason text,
  PRIMARY KEY (id),
  CHECK (((state <> 'lapsed'::text) OR (lapsed_on IS NOT NULL))),
  CHECK ((state = ANY (ARRAY['open'::text, 'lapsed'::text, 'voided'::text]))),
  CHECK ((jsonb_array_length(steps) > 0))
);
CREATE INDEX fair_projects_asked ON fair_projects USING btree (began_on) WHERE ((state = 'open'::text) AND (contract IS NULL));
CREATE UNIQUE INDEX fair_projects_of_contract ON fair_projects USING btree (contract) WHERE ((contract IS NOT NULL) AND (state <> 'voided'::text));
CREATE INDEX fair_projects_of_fair ON fair_projects USING btree (fair);

create table fairs (
  id uuid not null,
  state text not null,
  version integer not null,
  created timestamp(3) with time zone not null,
  recorded_at timestamp(3) with time zone not null,
  name text not null,
  from_on date not null,
  to_on date not null,
  place text not null,
  organizer text not null,
  venue uuid,
  reason text,
  PRIMARY KEY (id),
  CHECK ((to_on >= from_on)),
  CHECK ((state = ANY (ARRAY['held'::text, 'voided'::text])))
);
CREATE INDEX fairs_of_venue ON fairs USING btree (venue) WHERE (venue IS NOT NULL);

create table files (
  digest text not null,
  size bigint not null,
  type text not null,
  scanned boolean not null,
  at timestamp(3) with time zone not null default clock_timestamp(),
  PRIMARY KEY (digest),
  CHECK ((digest ~ '^[0-9a-f]{64}$'::text))
);

create table follow_up_orders (
  id uuid not null,
  state text not null,
  version integer not null,
  created timestamp(3) with time zone not null,
  recorded_at timestamp(3) with time zone not null,
  number text,
  plan text not null,
  task integer,
  target text,
  region text,
  department text,
  title text not null,
  asked text not null,
  issued_on date not null,
  days integer,
  days_kind text,
  due_on date not null,
  escalated_on date,
  answers jsonb not null default '[]'::jsonb,
  answered_by uuid,
  conclusion text,
  hands_for uuid,
  PRIMARY KEY (id)
);
CREATE INDEX follow_up_orders_by_due ON follow_up_orders USING btree (due_on) WHERE (state = ANY (ARRAY['issued'::text, 'returned'::text]));
CREATE UNIQUE INDEX follow_up_orders_of_number ON follow_up_orders USING btree (number) WHERE (number IS NOT NULL);
CREATE INDEX follow_up_orders_of_region ON follow_up_orders USING btree (region, id);

create table follows (
  account uuid not null,
  record uuid not null,
  kind text not null,
  since timestamp(3) with time zone not null,
  PRIMARY KEY (account, record),
  FOREIGN KEY (account) REFERENCES accounts(id)
);
CREATE INDEX follows_of_record ON follows USING btree (record);

create table gap_follow_ups (
  id uuid not null,
  state text not null,
  version integer not null,
  created timestamp(3) with time zone not null,
  recorded_at timestamp(3) with time zone not null,
  plan text not null,
  target text not null,
  region text not null,
  subject_kind text not null,
  subject text not null,
  title text not null,
  note text,
  until date,
  changed_on date not null,
  account uuid,
  PRIMARY KEY (id)
);
CREATE INDEX gap_follow_ups_of_region ON gap_follow_ups USING btree (region, changed_on);
CREATE UNIQUE INDEX gap_follow_ups_of_subject ON gap_follow_ups USING btree (plan, target, region, subject_kind, subject) WHERE (state <> 'withdrawn'::text);

create table hand_overs (
  id uuid not null,
  from_account uuid not null,
  to_account uuid not null,
  asked_by uuid not null,
  asked_at timestamp(3) with time zone not null,
  reason text not null,
  outcome text,
  ended_by uuid,
  ended_at timestamp(3) with time zone,
  passed jsonb,
  PRIMARY KEY (id),
  FOREIGN KEY (asked_by) REFERENCES accounts(id),
  FOREIGN KEY (ended_by) REFERENCES accounts(id),
  FOREIGN KEY (from_account) REFERENCES accounts(id),
  FOREIGN KEY (to_account) REFERENCES accounts(id),
  CHECK ((to_account <> from_account)),
  CHECK (((outcome IS NULL) = (ended_at IS NULL))),
  CHECK ((outcome = ANY (ARRAY['done'::text, 'declined'::text, 'withdrawn'::text]))),
  CHECK (((length(reason) >= 1) AND (length(reason) <= 500)))
);
CREATE UNIQUE INDEX hand_overs_asked ON hand_overs USING btree (from_account) WHERE (outcome IS NULL);
CREATE INDEX hand_overs_from ON hand_overs USING btree (from_account, ended_at) WHERE (outcome = 'done'::text);
CREATE INDEX hand_overs_to ON hand_overs USING btree (to_account) WHERE (outcome = 'done'::text);

create table import_rows (
  import uuid not null,
  "row" integer not null,
  cells jsonb not null,
  flaws jsonb not null default '[]'::jsonb,
  verdict text,
  said jsonb,
  match jsonb,
  calls jsonb,
  written boolean not null default false,
  PRIMARY KEY (import, "row"),
  FOREIGN KEY (import) REFERENCES imports(id) ON DELETE CASCADE,
  CHECK ((verdict = ANY (ARRAY['create'::text, 'change'::text, 'duplicate'::text, 'refuse'::text])))
);

create table imports (
  id uuid not null,
  kind text not null,
  account uuid,
  actor jsonb not null,
  file_name text not null,
  file_digest text not null,
  columns jsonb not null,
  ignored jsonb not null default '[]'::jsonb,
  state text not null,
  total integer not null default 0,
  done integer not null default 0,
  fingerprint text,
  problem jsonb,
  at timestamp(3) with time zone not null default clock_timestamp(),
  PRIMARY KEY (id),
  CHECK ((state = ANY (ARRAY['judging'::text, 'judged'::text, 'writing'::text, 'written'::text, 'failed'::text])))
);
CREATE INDEX imports_of_state ON imports USING btree (kind, state);

create table invitations (
  id uuid not null,
  role text not null,
  organization uuid,
  digest bytea not null,
  name text,
  email text,
  account text,
  made_by uuid not null,
  made_at timestamp(3) with time zone not null,
  until timestamp(3) with time zone not null,
  accepted_at timestamp(3) with time zone,
  accepted_by uuid,
  revoked_at timestamp(3) with time zone,
  UNIQUE (digest),
  PRIMARY KEY (id),
  FOREIGN KEY (accepted_by) REFERENCES accounts(id),
  FOREIGN KEY (made_by) REFERENCES accounts(id),
  CHECK (((organization IS NULL) = (role = 'expert'::text))),
  CHECK ((role = ANY (ARRAY['member'::text, 'organizationAdmin'::text, 'expert'::text])))
);
CREATE INDEX invitations_of_organization ON invitations USING btree (organization, made_at);

create table listing_links (
  digest bytea not null,
  listing uuid not null,
  made_at timestamp(3) with time zone not null,
  made_by uuid not null,
  until date not null,
  ended_at timestamp(3) with time zone,
  PRIMARY KEY (digest),
  FOREIGN KEY (listing) REFERENCES listings(id) ON DELETE CASCADE
);
CREATE INDEX listing_links_of_listing ON listing_links USING btree (listing, made_at);

create table listings (
  id uuid not null,
  state text not null,
  version integer not null,
  created timestamp(3) with time zone not null,
  recorded_at timestamp(3) with time zone not null,
  side text not null,
  sort text not null,
  organization uuid not null,
  region text,
  title text not null,
  text text not null,
  keywords text[] not null,
  field text not null,
  industry text,
  cooperation text[] not null,
  maturity integer,
  demand_type text,
  price text not null,
  price_low numeric(20,2),
  price_high numeric(20,2),
  deadline date,
  acceptance text,
  confidentiality text not null,
  anonymous boolean not null,
  published_on date,
  last_confirmed_on date,
  outcome text,
  reason text,
  hidden jsonb not null default '[]'::jsonb,
  prints integer[] not null default '{}'::integer[],
  ip_items jsonb not null default '[]'::jsonb,
  transfer jsonb,
  venue uuid,
  venue_operator uuid,
  entered_by uuid,
  asked_on date,
  reviewed_to text not null default 'published'::text,
  manager uuid,
  manager_account uuid,
  manager_since date,
  PRIMARY KEY (id),
  CHECK (((sort = 'problem'::text) = (side = 'demand'::text))),
  CHECK ((price_high > price_low)),
  CHECK (((NOT anonymous) OR (side = 'demand'::text))),
  CHECK (((price = ANY (ARRAY['fixed'::text, 'range'::text])) = (price_low IS NOT NULL))),
  CHECK (((price = 'range'::text) = (price_high IS NOT NULL))),
  CHECK (((state <> ALL (ARRAY['published'::text, 'expired'::text])) OR (published_on IS NOT NULL))),
  CHECK (((venue IS NULL) = (venue_operator IS NULL))),
  CHECK ((confidentiality = ANY (ARRAY['public'::text, 'onAdmission'::text]))),
  CHECK (((maturity >= 1) AND (maturity <= 9))),
  CHECK ((price = ANY (ARRAY['none'::text, 'agreed'::text, 'fixed'::text, 'range'::text]))),
  CHECK (((price <> 'fixed'::text) OR (price_low > (0)::numeric))),
  CHECK ((price_low >= (0)::numeric)),
  CHECK ((reviewed_to = ANY (ARRAY['published'::text, 'toConfirm'::text]))),
  CHECK (((side = 'supply'::text) OR ((ip_items = '[]'::jsonb) AND (transfer IS NULL)))),
  CHECK ((side = ANY (ARRAY['supply'::text, 'demand'::text]))),
  CHECK ((state = ANY (ARRAY['draft'::text, 'underReview'::text, 'toConfirm'::text, 'published'::text, 'inNegotiation'::text, 'matched'::text, 'expired'::text, 'closed'::text, 'withdrawn'::text, 'voided'::text])))
);
CREATE INDEX listings_entered_by ON listings USING btree (entered_by, id) WHERE (entered_by IS NOT NULL);
CREATE INDEX listings_ip_items ON listings USING gin (ip_items jsonb_path_ops) WITH (fastupdate=off) WHERE (ip_items <> '[]'::jsonb);
CREATE INDEX listings_of_manager ON listings USING btree (manager_account, id) WHERE (manager_account IS NOT NULL);
CREATE INDEX listings_of_organization ON listings USING btree (organization);
CREATE INDEX listings_of_venue ON listings USING btree (venue) WHERE (venue IS NOT NULL);
CREATE INDEX listings_prints ON listings USING gin (prints) WITH (fastupdate=off) WHERE (state = ANY (ARRAY['underReview'::text, 'published'::text]));
CREATE INDEX listings_shown ON listings USING btree (published_on DESC, id DESC) WHERE (state = ANY (ARRAY['published'::text, 'inNegotiation'::text]));

create table manager_namings (
  id uuid not null,
  state text not null,
  version integer not null,
  created timestamp(3) with time zone not null,
  recorded_at timestamp(3) with time zone not null,
  contract uuid not null,
  manager uuid not null,
  organization uuid not null,
  title text not null,
  account uuid,
  answered_on date,
  reason text,
  PRIMARY KEY (id)
);
CREATE INDEX manager_namings_confirmed ON manager_namings USING btree (manager, contract) WHERE (state = 'confirmed'::text);
CREATE INDEX manager_namings_of_account ON manager_namings USING btree (account, id) WHERE (account IS NOT NULL);
CREATE INDEX manager_namings_of_manager ON manager_namings USING btree (manager, id);
CREATE UNIQUE INDEX manager_namings_once ON manager_namings USING btree (contract, manager) WHERE (state = ANY (ARRAY['asked'::text, 'confirmed'::text, 'declined'::text]));

create table match_digests (
  day date not null,
  PRIMARY KEY (day)
);

create table match_events (
  id uuid not null,
  state text not null,
  version integer not null,
  created timestamp(3) with time zone not null,
  recorded_at timestamp(3) with time zone not null,
  name text not null,
  sort text not null,
  from_on date not null,
  to_on date not null,
  opens text not null,
  closes text not null,
  place text,
  link text,
  agenda text,
  capacity integer,
  until date not null,
  venue uuid,
  organization uuid,
  region text,
  reason text,
  PRIMARY KEY (id),
  CHECK ((capacity > 0)),
  CHECK ((to_on >= from_on)),
  CHECK (((place IS NOT NULL) OR (link IS NOT NULL))),
  CHECK ((state = ANY (ARRAY['draft'::text, 'open'::text, 'held'::text, 'cancelled'::text, 'voided'::text])))
);
CREATE INDEX match_events_by_day ON match_events USING btree (from_on) WHERE (state = ANY (ARRAY['open'::text, 'held'::text, 'cancelled'::text]));

create table matches_told (
  demand uuid not null,
  candidate uuid not null,
  told_on date not null,
  PRIMARY KEY (demand, candidate)
);

create table memberships (
  id uuid not null,
  account uuid not null,
  duty text not null default 'business'::text,
  organization uuid not null,
  role text not null,
  since date not null,
  until date,
  PRIMARY KEY (id),
  FOREIGN KEY (account, duty) REFERENCES accounts(id, duty),
  CHECK ((until >= (since - 1))),
  CHECK ((duty = 'business'::text)),
  CHECK ((role = ANY (ARRAY['member'::text, 'organizationAdmin'::text])))
);
CREATE UNIQUE INDEX memberships_now ON memberships USING btree (account) WHERE (until IS NULL);
CREATE INDEX memberships_of_organization ON memberships USING btree (organization);

create table messages (
  id uuid not null,
  account uuid not null,
  channel text not null,
  made_at timestamp(3) with time zone not null,
  tries integer not null default 0,
  next_at timestamp(3) with time zone not null,
  taken_until timestamp(3) with time zone,
  outcome text,
  ended_at timestamp(3) with time zone,
  said text,
  PRIMARY KEY (id),
  FOREIGN KEY (account) REFERENCES accounts(id),
  CHECK ((channel = ANY (ARRAY['mail'::text, 'sms'::text]))),
  CHECK ((outcome = ANY (ARRAY['sent'::text, 'refused'::text, 'given-up'::text, 'no-address'::text])))
);
CREATE INDEX messages_waiting ON messages USING btree (next_at) WHERE (outcome IS NULL);

create table migrations (
  name text not null,
  digest text not null,
  applied_at timestamp(3) with time zone not null default clock_timestamp(),
  PRIMARY KEY (name)
);

create table milestones (
  id uuid not null,
  state text not null,
  version integer not null,
  created timestamp(3) with time zone not null,
  recorded_at timestamp(3) with time zone not null,
  plan_task uuid not null,
  what jsonb not null,
  start_on date,
  due_on date not null,
  moves jsonb not null default '[]'::jsonb,
  department text,
  region text,
  evidence jsonb,
  reported_by uuid,
  done_on date,
  accepted_on date,
  returned_for text,
  hands_for uuid,
  PRIMARY KEY (id),
  FOREIGN KEY (plan_task) REFERENCES plan_tasks(id)
);
CREATE INDEX milestones_by_due ON milestones USING btree (due_on) WHERE (state = ANY (ARRAY['planned'::text, 'sentBack'::text]));
CREATE INDEX milestones_of_region ON milestones USING btree (region, id);
CREATE INDEX milestones_of_task ON milestones USING btree (plan_task);

create table notice_choices (
  account uuid not null,
  topic text not null,
  channel text not null,
  how text not null,
  PRIMARY KEY (account, topic, channel),
  FOREIGN KEY (account) REFERENCES accounts(id),
  CHECK ((channel = ANY (ARRAY['inApp'::text, 'mail'::text, 'sms'::text]))),
  CHECK ((how = ANY (ARRAY['never'::text, 'atOnce'::text, 'daily'::text, 'weekly'::text])))
);

create table notice_times (
  account uuid not null,
  digest_hour integer not null,
  weekly_day integer not null,
  quiet_from integer,
  quiet_to integer,
  working_days_only boolean not null,
  PRIMARY KEY (account),
  FOREIGN KEY (account) REFERENCES accounts(id),
  CHECK (((quiet_from IS NULL) = (quiet_to IS NULL))),
  CHECK (((digest_hour >= 0) AND (digest_hour <= 23))),
  CHECK (((quiet_from >= 0) AND (quiet_from <= 23))),
  CHECK (((quiet_to >= 0) AND (quiet_to <= 23))),
  CHECK (((weekly_day >= 1) AND (weekly_day <= 7)))
);

create table notices (
  id uuid not null,
  account uuid not null,
  cause text not null,
  kind text not null,
  record uuid not null,
  topic text not null,
  words text not null,
  params jsonb not null,
  at timestamp(3) with time zone not null,
  shown_at timestamp(3) with time zone,
  read_at timestamp(3) with time zone,
  UNIQUE (account, cause),
  PRIMARY KEY (id),
  FOREIGN KEY (account) REFERENCES accounts(id)
);
CREATE INDEX notices_by_time ON notices USING btree (at);
CREATE INDEX notices_of_account ON notices USING btree (account, id DESC);
CREATE INDEX notices_unread ON notices USING btree (account, shown_at) WHERE ((read_at IS NULL) AND (shown_at IS NOT NULL));

create table official_readings (
  id uuid not null,
  account uuid not null,
  actor jsonb not null,
  at timestamp(3) with time zone not null default clock_timestamp(),
  file_name text not null,
  file_digest text not null,
  export text not null,
  period_from date not null,
  period_to date not null,
  stage text not null,
  total integer not null,
  done integer not null default 0,
  ignored jsonb not null,
  PRIMARY KEY (id)
);
CREATE INDEX official_readings_of_account ON official_readings USING btree (account, at DESC);

create table official_rows (
  reading uuid not null,
  n integer not null,
  outcome text,
  way text,
  differs jsonb not null default '[]'::jsonb,
  contract uuid,
  there jsonb,
  here jsonb,
  said jsonb not null default '[]'::jsonb,
  step text,
  PRIMARY KEY (reading, n),
  FOREIGN KEY (reading) REFERENCES official_readings(id) ON DELETE CASCADE
);
CREATE INDEX official_rows_by_outcome ON official_rows USING btree (reading, outcome, n);

create table old_passwords (
  id uuid not null,
  account uuid not null,
  password_hash text not null,
  until timestamp(3) with time zone not null,
  PRIMARY KEY (id),
  FOREIGN KEY (account) REFERENCES accounts(id)
);
CREATE INDEX old_passwords_of_account ON old_passwords USING btree (account, until);

create table organization_relations (
  id uuid not null,
  state text not null,
  version integer not null,
  created timestamp(3) with time zone not null,
  recorded_at timestamp(3) with time zone not null,
  first uuid not null,
  second uuid not null,
  how text not null,
  share numeric(5,2),
  since date,
  until date,
  evidence text not null,
  PRIMARY KEY (id),
  FOREIGN KEY (first) REFERENCES organizations(id),
  FOREIGN KEY (second) REFERENCES organizations(id),
  CHECK ((first <> second)),
  CHECK (((how = 'ownership'::text) = (share IS NOT NULL))),
  CHECK ((how = ANY (ARRAY['representative'::text, 'ownership'::text]))),
  CHECK (((share > (0)::numeric) AND (share <= (100)::numeric)))
);
CREATE INDEX organization_relations_first ON organization_relations USING btree (first);
CREATE INDEX organization_relations_second ON organization_relations USING btree (second);

create table organizations (
  id uuid not null,
  state text not null,
  version integer not null,
  created timestamp(3) with time zone not null,
  recorded_at timestamp(3) with time zone not null,
  credit_code text,
  credit_code_override jsonb,
  name text not null,
  former_names jsonb not null default '[]'::jsonb,
  aliases jsonb not null default '[]'::jsonb,
  seats jsonb not null default '[]'::jsonb,
  region text,
  division_code text,
  industry text,
  st_class text,
  size text,
  kind text,
  source jsonb,
  merged_into uuid,
  merged_at timestamp(3) with time zone,
  name_keys text[] not null default '{}'::text[],
  search text not null default ''::text,
  ceased_on date,
  PRIMARY KEY (id)
);
CREATE INDEX organizations_of_any_credit_code ON organizations USING btree (credit_code);
CREATE UNIQUE INDEX organizations_of_credit_code ON organizations USING btree (credit_code) WHERE ((credit_code IS NOT NULL) AND (state <> 'merged'::text));
CREATE INDEX organizations_of_merged_into ON organizations USING btree (merged_into) WHERE (merged_into IS NOT NULL);
CREATE INDEX organizations_of_name_keys ON organizations USING gin (name_keys) WITH (fastupdate=off);
CREATE INDEX organizations_of_region ON organizations USING btree (region, id);

create table person_keys (
  key text not null,
  person uuid not null,
  PRIMARY KEY (key)
);
CREATE INDEX person_keys_of_person ON person_keys USING btree (person);

create table personal_reads (
  id uuid not null,
  account uuid not null,
  record uuid not null,
  fields text[] not null,
  at timestamp(3) with time zone not null default clock_timestamp(),
  acted_for uuid,
  PRIMARY KEY (id)
);
CREATE INDEX personal_reads_of_account ON personal_reads USING btree (account, at);
CREATE INDEX personal_reads_of_record ON personal_reads USING btree (record, id);

create table personal_values (
  record uuid not null,
  field text not null,
  value text not null,
  salt text not null,
  PRIMARY KEY (record, field)
);

create table plan_drafts (
  id uuid not null,
  state text not null,
  version integer not null,
  created timestamp(3) with time zone not null,
  recorded_at timestamp(3) with time zone not null,
  code text not null,
  name jsonb not null,
  summary jsonb not null,
  from_day date not null,
  to_day date not null,
  predecessor text not null,
  closing_as_of date not null,
  closing_known_at timestamp(3) with time zone not null,
  targets jsonb not null,
  document_number text,
  drafted_by uuid,
  adopted_by uuid,
  adopted_on date,
  hands_for uuid,
  PRIMARY KEY (id)
);
CREATE UNIQUE INDEX plan_drafts_of_code ON plan_drafts USING btree (code) WHERE (state <> 'withdrawn'::text);

create table plan_tasks (
  id uuid not null,
  state text not null,
  version integer not null,
  created timestamp(3) with time zone not null,
  recorded_at timestamp(3) with time zone not null,
  plan text not null,
  task integer not null,
  owner text,
  owner_source text,
  co_operating jsonb not null default '[]'::jsonb,
  regions jsonb not null default '[]'::jsonb,
  closing_by uuid,
  closing_on date,
  closing_reason text,
  closed_on date,
  hands_for uuid,
  PRIMARY KEY (id)
);
CREATE UNIQUE INDEX plan_tasks_of_task ON plan_tasks USING btree (plan, task);

create table portal_attempts (
  digest bytea not null,
  state text not null,
  nonce text not null,
  verifier text not null,
  next text,
  at timestamp(3) with time zone not null,
  PRIMARY KEY (digest)
);

create table portal_identities (
  issuer text not null,
  subject text not null,
  account uuid not null,
  at timestamp(3) with time zone not null,
  PRIMARY KEY (issuer, subject),
  FOREIGN KEY (account) REFERENCES accounts(id)
);

create table premises (
  id uuid not null,
  state text not null,
  version integer not null,
  created timestamp(3) with time zone not null,
  recorded_at timestamp(3) with time zone not null,
  organization uuid not null,
  name text not null,
  address text not null,
  address_key text not null,
  region text not null,
  opened_on date not null,
  closed_on date,
  extents jsonb not null,
  document text,
  PRIMARY KEY (id),
  CHECK ((closed_on > opened_on)),
  CHECK ((((closed_on IS NULL) = (state = 'inUse'::text)) OR (state = 'voided'::text))),
  CHECK ((jsonb_array_length(extents) > 0)),
  CHECK ((state = ANY (ARRAY['inUse'::text, 'closed'::text, 'voided'::text])))
);
CREATE INDEX premises_of_organization ON premises USING btree (organization, opened_on);

create table proposals (
  id uuid not null,
  state text not null,
  version integer not null,
  created timestamp(3) with time zone not null,
  recorded_at timestamp(3) with time zone not null,
  engagement uuid not null,
  listing uuid not null,
  title text not null,
  organization uuid not null,
  manager uuid not null,
  account uuid,
  candidate uuid not null,
  candidate_title text not null,
  argument text not null,
  deal uuid,
  why text,
  note text,
  answered_on date,
  PRIMARY KEY (id),
  CHECK (((state <> 'accepted'::text) OR (deal IS NOT NULL))),
  CHECK ((state = ANY (ARRAY['proposed'::text, 'accepted'::text, 'declined'::text, 'withdrawn'::text])))
);
CREATE INDEX proposals_of_account ON proposals USING btree (account, id) WHERE (account IS NOT NULL);
CREATE INDEX proposals_of_deal ON proposals USING btree (deal) WHERE (deal IS NOT NULL);
CREATE INDEX proposals_of_listing ON proposals USING btree (listing, id);
CREATE INDEX proposals_of_manager ON proposals USING btree (manager, id);
CREATE UNIQUE INDEX proposals_open ON proposals USING btree (listing, candidate) WHERE (state = 'proposed'::text);

create table recalculations (
  kind text not null,
  record uuid not null,
  cause uuid not null,
  PRIMARY KEY (record, cause)
);

create table recognitions (
  id uuid not null,
  state text not null,
  version integer not null,
  created timestamp(3) with time zone not null,
  recorded_at timestamp(3) with time zone not null,
  organization uuid,
  title text not null,
  title_key text not null,
  kind text not null,
  level text,
  region text,
  issuer text,
  document_number text,
  recognised_on text,
  removed_on date,
  source jsonb,
  statements jsonb not null default '[]'::jsonb,
  PRIMARY KEY (id)
);
CREATE INDEX recognitions_of_kind ON recognitions USING btree (kind, id);
CREATE INDEX recognitions_of_organization ON recognitions USING btree (organization);
CREATE INDEX recognitions_of_state ON recognitions USING btree (state, recorded_at);
CREATE INDEX recognitions_of_title ON recognitions USING btree (title_key);

create table recovery_codes (
  account uuid not null,
  mac bytea not null,
  PRIMARY KEY (account, mac),
  FOREIGN KEY (account) REFERENCES accounts(id)
);

create table registration_requests (
  id uuid not null,
  state text not null,
  version integer not null,
  created timestamp(3) with time zone not null,
  recorded_at timestamp(3) with time zone not null,
  buyer uuid not null,
  seller uuid not null,
  title text not null,
  signed_on date,
  amount numeric(18,2),
  use text not null,
  note text,
  needed_on date not null,
  contract uuid,
  answered_on date,
  reason text,
  PRIMARY KEY (id)
);
CREATE INDEX registration_requests_of_buyer ON registration_requests USING btree (buyer, id);
CREATE INDEX registration_requests_of_contract ON registration_requests USING btree (contract) WHERE (contract IS NOT NULL);
CREATE INDEX registration_requests_of_seller ON registration_requests USING btree (seller, id);
CREATE INDEX registration_requests_open ON registration_requests USING btree (needed_on) WHERE (state = ANY (ARRAY['asked'::text, 'takenUp'::text]));

create table registries (
  id uuid not null,
  state text not null,
  version integer not null,
  created timestamp(3) with time zone not null,
  recorded_at timestamp(3) with time zone not null,
  name text not null,
  code text not null,
  organization uuid,
  owners jsonb not null,
  territory jsonb not null,
  entrusted_by text,
  valid_from date,
  valid_to date,
  registrars jsonb not null,
  reason text,
  handed_to uuid,
  PRIMARY KEY (id)
);
CREATE UNIQUE INDEX registries_code ON registries USING btree (code);
CREATE INDEX registries_of_registrar ON registries USING gin (registrars jsonb_path_ops) WITH (fastupdate=off);

create table registry_draws (
  registry uuid not null,
  month text not null,
  batch integer not null,
  seed text not null,
  numbers jsonb not null,
  drawn jsonb not null,
  at timestamp(3) with time zone not null,
  PRIMARY KEY (registry, month),
  FOREIGN KEY (registry) REFERENCES registries(id)
);

create table releases (
  id uuid not null,
  state text not null,
  version integer not null,
  created timestamp(3) with time zone not null,
  recorded_at timestamp(3) with time zone not null,
  number text,
  title text not null,
  as_of date not null,
  known_at timestamp(3) with time zone not null,
  pack_digest text not null,
  pack_version text not null,
  figures jsonb not null,
  anchor integer,
  stage text,
  publication text,
  period text,
  reason text,
  PRIMARY KEY (id),
  CHECK (((publication IS NULL) = (period IS NULL))),
  CHECK ((stage = ANY (ARRAY['provisional'::text, 'final'::text])))
);
CREATE INDEX releases_of_day ON releases USING btree (as_of);
CREATE UNIQUE INDEX releases_of_number ON releases USING btree (number) WHERE (number IS NOT NULL);

create table repeats (
  actor text not null,
  route text not null,
  key text not null,
  request bytea not null,
  status integer,
  answer text,
  at timestamp(3) with time zone not null default clock_timestamp(),
  PRIMARY KEY (actor, route, key)
);

create table reported_figures (
  id uuid not null,
  state text not null,
  version integer not null,
  created timestamp(3) with time zone not null,
  recorded_at timestamp(3) with time zone not null,
  series text not null,
  region text not null,
  scope text,
  period text,
  value numeric not null,
  approximate boolean not null default false,
  basis jsonb,
  source jsonb,
  stated_on date,
  qualifier text,
  reported_by uuid,
  confirmed_by uuid,
  confirmed_on date,
  document_number text,
  correction jsonb,
  returned text,
  hands_for uuid,
  PRIMARY KEY (id)
);
CREATE UNIQUE INDEX reported_figures_of_period ON reported_figures USING btree (series, region, COALESCE(scope, ''::text), COALESCE(period, ''::text)) WHERE (state <> 'voided'::text);
CREATE INDEX reported_figures_waiting ON reported_figures USING btree (id) WHERE (state = ANY (ARRAY['waiting'::text, 'correcting'::text]));

create table return_drafts (
  return uuid not null,
  revision integer not null,
  given jsonb not null,
  explanations jsonb not null,
  saved_by uuid,
  saved_at timestamp(3) with time zone not null,
  PRIMARY KEY (return),
  FOREIGN KEY (return) REFERENCES statistical_returns(id)
);

create table saved_searches (
  id uuid not null,
  account uuid not null,
  office text,
  shared boolean not null default false,
  name text not null,
  path text not null,
  search text not null,
  tell boolean not null default false,
  at timestamp(3) with time zone not null default clock_timestamp(),
  deleted_at timestamp(3) with time zone,
  looked_to uuid,
  PRIMARY KEY (id),
  FOREIGN KEY (account) REFERENCES accounts(id),
  CHECK (((NOT shared) OR (office IS NOT NULL))),
  CHECK (((length(name) >= 1) AND (length(name) <= 80))),
  CHECK (((length(path) >= 1) AND (length(path) <= 200))),
  CHECK ((length(search) <= 1000))
);
CREATE INDEX saved_searches_of_account ON saved_searches USING btree (account) WHERE (deleted_at IS NULL);
CREATE INDEX saved_searches_of_office ON saved_searches USING btree (office) WHERE (shared AND (deleted_at IS NULL));

create table sealed_scans (
  upload uuid not null,
  return uuid not null,
  code text,
  PRIMARY KEY (upload),
  FOREIGN KEY (return) REFERENCES statistical_returns(id),
  FOREIGN KEY (upload) REFERENCES uploads(id) ON DELETE CASCADE
);
CREATE INDEX sealed_scans_of_return ON sealed_scans USING btree (return);

create table second_factors (
  account uuid not null,
  secret bytea not null,
  begun_at timestamp(3) with time zone not null,
  confirmed_at timestamp(3) with time zone,
  last_step bigint not null default 0,
  PRIMARY KEY (account),
  FOREIGN KEY (account) REFERENCES accounts(id)
);

create table security_log (
  id uuid not null,
  at timestamp(3) with time zone not null default clock_timestamp(),
  account uuid,
  name text not null,
  event text not null,
  outcome text not null,
  address text not null,
  object_kind text,
  object_id text,
  detail jsonb,
  PRIMARY KEY (id),
  CHECK ((event ~ '^[a-z][A-Za-z]{1,39}$'::text)),
  CHECK ((outcome = ANY (ARRAY['done'::text, 'refused'::text])))
);
CREATE INDEX security_log_by_time ON security_log USING btree (at DESC, id DESC);
CREATE INDEX security_log_of_account ON security_log USING btree (account, at DESC);
CREATE INDEX security_log_of_name ON security_log USING btree (name, at DESC);

create table sessions (
  id uuid not null,
  account uuid not null,
  digest bytea not null,
  previous bytea,
  renewed_at timestamp(3) with time zone not null,
  renewal_seen boolean not null default true,
  created_at timestamp(3) with time zone not null,
  last_seen timestamp(3) with time zone not null,
  address text not null default ''::text,
  agent text not null default ''::text,
  acting_for uuid,
  UNIQUE (digest),
  PRIMARY KEY (id),
  FOREIGN KEY (account) REFERENCES accounts(id),
  FOREIGN KEY (acting_for) REFERENCES accounts(id)
);
CREATE INDEX sessions_by_previous ON sessions USING btree (previous);
CREATE INDEX sessions_of_account ON sessions USING btree (account, created_at);

create table settings (
  name text not null,
  value text not null,
  PRIMARY KEY (name)
);

create table sign_in_tries (
  account text not null,
  since timestamp(3) with time zone not null,
  tries integer not null,
  locked_until timestamp(3) with time zone,
  PRIMARY KEY (account)
);

create table sign_up_letters (
  upload uuid not null,
  digest text not null,
  address text not null,
  at timestamp(3) with time zone not null default clock_timestamp(),
  PRIMARY KEY (upload)
);
CREATE INDEX sign_up_letters_of_address ON sign_up_letters USING btree (address, at);

create table sign_ups (
  id uuid not null,
  state text not null,
  version integer not null,
  created timestamp(3) with time zone not null,
  recorded_at timestamp(3) with time zone not null,
  number text,
  purpose text not null,
  credit_code text not null,
  organization uuid,
  name text not null,
  region text,
  key_digest text not null,
  letter uuid,
  letter_file text,
  letter_type text,
  letter_size integer,
  letter_code text not null,
  submitted_on date not null,
  returned text,
  sent_back_on date,
  decided_on date,
  account uuid,
  take_until date,
  taken_at timestamp(3) with time zone,
  replaced jsonb not null default '[]'::jsonb,
  erased boolean not null default false,
  UNIQUE (number),
  PRIMARY KEY (id),
  CHECK ((purpose = ANY (ARRAY['join'::text, 'replaceAdministrator'::text]))),
  CHECK ((state = ANY (ARRAY['submitted'::text, 'sentBack'::text, 'confirmed'::text, 'refused'::text, 'withdrawn'::text, 'lapsed'::text])))
);
CREATE INDEX sign_ups_of_file ON sign_ups USING btree (letter_file);
CREATE INDEX sign_ups_of_organization ON sign_ups USING btree (organization);
CREATE INDEX sign_ups_of_region ON sign_ups USING btree (region, id);
CREATE UNIQUE INDEX sign_ups_open ON sign_ups USING btree (credit_code, purpose) WHERE (state = ANY (ARRAY['submitted'::text, 'sentBack'::text]));

create table signal_notes (
  id uuid not null,
  state text not null,
  version integer not null,
  created timestamp(3) with time zone not null,
  recorded_at timestamp(3) with time zone not null,
  contract uuid not null,
  key text not null,
  records jsonb not null,
  reason text not null,
  noted_by uuid not null,
  noted_on date not null,
  PRIMARY KEY (id),
  FOREIGN KEY (contract) REFERENCES contracts(id)
);
CREATE UNIQUE INDEX signal_notes_of_signal ON signal_notes USING btree (contract, key);

create table signal_watch (
  one boolean not null default true,
  holder uuid,
  until timestamp(3) with time zone,
  through integer,
  rules text,
  phase text not null default 'none'::text,
  done integer not null default 0,
  total integer not null default 0,
  PRIMARY KEY (one),
  CHECK (one),
  CHECK ((phase = ANY (ARRAY['none'::text, 'reading'::text, 'reckoning'::text, 'following'::text])))
);

create table statistical_returns (
  id uuid not null,
  state text not null,
  version integer not null,
  created timestamp(3) with time zone not null,
  recorded_at timestamp(3) with time zone not null,
  form text not null,
  form_version integer not null,
  period text not null,
  period_to date not null,
  organization uuid not null,
  region text,
  class text,
  size text,
  due_on date not null,
  answers jsonb,
  explanations jsonb not null default '{}'::jsonb,
  filled jsonb not null default '{}'::jsonb,
  queries jsonb not null default '[]'::jsonb,
  reason text,
  proposed jsonb,
  superseded jsonb not null default '[]'::jsonb,
  calls jsonb not null default '[]'::jsonb,
  submitted_on date,
  accepted_on date,
  edition integer not null default 0,
  sealed jsonb,
  rounds jsonb not null default '[]'::jsonb,
  sent_back integer not null default 0,
  carried jsonb not null default '[]'::jsonb,
  amended_from text,
  PRIMARY KEY (id),
  FOREIGN KEY (organization) REFERENCES organizations(id)
);
CREATE UNIQUE INDEX statistical_returns_asked ON statistical_returns USING btree (organization, form, period) WHERE (state <> 'voided'::text);
CREATE INDEX statistical_returns_carried ON statistical_returns USING gin (carried jsonb_path_ops) WITH (fastupdate=off) WHERE (carried <> '[]'::jsonb);
CREATE INDEX statistical_returns_collected ON statistical_returns USING btree (form, period, state);
CREATE INDEX statistical_returns_due ON statistical_returns USING btree (due_on) WHERE (state = ANY (ARRAY['open'::text, 'sentBack'::text]));
CREATE INDEX statistical_returns_told ON statistical_returns USING btree (organization, form, period_to);

create table technology_managers (
  id uuid not null,
  state text not null,
  version integer not null,
  created timestamp(3) with time zone not null,
  recorded_at timestamp(3) with time zone not null,
  certificate_level text not null,
  certificate_issued_on date,
  certificate_valid_to date,
  certificate_base text,
  fields jsonb not null default '[]'::jsonb,
  organization uuid,
  affiliations jsonb not null default '[]'::jsonb,
  certificates jsonb not null default '[]'::jsonb,
  person uuid not null,
  account uuid,
  confirmed_until date,
  PRIMARY KEY (id)
);
CREATE INDEX technology_managers_by_expiry ON technology_managers USING btree (certificate_valid_to) WHERE (state = 'registered'::text);
CREATE INDEX technology_managers_by_lapse ON technology_managers USING btree (confirmed_until) WHERE (state = 'registered'::text);
CREATE UNIQUE INDEX technology_managers_of_account ON technology_managers USING btree (account) WHERE (account IS NOT NULL);
CREATE INDEX technology_managers_of_affiliations ON technology_managers USING gin (affiliations jsonb_path_ops) WITH (fastupdate=off);
CREATE INDEX technology_managers_of_organization ON technology_managers USING btree (organization);

create table tellings (
  id uuid not null,
  cause text not null,
  kind text not null,
  record uuid not null,
  actor uuid,
  region text,
  organizations jsonb not null,
  accounts jsonb not null,
  rules jsonb not null,
  at timestamp(3) with time zone not null,
  tries integer not null default 0,
  next_at timestamp(3) with time zone not null,
  told_at timestamp(3) with time zone,
  UNIQUE (cause),
  PRIMARY KEY (id)
);
CREATE INDEX tellings_told ON tellings USING btree (told_at) WHERE (told_at IS NOT NULL);
CREATE INDEX tellings_waiting ON tellings USING btree (next_at) WHERE (told_at IS NULL);

create table tenancies (
  id uuid not null,
  state text not null,
  version integer not null,
  created timestamp(3) with time zone not null,
  recorded_at timestamp(3) with time zone not null,
  incubator uuid not null,
  tenant uuid,
  name text not null,
  credit_code text,
  joined_on date not null,
  left_on date,
  area numeric(12,2),
  high_tech_from date,
  high_tech_to date,
  tech_sme_from date,
  tech_sme_to date,
  returnees text,
  students text,
  PRIMARY KEY (id),
  CHECK ((area >= (0)::numeric)),
  CHECK ((left_on > joined_on)),
  CHECK ((((left_on IS NULL) = (state = 'in'::text)) OR (state = 'voided'::text))),
  CHECK ((returnees = ANY (ARRAY['yes'::text, 'no'::text]))),
  CHECK ((state = ANY (ARRAY['in'::text, 'graduated'::text, 'left'::text, 'voided'::text]))),
  CHECK ((students = ANY (ARRAY['yes'::text, 'no'::text])))
);
CREATE UNIQUE INDEX tenancies_now ON tenancies USING btree (incubator, tenant) WHERE ((state = 'in'::text) AND (tenant IS NOT NULL));
CREATE UNIQUE INDEX tenancies_of_code ON tenancies USING btree (incubator, credit_code) WHERE ((state = 'in'::text) AND (credit_code IS NOT NULL));
CREATE INDEX tenancies_of_incubator ON tenancies USING btree (incubator, joined_on);
CREATE UNIQUE INDEX tenancies_of_name ON tenancies USING btree (incubator, name) WHERE ((state = 'in'::text) AND (credit_code IS NULL));
CREATE INDEX tenancies_of_tenant ON tenancies USING btree (tenant) WHERE (tenant IS NOT NULL);

create table tenant_asks (
  id uuid not null,
  incubator uuid not null,
  tenancy uuid not null,
  year integer not null,
  asked_at timestamp(3) with time zone not null,
  asked_by uuid not null,
  language text not null,
  until date not null,
  closed_at timestamp(3) with time zone,
  revision integer not null default 0,
  draft jsonb,
  kept_at timestamp(3) with time zone,
  answers jsonb,
  explanation text,
  answered_at timestamp(3) with time zone,
  answered_by uuid,
  mail_next timestamp(3) with time zone,
  mail_tries integer not null default 0,
  mailed_at timestamp(3) with time zone,
  mail_failed text,
  UNIQUE (tenancy, year),
  PRIMARY KEY (id),
  FOREIGN KEY (tenancy) REFERENCES tenancies(id)
);
CREATE INDEX tenant_asks_of_incubator ON tenant_asks USING btree (incubator, year);
CREATE INDEX tenant_asks_to_mail ON tenant_asks USING btree (mail_next) WHERE (mail_next IS NOT NULL);

create table tenant_links (
  digest bytea not null,
  ask uuid not null,
  made_at timestamp(3) with time zone not null,
  PRIMARY KEY (digest),
  FOREIGN KEY (ask) REFERENCES tenant_asks(id) ON DELETE CASCADE
);
CREATE INDEX tenant_links_of_ask ON tenant_links USING btree (ask, made_at);

create table typical_cases (
  id uuid not null,
  state text not null,
  version integer not null,
  created timestamp(3) with time zone not null,
  recorded_at timestamp(3) with time zone not null,
  report uuid not null,
  region text not null,
  title jsonb not null,
  summary jsonb not null,
  body jsonb not null,
  written_by uuid,
  returned_for text,
  published_on date,
  hands_for uuid,
  PRIMARY KEY (id),
  FOREIGN KEY (report) REFERENCES work_reports(id)
);
CREATE UNIQUE INDEX typical_cases_of_report ON typical_cases USING btree (report) WHERE (state <> 'withdrawn'::text);
CREATE INDEX typical_cases_published ON typical_cases USING btree (id) WHERE (state = 'published'::text);

create table uploads (
  id uuid not null,
  file text not null,
  name text,
  account uuid,
  at timestamp(3) with time zone not null default clock_timestamp(),
  held_at timestamp(3) with time zone,
  PRIMARY KEY (id),
  FOREIGN KEY (file) REFERENCES files(digest)
);
CREATE INDEX uploads_of_file ON uploads USING btree (file);
CREATE INDEX uploads_waiting ON uploads USING btree (account, at) WHERE (held_at IS NULL);

create table venues (
  id uuid not null,
  state text not null,
  version integer not null,
  created timestamp(3) with time zone not null,
  recorded_at timestamp(3) with time zone not null,
  kind text not null,
  name text not null,
  organization uuid not null,
  region text,
  territory text,
  fields text[] not null,
  staff integer,
  address text not null,
  phone text,
  opened_on date,
  closed_on date,
  reason text,
  PRIMARY KEY (id),
  CHECK ((closed_on >= opened_on)),
  CHECK (((state <> ALL (ARRAY['open'::text, 'closed'::text])) OR (opened_on IS NOT NULL))),
  CHECK (((state <> 'closed'::text) OR (closed_on IS NOT NULL))),
  CHECK ((kind = ANY (ARRAY['regionalCentre'::text, 'industryCentre'::text, 'workstation'::text, 'demonstrationTransferOrganization'::text]))),
  CHECK ((staff >= 0)),
  CHECK ((state = ANY (ARRAY['proposed'::text, 'open'::text, 'closed'::text, 'declined'::text, 'voided'::text])))
);
CREATE INDEX venues_of_organization ON venues USING btree (organization);
CREATE INDEX venues_shown ON venues USING btree (kind, name) WHERE (state = 'open'::text);

create table visit_items (
  id uuid not null,
  state text not null,
  version integer not null,
  created timestamp(3) with time zone not null,
  recorded_at timestamp(3) with time zone not null,
  visit uuid not null,
  organization uuid not null,
  region text,
  sort text not null,
  title text not null,
  owner uuid not null,
  due_on date not null,
  outcome text,
  settled_on date,
  reason text,
  PRIMARY KEY (id),
  FOREIGN KEY (visit) REFERENCES visits(id),
  CHECK (((state <> 'done'::text) OR ((outcome IS NOT NULL) AND (settled_on IS NOT NULL)))),
  CHECK ((sort = ANY (ARRAY['question'::text, 'task'::text]))),
  CHECK ((state = ANY (ARRAY['open'::text, 'done'::text, 'dropped'::text])))
);
CREATE INDEX visit_items_of_organization ON visit_items USING btree (organization) WHERE ((state = 'done'::text) AND (sort = 'question'::text));
CREATE INDEX visit_items_of_owner ON visit_items USING btree (owner, due_on) WHERE (state = 'open'::text);
CREATE INDEX visit_items_of_visit ON visit_items USING btree (visit);

create table visits (
  id uuid not null,
  state text not null,
  version integer not null,
  created timestamp(3) with time zone not null,
  recorded_at timestamp(3) with time zone not null,
  organization uuid not null,
  region text,
  visited_on date not null,
  purpose text not null,
  text text not null,
  made_by uuid not null,
  demands uuid[] not null default '{}'::uuid[],
  reason text,
  PRIMARY KEY (id),
  CHECK ((state = ANY (ARRAY['logged'::text, 'voided'::text])))
);
CREATE INDEX visits_by_day ON visits USING btree (visited_on DESC, id DESC) WHERE (state = 'logged'::text);
CREATE INDEX visits_of_officer ON visits USING btree (made_by, visited_on DESC);
CREATE INDEX visits_of_organization ON visits USING btree (organization);

create table webhook_deliveries (
  id uuid not null,
  webhook uuid not null,
  message uuid not null,
  type text not null,
  body text not null,
  standing text not null,
  tries integer not null,
  made_at timestamp(3) with time zone not null,
  next_at timestamp(3) with time zone not null,
  ended_at timestamp(3) with time zone,
  said text,
  UNIQUE (webhook, message),
  PRIMARY KEY (id),
  FOREIGN KEY (webhook) REFERENCES webhooks(id) ON DELETE CASCADE,
  CHECK ((standing = ANY (ARRAY['waiting'::text, 'sent'::text, 'failed'::text])))
);
CREATE INDEX webhook_deliveries_due ON webhook_deliveries USING btree (next_at) WHERE (standing = 'waiting'::text);
CREATE INDEX webhook_deliveries_of_webhook ON webhook_deliveries USING btree (webhook, made_at DESC);

create table webhook_outbox (
  id uuid not null,
  type text not null,
  kind text not null,
  record uuid not null,
  action text not null,
  record_state text not null,
  at timestamp(3) with time zone not null,
  PRIMARY KEY (id)
);

create table webhook_secrets (
  webhook uuid not null,
  secret bytea not null,
  PRIMARY KEY (webhook),
  FOREIGN KEY (webhook) REFERENCES webhooks(id) ON DELETE CASCADE
);

create table webhooks (
  id uuid not null,
  state text not null,
  version integer not null,
  created timestamp(3) with time zone not null,
  recorded_at timestamp(3) with time zone not null,
  organization uuid,
  name text not null,
  url text not null,
  events text[] not null,
  about text not null,
  reason text,
  PRIMARY KEY (id),
  CHECK ((about = ANY (ARRAY['all'::text, 'own'::text]))),
  CHECK (((organization IS NOT NULL) OR (about = 'all'::text))),
  CHECK ((state = ANY (ARRAY['toDraw'::text, 'active'::text, 'paused'::text, 'ended'::text])))
);
CREATE INDEX webhooks_active ON webhooks USING btree (id) WHERE (state = 'active'::text);
CREATE INDEX webhooks_of_organization ON webhooks USING btree (organization);

create table withheld_values (
  record uuid not null,
  version integer not null,
  field text not null,
  value text not null,
  salt text not null,
  PRIMARY KEY (record, field, version)
);

create table word_groups (
  id uuid not null,
  state text not null,
  version integer not null,
  created timestamp(3) with time zone not null,
  recorded_at timestamp(3) with time zone not null,
  words text[] not null,
  keys text[] not null,
  note text,
  origin text not null,
  proposed_by uuid,
  reason text,
  PRIMARY KEY (id),
  CHECK ((origin = ANY (ARRAY['person'::text, 'matches'::text]))),
  CHECK ((state = ANY (ARRAY['suggested'::text, 'used'::text, 'refused'::text, 'retired'::text]))),
  CHECK (((cardinality(words) >= 2) AND (cardinality(words) <= 12)))
);
CREATE INDEX word_groups_by_key ON word_groups USING gin (keys) WITH (fastupdate=off);
CREATE INDEX word_groups_of_account ON word_groups USING btree (proposed_by, id) WHERE (proposed_by IS NOT NULL);

create table work_reports (
  id uuid not null,
  state text not null,
  version integer not null,
  created timestamp(3) with time zone not null,
  recorded_at timestamp(3) with time zone not null,
  region text not null,
  type text not null,
  period text not null,
  title text not null,
  body text not null,
  plan text,
  task integer,
  organizations jsonb not null default '[]'::jsonb,
  sent_on date,
  answer_due_on date,
  answer text,
  answered_on date,
  returned_for text,
  PRIMARY KEY (id)
);
CREATE INDEX work_reports_by_sending ON work_reports USING btree (sent_on);
CREATE INDEX work_reports_of_region ON work_reports USING btree (region, id);

create table yearly_revenues (
  id uuid not null,
  state text not null,
  version integer not null,
  created timestamp(3) with time zone not null,
  recorded_at timestamp(3) with time zone not null,
  organization uuid not null,
  year integer not null,
  revenue numeric(18,2) not null,
  document text,
  PRIMARY KEY (id),
  CHECK ((revenue >= (0)::numeric))
);
CREATE INDEX yearly_revenues_by_year ON yearly_revenues USING btree (year, organization);
CREATE UNIQUE INDEX yearly_revenues_of_year ON yearly_revenues USING btree (organization, year) WHERE (state <> 'voided'::text);

CREATE OR REPLACE FUNCTION analyze_tables()
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'touyan_test'
AS $function$
declare one regclass;
begin
  for one in select c.oid::regclass from pg_class c where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace and pg_has_role(c.relowner, 'usage')
  loop
    execute format('analyze %s', one);
  end loop;
end $function$;

CREATE OR REPLACE FUNCTION answers_for(one uuid)
 RETURNS uuid
 LANGUAGE sql
 STABLE
AS $function$
  with recursive found as (
    select one as account, 0 as step
    union
    select h.to_account, f.step + 1 from found f join lateral (select to_account from hand_overs where from_account = f.account
      and outcome = 'done' order by ended_at desc limit 1) h on true
      where f.step < 20 and not exists(select from account_roles r where r.account = f.account
        and r.role in ('bureauOfficer', 'districtOfficer', 'registrar')))
  select account from found order by step desc limit 1
$function$;

CREATE OR REPLACE FUNCTION city_lock()
 RETURNS integer
 LANGUAGE sql
 STABLE
AS $function$ select hashtext('touyan ' || current_schema()) $function$;

CREATE OR REPLACE FUNCTION enter_batch()
 RETURNS integer
 LANGUAGE plpgsql
AS $function$
declare v int;
begin
  loop
    select max(n) into v from batches;
    if pg_try_advisory_xact_lock_shared(city_lock(), v) then
      if (select max(n) from batches) = v then return v; end if;
    end if;
  end loop;
end $function$;

CREATE OR REPLACE FUNCTION forget_access(months integer)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'touyan_test'
AS $function$
declare gone int;
begin
  delete from access_log where at < clock_timestamp() - make_interval(months => greatest(months, 6));
  get diagnostics gone = row_count;
  return gone;
end $function$;

CREATE OR REPLACE FUNCTION handed_to(accounts uuid[])
 RETURNS uuid[]
 LANGUAGE sql
 STABLE
AS $function$
  with recursive found as (
    select h.from_account as account from hand_overs h where h.outcome = 'done' and h.to_account = any(accounts)
      and not exists(select from account_roles r where r.account = h.from_account and r.role in ('bureauOfficer', 'districtOfficer', 'registrar'))
    union
    select h.from_account from found f join hand_overs h on h.to_account = f.account and h.outcome = 'done'
      and not exists(select from account_roles r where r.account = h.from_account and r.role in ('bureauOfficer', 'districtOfficer', 'registrar')))
  select coalesce(array_agg(account), '{}') from found where account <> all(accounts)
$function$;

CREATE OR REPLACE FUNCTION keep_access_log()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$ begin
  if tg_op = 'DELETE' then
    if old.at < clock_timestamp() - interval '6 months' then return old; end if;
  end if;
  raise exception 'the access log is only ever added to, and kept for six months' using errcode = 'insufficient_privilege';
end $function$;

CREATE OR REPLACE FUNCTION keep_security_log()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$ begin
  if tg_op = 'DELETE' then
    if old.at < clock_timestamp() - interval '6 months' then return old; end if;
  end if;
  raise exception 'the security log is only ever added to, and kept for six months' using errcode = 'insufficient_privilege';
end $function$;

CREATE OR REPLACE FUNCTION last_day_of(said text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
AS $function$
  select case length(said) when 4 then said || '-12-31' when 7 then to_char((said || '-01')::date + interval '1 month' - interval '1 day', 'YYYY-MM-DD') else said end
$function$;

CREATE OR REPLACE FUNCTION person_key(said text)
 RETURNS text
 LANGUAGE sql
 STABLE
AS $function$
  select encode(sha256(convert_to(value || ' ' || said || ' ' || value, 'UTF8')), 'hex') from settings where name = 'personSecret'
$function$;

CREATE OR REPLACE FUNCTION region_on(organization uuid, on_day text, zone text)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
AS $function$
declare held record;
begin
  select seats, merged_into, to_char(merged_at at time zone zone, 'YYYY-MM-DD') as merged_on into held from organizations where id = organization;
  if held.merged_into is not null and held.merged_on <= on_day then return region_on(held.merged_into, on_day, zone); end if;
  return (select s.one->>'region' from jsonb_array_elements(held.seats) with ordinality as s(one, n)
    where coalesce(s.one->>'on', '') <= on_day order by coalesce(s.one->>'on', '') desc, s.n desc limit 1);
end $function$;

CREATE OR REPLACE FUNCTION stamp(joined integer)
 RETURNS timestamp with time zone
 LANGUAGE sql
AS $function$
  select greatest(date_trunc('milliseconds', clock_timestamp()), opened_at) from batches where n = joined
$function$;

CREATE TRIGGER access_log_rows BEFORE DELETE OR UPDATE ON access_log FOR EACH ROW EXECUTE FUNCTION keep_access_log();

CREATE TRIGGER access_log_whole BEFORE TRUNCATE ON access_log FOR EACH STATEMENT EXECUTE FUNCTION keep_access_log();

CREATE TRIGGER security_log_rows BEFORE DELETE OR UPDATE ON security_log FOR EACH ROW EXECUTE FUNCTION keep_security_log();

CREATE TRIGGER security_log_whole BEFORE TRUNCATE ON security_log FOR EACH STATEMENT EXECUTE FUNCTION keep_security_log();
