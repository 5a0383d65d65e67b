-- Returns of statistics: one for a form, a period and a respondent. Figures stand as they were accepted; what is typed stands beside until it is handed in.

create table statistical_returns (
  id uuid primary key,
  state text not null,
  version int not null,
  created timestamptz(3) not null,
  recorded_at timestamptz(3) not null,
  form text not null,
  form_version int not null,
  -- 2026-03, 2026-Q1 or 2026; period_to is its last day.
  period text not null,
  period_to date not null,
  organization uuid not null references organizations,
  -- Where it reports on the last day of the period, its class of S&T services and its size when it was asked.
  region text,
  class text,
  size text,
  due_on date not null,
  -- Figures in base units: what was handed in, and once it is accepted what counts.
  answers jsonb,
  explanations jsonb not null default '{}',
  -- Items that the platform filled, with what they were counted from.
  filled jsonb not null default '{}',
  queries jsonb not null default '[]',
  reason text,
  -- An amendment that waits; what was accepted before the ones that were accepted since.
  proposed jsonb,
  superseded jsonb not null default '[]',
  -- Attempts to get it: by whom, how, what was said, until when it was promised.
  calls jsonb not null default '[]',
  submitted_on date,
  accepted_on date
);
create unique index statistical_returns_asked on statistical_returns (organization, form, period) where state <> 'voided';
create index statistical_returns_collected on statistical_returns (form, period, state);
create index statistical_returns_told on statistical_returns (organization, form, period_to);
create index statistical_returns_due on statistical_returns (due_on) where state in ('open', 'sentBack');

-- What a respondent types, saved as he goes: no event, and nobody else's to read.
create table return_drafts (
  "return" uuid primary key references statistical_returns,
  revision int not null,
  given jsonb not null,
  explanations jsonb not null,
  saved_by uuid,
  saved_at timestamptz(3) not null
);
