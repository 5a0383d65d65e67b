-- Match-making events (对接活动), who registered for them, and whom they met there.

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
  -- Who holds it; null: the bureau, or the district that the region names.
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
  -- What the event was called when they registered.
  title text not null,
  -- Who comes: of the register, or as the organizer wrote it down.
  organization uuid,
  guest text,
  -- Of the event: who holds it and whose district is in charge.
  host uuid,
  host_region text,
  -- Written down by the organizer: nobody else holds its code.
  entered boolean not null,
  -- In the order in which they registered, taken under a lock of the event: who waits follows from it.
  number bigint not null,
  -- They were told that they wait.
  queued boolean not null,
  code_digest text not null,
  -- One of their own listings that they come with.
  listing uuid,
  -- Said that nothing came of it.
  nothing boolean not null,
  reason text,
  unique (event, number),
  check ((organization is null) <> (guest is null))
);
create unique index event_registrations_once on event_registrations (event, organization) where state <> 'cancelled';
create index event_registrations_by_organization on event_registrations (organization);
create index event_registrations_by_host on event_registrations (host);

create table event_meetings (
  id uuid primary key,
  state text not null check (state in ('open', 'done', 'voided')),
  version int not null,
  created timestamptz(3) not null,
  recorded_at timestamptz(3) not null,
  event uuid not null,
  title text not null,
  host uuid,
  host_region text,
  first uuid not null,
  second uuid,
  second_name text,
  about text not null,
  listing uuid,
  deal uuid,
  due date,
  progress text,
  outcome text,
  reason text,
  check ((second is null) <> (second_name is null)),
  check (second <> first)
);
create index event_meetings_by_event on event_meetings (event);
create index event_meetings_by_first on event_meetings (first);
create index event_meetings_by_second on event_meetings (second);
create index event_meetings_by_deal on event_meetings (deal);
