-- The years of the contracts' figures: check list, closing, numbered revisions; and what the self-check says of contracts that were registered.

create table contract_years (
  id uuid primary key,
  state text not null,
  version int not null,
  created timestamptz(3) not null,
  recorded_at timestamptz(3) not null,
  year int not null,
  -- [{line, note, by, for, on, count, amount, digest}]: what an officer looked at, and how it stood then.
  ticks jsonb not null,
  proposed_by uuid,
  proposed_for uuid,
  proposed_on date,
  closed_by uuid,
  closed_for uuid,
  closed_on date,
  -- Everything posted into the year before it was closed was known at this instant.
  closed_at timestamptz(3),
  reason text,
  -- {reason, contracts, by, for, on}: a revision that waits for a second officer.
  proposal jsonb,
  -- [{n, reason, contracts, by, for, on, admittedBy, admittedFor, admittedOn, admittedAt, concludedOn, concludedAt, note}]
  revisions jsonb not null
);
create unique index contract_years_year on contract_years (year);

-- Derived: the verdict of the self-check on a registered contract, by the rules of a pack. Written anew when these change.
create table contract_suspects (
  contract uuid primary key references contracts,
  verdict text not null,
  rules text not null
);
