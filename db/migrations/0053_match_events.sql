-- Match-making events (对接活动), and who registered for them.

create table match_events (
  id uuid primary key,
  state text not null check (state in ('draft', 'open', 'held', 'cancelled', 'voided')),
  version int not null,
  created timestamptz(3) not null,
  recorded_at timestamptz(3) not null,
  name text not null,
  sort text not null,
  from_on date not null,
  to_on date not null check (to_on >= from_on),
  opens text not null,
  closes text not null,
  place text,
  link text,
  agenda text,
  capacity int check (capacity > 0),
  until date not null,
  venue uuid,
  -- Who holds it; null: the bureau.
  organization uuid,
  region text,
  reason text,
  check (place is not null or link is not null)
);
create index match_events_by_day on match_events (from_on) where state in ('open', 'held', 'cancelled');

create table event_registrations (
  id uuid primary key,
  state text not null check (state in ('registered', 'attended', 'cancelled')),
  version int not null,
  created timestamptz(3) not null,
  recorded_at timestamptz(3) not null,
  event uuid not null,
  organization uuid not null,
  region text,
  -- Of the event: who holds it and whose district is in charge.
  host uuid,
  host_region text,
  -- In the order in which they registered, taken under a lock of the event: who waits follows from it.
  number int not null,
  code_digest text not null,
  met text,
  about text,
  due date,
  reason text,
  unique (event, number)
);
create index event_registrations_due on event_registrations (due) where due is not null;
create unique index event_registrations_once on event_registrations (event, organization) where state <> 'cancelled';
