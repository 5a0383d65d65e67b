-- Venues of the technology market (区域分中心、行业分中心、工作站、示范技术转移机构), and through which of them a listing came.

create table venues (
  id uuid primary key,
  state text not null check (state in ('proposed', 'open', 'closed', 'declined', 'voided')),
  version int not null,
  created timestamptz(3) not null,
  recorded_at timestamptz(3) not null,
  -- Kinds of recognition: a venue counts in a plan by its title, never by this record.
  kind text not null check (kind in ('regionalCentre', 'industryCentre', 'workstation', 'demonstrationTransferOrganization')),
  name text not null,
  -- Who runs it, and where that reported when the record was made.
  organization uuid not null,
  region text,
  -- The place that it serves; null for the whole city. The technology fields that it serves; none for all.
  territory text,
  fields text[] not null,
  staff int check (staff >= 0),
  address text not null,
  phone text,
  opened_on date,
  closed_on date check (closed_on >= opened_on),
  reason text,
  check (state not in ('open', 'closed') or opened_on is not null),
  check (state <> 'closed' or closed_on is not null)
);
create index venues_of_organization on venues (organization);
create index venues_shown on venues (kind, name) where state = 'open';

-- The venue that reviews a listing, and who runs it: its people review what comes through it.
alter table listings add column venue uuid, add column venue_operator uuid,
  add check ((venue is null) = (venue_operator is null));
create index listings_of_venue on listings (venue) where venue is not null;
