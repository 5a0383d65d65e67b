-- Deals (洽谈): from the expression of interest in a listing to the registered contract; and what becomes of the listing meanwhile.

create table deals (
  id uuid primary key,
  state text not null check (state in
    ('interested', 'talking', 'agreed', 'underNotice', 'contracted', 'registered', 'declined', 'ended', 'withdrawn')),
  version int not null,
  created timestamptz(3) not null,
  recorded_at timestamptz(3) not null,
  listing uuid not null,
  -- The listing's, as everybody saw it when interest was expressed.
  title text not null,
  side text not null check (side in ('supply', 'demand')),
  sort text not null,
  -- Whose the listing is; of an anonymous one not said before it admits who asks.
  owner uuid,
  asker uuid not null,
  anonymous boolean not null,
  message text not null,
  -- Last day for the owner's answer: five working days.
  due_on date,
  answered_on date,
  ndas jsonb not null,
  messages jsonb not null,
  offers jsonb not null,
  milestones jsonb not null,
  -- Public notice of an agreed price, where the law asks for one before the contract.
  notice jsonb,
  contract uuid,
  amount numeric(20, 2),
  registered_on date,
  reason text,
  check (state <> 'contracted' or contract is not null),
  check (anonymous or owner is not null)
);
create index deals_of_listing on deals (listing);
create index deals_of_owner on deals (owner, id);
create index deals_of_asker on deals (asker, id);
create index deals_of_contract on deals (contract) where contract is not null;
-- One open interest of an organization in a listing at a time.
create unique index deals_open on deals (listing, asker)
  where state in ('interested', 'talking', 'agreed', 'underNotice', 'contracted');
create index deals_under_notice on deals (id) where state = 'underNotice';

alter table listings drop constraint listings_state_check;
alter table listings add constraint listings_state_check check (state in
  ('draft', 'underReview', 'published', 'inNegotiation', 'matched', 'expired', 'closed', 'withdrawn', 'voided'));
