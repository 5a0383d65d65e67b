-- The registrar's desk: how long a registrar had a contract before him until it was decided. Measured in the browser, bounded here by the clock.

create table contract_work (
  contract uuid not null references contracts,
  account uuid not null,
  seconds int not null check (seconds between 0 and 28800),
  -- Of the last report: no more can be added than has passed since.
  at timestamptz(3) not null,
  primary key (contract, account)
);
create index contract_work_of_account on contract_work (account, at desc);

-- Statistics of decisions read a span of days.
create index contracts_decided on contracts (decided_on) where decided_on is not null;
create index contracts_sent_back on contracts (sent_back_on) where sent_back_on is not null;
