-- Technology managers: certificates through time, who the account is, a blind index of persons that erasing empties, and who read personal values.

alter table technology_managers
  drop column person_key,
  -- Certificates as stated: [{level, from, to}]; the columns above are those of the latest.
  add column certificates jsonb not null default '[]',
  -- Key of the person in person_keys; a random number, so that events hold nothing that could be traced back.
  add column person uuid not null,
  -- Account of the person, an opaque id here.
  add column account uuid,
  -- Last day on which the present affiliation counts without another confirmation.
  add column confirmed_until date;
create unique index technology_managers_of_account on technology_managers (account) where account is not null;
create index technology_managers_by_lapse on technology_managers (confirmed_until) where state = 'registered';
create index technology_managers_of_affiliations on technology_managers using gin (affiliations jsonb_path_ops);

-- Digests of certificate numbers and of names with base and day, under a secret of this schema. No event holds them.
create table person_keys (
  key text primary key,
  person uuid not null
);
create index person_keys_of_person on person_keys (person);
insert into settings (name, value) values ('personSecret', replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''));
create function person_key(said text) returns text language sql stable as $$
  select encode(sha256(convert_to(value || ' ' || said || ' ' || value, 'UTF8')), 'hex') from settings where name = 'personSecret'
$$;

-- Insert only: who read which personal values of which record unmasked, and when.
create table personal_reads (
  id uuid primary key,
  account uuid not null,
  record uuid not null,
  fields text[] not null,
  at timestamptz(3) not null default clock_timestamp()
);
create index personal_reads_of_record on personal_reads (record, id);
