-- What tax benefits were claimed on a contract; and technology managers who are named on one and say whether it was so.

alter table contracts
  -- [{number, benefit, year, role, organization, reference, note, from, body, on, withdrawnOn, withdrawnFor}]: claimed, not due.
  add column tax_claims jsonb not null default '[]';

-- A technology manager who is named on a contract, by its seller or its intermediary, and says whether it was so: a record of its own,
-- for the contract's history and proofs are not his to read.
create table manager_namings (
  id uuid primary key,
  state text not null,
  version int not null,
  created timestamptz(3) not null,
  recorded_at timestamptz(3) not null,
  contract uuid not null,
  manager uuid not null,
  -- Who named him.
  organization uuid not null,
  -- The contract's title when he was named, for notices.
  title text not null,
  -- With which he signs in; null where he has none yet.
  account uuid,
  answered_on date,
  reason text
);
create unique index manager_namings_once on manager_namings (contract, manager) where state in ('asked', 'confirmed', 'declined');
-- What counts in a manager's record.
create index manager_namings_confirmed on manager_namings (manager, contract) where state = 'confirmed';
create index manager_namings_of_manager on manager_namings (manager, id);
create index manager_namings_of_account on manager_namings (account, id) where account is not null;
