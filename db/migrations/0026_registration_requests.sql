-- A buyer's request to register a contract, and the index of what everybody may search among registered contracts.

create table registration_requests (
  id uuid primary key,
  state text not null,
  version int not null,
  created timestamptz(3) not null,
  recorded_at timestamptz(3) not null,
  -- Who asks as buyer, and who is asked as seller: both of the register of organizations.
  buyer uuid not null,
  seller uuid not null,
  title text not null,
  signed_on date,
  amount numeric(18, 2),
  -- What the buyer needs it for, and by which day.
  use text not null,
  note text,
  needed_on date not null,
  -- The contract by which the seller took it up.
  contract uuid,
  answered_on date,
  reason text
);
create index registration_requests_of_buyer on registration_requests (buyer, id);
create index registration_requests_of_seller on registration_requests (seller, id);
create index registration_requests_open on registration_requests (needed_on) where state in ('asked', 'takenUp');
create index registration_requests_of_contract on registration_requests (contract) where contract is not null;

create index contracts_disclosed on contracts (registered_on)
  where disclosure <> 'nothing' and state in ('registered', 'cancelled');
