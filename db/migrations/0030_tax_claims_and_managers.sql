-- What tax benefits were claimed on a contract; and technology managers who are named on one and say whether it was so.

alter table contracts
  -- [{number, benefit, year, role, organization, reference, note, from, body, on, withdrawnOn, withdrawnFor}]: claimed, not due.
  add column tax_claims jsonb not null default '[]';
