-- Certified lists: chosen registered contracts as they stood on the day, vouched for until one of them is no longer so.

create table certified_lists (
  id uuid primary key,
  state text not null,
  version int not null,
  created timestamptz(3) not null,
  recorded_at timestamptz(3) not null,
  -- Given by the kernel when it is made.
  number text,
  purpose text not null,
  -- For whom it was made: an organization for its own contracts, a registry, the bureau.
  office text not null,
  organization uuid,
  registry uuid,
  made_by uuid,
  made_on date not null,
  -- [{contract, title, ownNumber, registrationNumber, registeredOn, seller, buyer, amount, technologyAmount}]: as they stand on the paper.
  -- The names of natural persons are not in it.
  items jsonb not null,
  -- The ids alone, to find the lists that hold a contract.
  contracts jsonb not null,
  amount numeric(22, 2) not null,
  technology_amount numeric(22, 2) not null,
  -- What the paper bears: whoever has it may ask how the list stands.
  code text not null,
  invalid_on date,
  invalid_because text,
  -- Own number of the contract because of which.
  invalid_number text,
  reason text
);
create unique index certified_lists_number on certified_lists (number);
create index certified_lists_with_contract on certified_lists using gin (contracts jsonb_path_ops) where state = 'valid';
create index certified_lists_of_organization on certified_lists (organization, id) where organization is not null;
