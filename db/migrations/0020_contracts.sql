-- Technology contracts: the record, and its text, which only its parties and the registry in charge read.

create table contracts (
  id uuid primary key,
  state text not null,
  version int not null,
  created timestamptz(3) not null,
  recorded_at timestamptz(3) not null,
  title text not null,
  type text,
  subtype text,
  -- As said, names of natural persons left out: they are personal values.
  parties jsonb not null,
  -- Who registers it: the seller, for an import the domestic buyer; and where it reports.
  seller uuid not null,
  region text,
  -- Organizations of all its parties: who of them sees it.
  organizations jsonb not null,
  signed_on date,
  valid_from date,
  valid_to date,
  amount numeric(18, 2),
  technology_amount numeric(18, 2),
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
  -- By the jurisdiction's rules on the day it was accepted.
  second_review boolean not null,
  large boolean not null,
  reviewed_by text,
  -- Whom that account stood in for.
  reviewed_for text,
  statements jsonb not null
);
create unique index contracts_own_number on contracts (own_number) where own_number is not null;
create unique index contracts_registration_number on contracts (registration_number) where registration_number is not null and state <> 'revoked';
create index contracts_queue on contracts (state, accepted_on);
create index contracts_of_seller on contracts (seller, id);
create index contracts_of_organizations on contracts using gin (organizations jsonb_path_ops);
create index contracts_registered on contracts (registered_on desc, id) where registered_on is not null;

-- By its digest: the same text twice is kept once. Never changed.
create table contract_texts (
  digest text primary key,
  body text not null,
  at timestamptz(3) not null
);
