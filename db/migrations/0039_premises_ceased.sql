-- Premises (场地): the places that an organization runs, each with its areas from a day on.

create table premises (
  id uuid primary key,
  state text not null check (state in ('inUse', 'closed', 'voided')),
  version int not null,
  created timestamptz(3) not null,
  recorded_at timestamptz(3) not null,
  organization uuid not null,
  name text not null,
  address text not null,
  -- The address without what is written one way or another: by it the same place is found again.
  address_key text not null,
  region text not null,
  opened_on date not null,
  -- First day on which it is run no more.
  closed_on date check (closed_on > opened_on),
  -- How it stood from each day on: use, tenure, areas. The first from the day of opening, in the order of days.
  extents jsonb not null check (jsonb_array_length(extents) > 0),
  document text,
  check ((closed_on is null) = (state = 'inUse') or state = 'voided')
);
create index premises_of_organization on premises (organization, opened_on);

-- First day on which an organization is no more (注销). Not a merger: nobody takes its place.
alter table organizations add column ceased_on date;
