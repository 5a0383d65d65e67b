-- The workbench: working-day calendars of years as records, what a person has done and begun, calendar feeds, saved searches.

-- Holidays and weekends that are worked of one year, where the house has published or mended them itself.
create table calendar_years (
  id uuid primary key,
  state text not null,
  version int not null,
  created timestamptz(3) not null,
  recorded_at timestamptz(3) not null,
  year int not null,
  days_off jsonb not null,
  working_days jsonb not null,
  document jsonb not null
);
create unique index calendar_years_of_year on calendar_years (year) where state = 'published';

-- What an account has done, newest first; what waits in a state, longest first.
create index events_of_actor on events (actor, id) where actor is not null;
create index recognitions_of_state on recognitions (state, recorded_at);
create index technology_managers_by_expiry on technology_managers (certificate_valid_to) where state = 'registered';

-- One secret address of a calendar feed a person; only its digest is kept.
create table calendar_feeds (
  account uuid primary key references accounts,
  digest bytea not null unique,
  language text not null check (language in ('zh-CN', 'en')),
  created_at timestamptz(3) not null default clock_timestamp(),
  read_at timestamptz(3)
);

-- Filters of a list under a name. `office` is whom it is shared with: an organization (`organization <id>`) or the officers of a place (`office <region>`).
create table saved_searches (
  id uuid primary key,
  account uuid not null references accounts,
  office text,
  shared boolean not null default false check (not shared or office is not null),
  name text not null check (length(name) between 1 and 80),
  path text not null check (length(path) between 1 and 200),
  search text not null check (length(search) <= 1000),
  -- Whether its owner wants to be told when something new fits.
  tell boolean not null default false,
  at timestamptz(3) not null default clock_timestamp(),
  -- Deleted, and can be brought back for some days.
  deleted_at timestamptz(3)
);
create index saved_searches_of_account on saved_searches (account) where deleted_at is null;
create index saved_searches_of_office on saved_searches (office) where shared and deleted_at is null;
