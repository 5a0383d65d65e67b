-- Fairs (展洽会) as ledgers: each project shown as signed there, and what became of it.

create table fairs (
  id uuid primary key,
  state text not null check (state in ('held', 'voided')),
  version int not null,
  created timestamptz(3) not null,
  recorded_at timestamptz(3) not null,
  name text not null,
  from_on date not null,
  to_on date not null check (to_on >= from_on),
  place text not null,
  organizer text not null,
  venue uuid,
  reason text
);
create index fairs_of_venue on fairs (venue) where venue is not null;

create table fair_projects (
  id uuid primary key,
  state text not null check (state in ('open', 'lapsed', 'voided')),
  version int not null,
  created timestamptz(3) not null,
  recorded_at timestamptz(3) not null,
  fair uuid not null,
  title text not null,
  -- The two parties as they were called there; the organization where it is in the register.
  first text not null,
  first_organization uuid,
  second text not null,
  second_organization uuid,
  -- Where the first of them that is known reported.
  region text,
  -- The day from which three, six and twelve months run.
  began_on date not null,
  -- Stages as they were said, each at most once: stage, day, amount, evidence. Those of a contract are read from it.
  steps jsonb not null check (jsonb_array_length(steps) > 0),
  contract uuid,
  -- Last day on which somebody said how it stands.
  said_on date not null,
  lapsed_on date,
  reason text,
  check (state <> 'lapsed' or lapsed_on is not null)
);
create index fair_projects_of_fair on fair_projects (fair);
create index fair_projects_asked on fair_projects (began_on) where state = 'open' and contract is null;
create unique index fair_projects_of_contract on fair_projects (contract) where contract is not null and state <> 'voided';
