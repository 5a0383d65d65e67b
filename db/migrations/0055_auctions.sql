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
  price numeric(20, 2),
  buyer uuid,
  ended_on date,
  contract uuid,
  reason text,
  check (way = 'exchange' or (operator is not null and start_price > 0 and step > 0 and opens_at < closes_at))
);
create unique index auctions_open on auctions (listing) where state in ('draft', 'open', 'atExchange');
create index auctions_of_owner on auctions (owner, id);

create table auction_bidders (
  id uuid primary key,
  state text not null check (state in ('admitted')),
  version int not null,
  created timestamptz(3) not null,
  recorded_at timestamptz(3) not null,
  auction uuid not null,
  organization uuid not null,
  paddle int not null,
  admitted_on date not null,
  reason text not null,
  -- The last bid: its place in the order of all, for which round, how much, when the database got it.
  bid_number int,
  bid_round int,
  amount numeric(20, 2),
  bid_at timestamptz(3),
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
