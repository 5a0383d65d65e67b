-- Registries: who recognises and registers technology contracts, where, through whom; and the monthly draws of what another registry checks.

create table registries (
  id uuid primary key,
  state text not null,
  version int not null,
  created timestamptz(3) not null,
  recorded_at timestamptz(3) not null,
  name text not null,
  code text not null,
  -- Of the register of organizations; null for a public body that is not in it.
  organization uuid,
  owners jsonb not null,
  -- Ids of reporting units; the city's own stands for all of it.
  territory jsonb not null,
  entrusted_by text,
  valid_from date,
  valid_to date,
  -- [{account, trainedOn, filedOn, from, until}]; until is null while in office.
  registrars jsonb not null,
  reason text,
  -- Who took its open cases when it was suspended.
  handed_to uuid
);
create unique index registries_code on registries (code);
create index registries_of_registrar on registries using gin (registrars jsonb_path_ops);

alter table contracts
  -- The registry in charge; null where the city has none for it: then any registrar is.
  add column registry uuid,
  -- {month, batch, seed, finding, note, by, on}: drawn for a check by another registry, and what that found.
  add column spot_check jsonb;
create index contracts_of_registry on contracts (registry, state) where registry is not null;
create index contracts_to_check on contracts (id) where spot_check is not null;

-- One draw of a month: by what seed, from which registrations. Only ever added to.
create table registry_draws (
  registry uuid not null references registries,
  month text not null,
  -- The first batch closed after the month's end, and the head of the chain there.
  batch int not null,
  seed text not null,
  -- Own numbers of all registrations drawn from, and of those drawn, in the order of the draw.
  numbers jsonb not null,
  drawn jsonb not null,
  at timestamptz(3) not null,
  primary key (registry, month)
);
