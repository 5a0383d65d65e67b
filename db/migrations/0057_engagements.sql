-- Technology managers at work on the market: listings that they have taken on, with the contacts that they log, and what they propose to the owners.

create table engagements (
  id uuid primary key,
  state text not null check (state in ('proposed', 'standing', 'declined', 'withdrawn', 'ended')),
  version int not null,
  created timestamptz(3) not null,
  recorded_at timestamptz(3) not null,
  listing uuid not null,
  -- The listing's when it began.
  title text not null,
  side text not null check (side in ('supply', 'demand')),
  sort text not null,
  -- Whose the listing is; of an anonymous one not said before it accepts the manager's offer.
  organization uuid,
  manager uuid not null,
  -- With which he signs in; null where he has none.
  account uuid,
  proposed_by text not null check (proposed_by in ('owner', 'manager')),
  note text,
  standing_on date,
  ended_on date,
  -- [{number, on, how, with, note, nextOn}]
  contacts jsonb not null,
  next_on date,
  reason text,
  check (state <> 'standing' or (organization is not null and standing_on is not null))
);
-- One manager of a listing at a time, and one open proposal of each.
create unique index engagements_standing on engagements (listing) where state = 'standing';
create unique index engagements_open on engagements (listing, manager) where state in ('proposed', 'standing');
create index engagements_of_listing on engagements (listing, id);
create index engagements_of_manager on engagements (manager, id);
create index engagements_of_account on engagements (account, id) where account is not null;

-- Who takes care of a listing beside its owner: since when he has taken it on, or null of one that he entered for its owner.
alter table listings
  add column manager uuid,
  add column manager_account uuid,
  add column manager_since date;
create index listings_of_manager on listings (manager_account, id) where manager_account is not null;

-- What a manager proposes to the owner of a listing that he has taken on.
create table proposals (
  id uuid primary key,
  state text not null check (state in ('proposed', 'accepted', 'declined', 'withdrawn')),
  version int not null,
  created timestamptz(3) not null,
  recorded_at timestamptz(3) not null,
  engagement uuid not null,
  listing uuid not null,
  title text not null,
  organization uuid not null,
  manager uuid not null,
  account uuid,
  -- A listing of the other side, and what it was called.
  candidate uuid not null,
  candidate_title text not null,
  argument text not null,
  -- The interest that came of it.
  deal uuid,
  why text,
  note text,
  answered_on date,
  check (state <> 'accepted' or deal is not null)
);
create unique index proposals_open on proposals (listing, candidate) where state = 'proposed';
create index proposals_of_listing on proposals (listing, id);
create index proposals_of_manager on proposals (manager, id);
create index proposals_of_account on proposals (account, id) where account is not null;
create index proposals_of_deal on proposals (deal) where deal is not null;
