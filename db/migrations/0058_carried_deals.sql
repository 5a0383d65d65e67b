-- Deals that a technology manager carries, admitted by both sides; and the shares of managers in deals, made here or elsewhere, which count once both parties have confirmed them.

create table carried_deals (
  id uuid primary key,
  state text not null check (state in ('asked', 'admitted', 'carrying', 'completed', 'declined', 'ended')),
  version int not null,
  created timestamptz(3) not null,
  recorded_at timestamptz(3) not null,
  deal uuid not null,
  title text not null,
  owner uuid not null,
  asker uuid not null,
  asked_by text not null check (asked_by in ('owner', 'asker')),
  manager uuid not null,
  account uuid,
  -- Where the other side's word leads: a manager whom one of them has engaged on a listing of it has said yes already.
  admitted_to text not null check (admitted_to in ('admitted', 'carrying')),
  -- As far as each side lets him see: that and how it stands, or also what is said and offered.
  owner_sees text check (owner_sees in ('standing', 'talks')),
  asker_sees text check (asker_sees in ('standing', 'talks')),
  -- [{text, at}]: what he tells both sides.
  notes jsonb not null,
  ended_on date,
  reason text
);
create unique index carried_deals_open on carried_deals (deal) where state in ('asked', 'admitted', 'carrying');
create index carried_deals_of_deal on carried_deals (deal, id);
create index carried_deals_of_manager on carried_deals (manager, id);
create index carried_deals_of_account on carried_deals (account, id) where account is not null;
create index carried_deals_of_owner on carried_deals (owner, id);
create index carried_deals_of_asker on carried_deals (asker, id);

create table deal_shares (
  id uuid primary key,
  state text not null check (state in ('stated', 'confirmed', 'disputed', 'withdrawn')),
  version int not null,
  created timestamptz(3) not null,
  recorded_at timestamptz(3) not null,
  -- Null for a deal that was not made here.
  deal uuid,
  title text not null,
  provider uuid not null,
  taker uuid not null,
  amount numeric(20, 2) not null,
  concluded_on date not null,
  -- Of a deal made elsewhere: where it can be looked up.
  evidence text,
  -- Who states it.
  manager uuid not null,
  account uuid,
  -- [{manager, percent}], which sum to 100; and the accounts of all of them.
  shares jsonb not null,
  managers uuid[] not null,
  accounts uuid[] not null,
  provider_on date,
  taker_on date,
  confirmed_to text not null check (confirmed_to in ('stated', 'confirmed')),
  -- [{by, on, reason, settledOn}]
  disputes jsonb not null,
  check (provider <> taker),
  check (deal is not null or evidence is not null),
  check (state <> 'confirmed' or (provider_on is not null and taker_on is not null))
);
create unique index deal_shares_of_deal on deal_shares (deal) where deal is not null and state <> 'withdrawn';
create index deal_shares_of_managers on deal_shares using gin (managers) with (fastupdate = off);
create index deal_shares_of_accounts on deal_shares using gin (accounts) with (fastupdate = off);
create index deal_shares_of_provider on deal_shares (provider, id);
create index deal_shares_of_taker on deal_shares (taker, id);
