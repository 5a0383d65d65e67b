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
  password_hash text not null,
  language text not null default 'zh-CN'::text,
  region text,
  duty text not null default 'business'::text,
  disabled boolean not null default false,
  demo boolean not null default false,
  created_at timestamp(3) with time zone not null default clock_timestamp(),
  UNIQUE (account),
  UNIQUE (id, duty),
  PRIMARY KEY (id),
  CHECK (((account = lower(account)) AND ((length(account) >= 2) AND (length(account) <= 64)))),
  CHECK ((duty = ANY (ARRAY['business'::text, 'system'::text, 'security'::text, 'audit'::text]))),
  CHECK ((language = ANY (ARRAY['zh-CN'::text, 'en'::text]))),
  CHECK (((length(name) >= 1) AND (length(name) <= 100)))
);

create table batches (
  n integer not null,
  opened_at timestamp(3) with time zone not null,
  PRIMARY KEY (n)
);

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

create table codes (
  id smallint not null generated always as identity,
  domain text not null,
  code text not null,
  UNIQUE (domain, code),
  PRIMARY KEY (id),
  CHECK ((domain = ANY (ARRAY['measure'::text, 'region'::text, 'kind'::text, 'level'::text])))
);

create table counters (
  series text not null,
  value bigint not null,
  PRIMARY KEY (series)
);

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
  UNIQUE (record, version),
  PRIMARY KEY (id),
  FOREIGN KEY (batch) REFERENCES batches(n)
);
CREATE INDEX events_of_batch ON events USING btree (batch, id);

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
  CHECK ((until >= since)),
  CHECK ((duty = 'business'::text)),
  CHECK ((role = ANY (ARRAY['member'::text, 'organizationAdmin'::text])))
);
CREATE UNIQUE INDEX memberships_now ON memberships USING btree (account) WHERE (until IS NULL);
CREATE INDEX memberships_of_organization ON memberships USING btree (organization);

create table migrations (
  name text not null,
  digest text not null,
  applied_at timestamp(3) with time zone not null default clock_timestamp(),
  PRIMARY KEY (name)
);

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
  PRIMARY KEY (id)
);
CREATE INDEX personal_reads_of_record ON personal_reads USING btree (record, id);

create table personal_values (
  record uuid not null,
  field text not null,
  value text not null,
  salt text not null,
  PRIMARY KEY (record, field)
);

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
CREATE INDEX recognitions_of_title ON recognitions USING btree (title_key);

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
  PRIMARY KEY (id)
);
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
  PRIMARY KEY (id)
);
CREATE UNIQUE INDEX reported_figures_of_period ON reported_figures USING btree (series, region, COALESCE(scope, ''::text), COALESCE(period, ''::text)) WHERE (state <> 'voided'::text);

create table sessions (
  id uuid not null,
  account uuid not null,
  digest bytea not null,
  previous bytea,
  renewed_at timestamp(3) with time zone not null,
  renewal_seen boolean not null default true,
  created_at timestamp(3) with time zone not null,
  last_seen timestamp(3) with time zone not null,
  UNIQUE (digest),
  PRIMARY KEY (id),
  FOREIGN KEY (account) REFERENCES accounts(id)
);
CREATE INDEX sessions_by_previous ON sessions USING btree (previous);
CREATE INDEX sessions_of_account ON sessions USING btree (account, created_at);

create table settings (
  name text not null,
  value text not null,
  PRIMARY KEY (name)
);

create table sign_in_log (
  id uuid not null,
  at timestamp(3) with time zone not null,
  account text not null,
  outcome text not null,
  address text not null,
  PRIMARY KEY (id),
  CHECK ((outcome = ANY (ARRAY['signedIn'::text, 'wrong'::text, 'locked'::text, 'signedOut'::text])))
);
CREATE INDEX sign_in_log_by_time ON sign_in_log USING btree (at);

create table sign_in_tries (
  account text not null,
  since timestamp(3) with time zone not null,
  tries integer not null,
  locked_until timestamp(3) with time zone,
  PRIMARY KEY (account)
);

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
CREATE INDEX technology_managers_by_lapse ON technology_managers USING btree (confirmed_until) WHERE (state = 'registered'::text);
CREATE UNIQUE INDEX technology_managers_of_account ON technology_managers USING btree (account) WHERE (account IS NOT NULL);
CREATE INDEX technology_managers_of_affiliations ON technology_managers USING gin (affiliations jsonb_path_ops);
CREATE INDEX technology_managers_of_organization ON technology_managers USING btree (organization);

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
