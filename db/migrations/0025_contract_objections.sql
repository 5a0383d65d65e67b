-- What comes to a contract beside its decision: objections and their re-check, experts' opinions, receipts of money; and the rest of its form.

alter table contracts
  -- [{number, against, from, organization, body, documentNumber, documentOn, reason, on, rechecker, assignedOn, result, decision, decidedOn}];
  -- the last one is open while it has no result.
  add column objections jsonb not null default '[]',
  -- [{askedOn, reason, opinion}]: names of experts are personal values.
  add column expert_reviews jsonb not null default '[]',
  -- [{number, on, amount, technologyAmount, instalment, note, voided}], and what a registrar confirmed: [{through, on, receipts, income, note}].
  add column receipts jsonb not null default '[]',
  add column confirmations jsonb not null default '[]',
  add column reminded_on date,
  -- What the registration form asks beside; contact and telephone are personal values.
  add column taxpayer text,
  add column benefits jsonb not null default '[]',
  add column new_input numeric(18, 2),
  add column new_output numeric(18, 2),
  add column trainees int,
  add column main_contract text,
  add column intermediary_fee numeric(18, 2);
create index contracts_objected on contracts using gin (objections jsonb_path_ops) where objections <> '[]';
