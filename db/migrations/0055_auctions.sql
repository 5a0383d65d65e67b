-- Price by listing on an exchange or by auction (挂牌交易、拍卖): what is offered, who is admitted, what was bid, what came of it.

create table auctions (
  id uuid primary key,
  state text not null check (state in ('draft', 'open', 'atExchange', 'sold', 'unsold', 'withdrawn')),
  version int not null,
  created timestamptz(3) not null,
  recorded_at timestamptz(3) not null,
  listing uuid not null,
  title text not null,
  owner uuid not null,
  region text,
  way text not null check (way in ('exchange', 'auction')),
  -- Who carries it out by the pack's licence; null of what goes to an exchange.
  operator uuid,
  -- What is sold: its transfer, a licence (codes of the province).
  cooperation text not null,
  start_price numeric(20, 2),
  step numeric(20, 2),
  -- SHA-256 over salt and reserve while it is sealed; both stand beside it once it is over.
  reserve_digest text,
  reserve numeric(20, 2),
  reserve_salt text,
  opens_at timestamptz(3),
  closes_at timestamptz(3),
  extend_minutes int,
  -- Bids of an earlier round are void: the lot was changed.
  round int not null,
  exchange text,
  listed_on date,
  exchange_number text,
  bids_held int,
  -- Bids as an exchange said them.
  bids jsonb not null,
  price numeric(20, 2),
  buyer uuid,
  ended_on date,
  reason text,
  check (way = 'exchange' or (operator is not null and start_price > 0 and step > 0 and opens_at < closes_at and extend_minutes > 0)),
  check (state <> 'sold' or (price is not null and buyer is not null))
);
create unique index auctions_open on auctions (listing) where state in ('draft', 'open', 'atExchange');
create index auctions_of_owner on auctions (owner, id);
create index auctions_of_operator on auctions (operator, id) where operator is not null;

create table auction_bidders (
  id uuid primary key,
  state text not null check (state in ('applied', 'admitted', 'refused')),
  version int not null,
  created timestamptz(3) not null,
  recorded_at timestamptz(3) not null,
  auction uuid not null,
  title text not null,
  organization uuid not null,
  -- Its number among those admitted.
  paddle int,
  admitted_on date,
  reason text,
  -- The last bid: its place in the order of all, for which round, how much, when it reached the server.
  bid_number int,
  bid_round int,
  amount numeric(20, 2),
  bid_at timestamptz(3),
  check ((state = 'admitted') = (paddle is not null)),
  unique (auction, organization),
  unique (auction, paddle)
);
create index auction_bidders_of on auction_bidders (organization, id);

-- Where an open auction stands: the row that every bid locks, last, for the shortest time.
create table auction_standings (
  auction uuid primary key,
  round int not null,
  bids int not null,
  price numeric(20, 2),
  leader uuid,
  paddles int not null,
  closes_at timestamptz(3) not null,
  ended boolean not null
);
create index auction_standings_going on auction_standings (closes_at) where not ended;
-- Bids in their order, as the events of their bidders say them: read for the page of an auction.
create table auction_bids (
  auction uuid not null,
  number int not null,
  round int not null,
  bidder uuid not null,
  paddle int not null,
  amount numeric(20, 2) not null,
  at timestamptz(3) not null,
  primary key (auction, number)
);
-- Sealed reserve prices until their auction is over: no event says them.
create table auction_reserves (digest text primary key, reserve numeric(20, 2) not null, salt text not null);

-- Where the price of a deal was not agreed: what made it.
alter table deals add column auction uuid;
create index deals_of_auction on deals (auction) where auction is not null;
