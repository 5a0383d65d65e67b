-- Signals of contracts as they were last reckoned, which follow from the contracts and may be made anew; and what registrars noted of them.

create table contract_signals (
  contract uuid primary key references contracts,
  -- Of the contract, as it was reckoned.
  version int not null,
  -- Of the weightiest signal; 0 where there is none.
  weight int not null,
  -- [{key, weight, records, params}], the weightiest first. No person is named in it.
  signals jsonb not null,
  -- Other contracts that they rest on: when one of these changes they are reckoned anew.
  others uuid[] not null,
  at timestamptz(3) not null
);
create index contract_signals_weight on contract_signals (weight desc, contract desc) where weight > 0;
create index contract_signals_others on contract_signals using gin (others);

-- At most one row: which process reckons, until when it holds that right without renewing it, and how far it has come.
create table signal_watch (
  one boolean primary key default true check (one),
  holder uuid,
  until timestamptz(3),
  -- Changes in batches up to this one, closed then, are in the signals; null while the whole register has not been reckoned once.
  through int,
  -- Digest of the rules by which they were reckoned: others begin anew.
  rules text,
  phase text not null default 'none' check (phase in ('none', 'reading', 'reckoning', 'following')),
  done int not null default 0,
  total int not null default 0
);

-- What a registrar noted of one signal of one contract. A record of its own: the contract's history and proofs are read by its parties.
create table signal_notes (
  id uuid primary key,
  state text not null,
  version int not null,
  created timestamptz(3) not null,
  recorded_at timestamptz(3) not null,
  contract uuid not null references contracts,
  key text not null,
  -- Records that the signal rested on when it was looked at: with others it is a new one.
  records jsonb not null,
  reason text not null,
  noted_by uuid not null,
  noted_on date not null
);
create unique index signal_notes_of_signal on signal_notes (contract, key);
