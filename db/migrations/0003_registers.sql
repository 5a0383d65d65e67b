-- The registers of the foundation: organizations, recognitions, technology managers, reported figures, releases; and imports.

create table organizations (
  id uuid primary key,
  state text not null,
  version int not null,
  created timestamptz(3) not null,
  recorded_at timestamptz(3) not null,
  credit_code text,
  credit_code_override jsonb,
  name text not null,
  former_names jsonb not null default '[]',
  aliases jsonb not null default '[]',
  -- Where it reports, over time: [{region, on}], the first without a day; region is where it reports now.
  seats jsonb not null default '[]',
  region text,
  division_code text,
  industry text,
  st_class text,
  size text,
  kind text,
  source jsonb,
  merged_into uuid,
  merged_at timestamptz(3),
  -- Normalised names for the duplicate check, and the code without the check for lookups.
  name_keys text[] not null default '{}',
  search text not null default ''
);
create unique index organizations_of_credit_code on organizations (credit_code) where credit_code is not null and state <> 'merged';
-- Looked up in each duplicate check: a pending list would be read through every time.
create index organizations_of_name_keys on organizations using gin (name_keys) with (fastupdate = off);
create index organizations_of_region on organizations (region, id);

create table recognitions (
  id uuid primary key,
  state text not null,
  version int not null,
  created timestamptz(3) not null,
  recorded_at timestamptz(3) not null,
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
  -- What was stated, in the order of stating: [{what, on, level?, region?, ...}]; figures follow from it.
  statements jsonb not null default '[]'
);
create index recognitions_of_kind on recognitions (kind, id);
create index recognitions_of_organization on recognitions (organization);
create index recognitions_of_title on recognitions (title_key);

create table technology_managers (
  id uuid primary key,
  state text not null,
  version int not null,
  created timestamptz(3) not null,
  recorded_at timestamptz(3) not null,
  certificate_level text not null,
  certificate_issued_on date,
  certificate_valid_to date,
  certificate_base text,
  fields jsonb not null default '[]',
  -- Blind index of name and certificate number, for the duplicate check without the values.
  person_key text not null,
  organization uuid,
  affiliations jsonb not null default '[]'
);
create unique index technology_managers_of_person on technology_managers (person_key);
create index technology_managers_of_organization on technology_managers (organization);

create table reported_figures (
  id uuid primary key,
  state text not null,
  version int not null,
  created timestamptz(3) not null,
  recorded_at timestamptz(3) not null,
  series text not null,
  region text not null,
  scope text,
  period text,
  value numeric not null,
  approximate boolean not null default false,
  basis jsonb,
  source jsonb,
  stated_on date
);
create unique index reported_figures_of_period on reported_figures (series, region, coalesce(scope, ''), coalesce(period, '')) where state <> 'voided';

create table releases (
  id uuid primary key,
  state text not null,
  version int not null,
  created timestamptz(3) not null,
  recorded_at timestamptz(3) not null,
  number text,
  title text not null,
  as_of date not null,
  known_at timestamptz(3) not null,
  pack_digest text not null,
  pack_version text not null,
  figures jsonb not null
);

-- Files on their way into a register: staged, judged row by row, then written in chunks. Kept seven days.
create table imports (
  id uuid primary key,
  kind text not null,
  account uuid,
  -- Who judges and writes, as he was when he uploaded or committed.
  actor jsonb not null,
  file_name text not null,
  file_digest text not null,
  -- Header of each field, and headers that nothing takes.
  columns jsonb not null,
  ignored jsonb not null default '[]',
  state text not null check (state in ('judging', 'judged', 'writing', 'written', 'failed')),
  total int not null default 0,
  done int not null default 0,
  fingerprint text,
  problem jsonb,
  at timestamptz(3) not null default clock_timestamp()
);
create index imports_of_state on imports (kind, state);
create table import_rows (
  import uuid not null references imports on delete cascade,
  row int not null,
  cells jsonb not null,
  -- What reading the sheet found wrong, as words.
  flaws jsonb not null default '[]',
  verdict text check (verdict in ('create', 'change', 'duplicate', 'refuse')),
  said jsonb,
  match jsonb,
  calls jsonb,
  written boolean not null default false,
  primary key (import, row)
);

-- Settings of this schema that are no record: the anchor year of an invented city, the day of first use.
create table settings (
  name text primary key,
  value text not null
);

-- The last day that a day, a month or a year alone can mean: '2022' is '2022-12-31'.
create function last_day_of(said text) returns text language sql immutable as $$
  select case length(said) when 4 then said || '-12-31' when 7 then to_char((said || '-01')::date + interval '1 month' - interval '1 day', 'YYYY-MM-DD') else said end
$$;
