-- Targets at work: a second officer confirms what one reports; targets fall to places and departments; the next plan is drafted as data.

alter table reported_figures
  -- Account that reported it, or proposed the correction that waits; null where a pack or a file was loaded.
  add column reported_by uuid,
  -- Account that confirmed it, and the day; null for what stood before there was a second officer.
  add column confirmed_by uuid,
  add column confirmed_on date,
  -- Number of the source document.
  add column document_number text,
  -- Values that a correction would put in place of those that stand: they count only once confirmed.
  add column correction jsonb,
  -- Why it was sent back, or the correction declined.
  add column returned text;
create index reported_figures_waiting on reported_figures (id) where state in ('waiting', 'correcting');

-- How a target of a plan falls to places and departments in one year. Each version is a record of its own.
create table allocations (
  id uuid primary key,
  state text not null,
  version int not null,
  created timestamptz(3) not null,
  recorded_at timestamptz(3) not null,
  plan text not null,
  target text not null,
  year int not null,
  -- What the city is to reach in the year, in the base unit; null where the plan says it.
  total numeric,
  -- [{place, department, amount, force, pace}], in the order in which they were written.
  parts jsonb not null,
  -- Why the parts do not come to the city's amount.
  reason text,
  document_number text,
  -- Day from which the version holds.
  holds_from date not null,
  -- Version before it, when it was decided.
  replaces uuid,
  drafted_by uuid,
  decided_by uuid,
  decided_at timestamptz(3)
);
create index allocations_of_target on allocations (plan, target, year, id);
create index allocations_decided on allocations (plan, holds_from) where state = 'decided';

-- A successor of a plan: targets with baselines, and shares, as data. An adopted one is a plan like any other.
create table plan_drafts (
  id uuid primary key,
  state text not null,
  version int not null,
  created timestamptz(3) not null,
  recorded_at timestamptz(3) not null,
  code text not null,
  name jsonb not null,
  summary jsonb not null,
  from_day date not null,
  to_day date not null,
  -- The plan that it was drafted from, the day of its closing values, and the settled instant as of which they were known.
  predecessor text not null,
  closing_as_of date not null,
  closing_known_at timestamptz(3) not null,
  targets jsonb not null,
  document_number text,
  drafted_by uuid,
  adopted_by uuid,
  adopted_on date
);
create unique index plan_drafts_of_code on plan_drafts (code) where state <> 'withdrawn';
