-- Visits to firms (走访): who went there when and why, and the demands that came of it. Who was met is a personal value, kept apart.

create table visits (
  id uuid primary key,
  state text not null check (state in ('logged', 'voided')),
  version int not null,
  created timestamptz(3) not null,
  recorded_at timestamptz(3) not null,
  organization uuid not null,
  -- Where the firm reported then.
  region text,
  visited_on date not null,
  purpose text not null,
  text text not null,
  made_by uuid not null,
  -- Listings that were drafted for the firm.
  demands uuid[] not null default '{}',
  reason text
);
create index visits_by_day on visits (visited_on desc, id desc) where state = 'logged';
create index visits_of_organization on visits (organization);
create index visits_of_officer on visits (made_by, visited_on desc);
