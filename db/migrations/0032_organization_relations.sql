-- How two organizations hang together, as it was looked up or declared: signals of contracts between them rest on it. No person is named.

create table organization_relations (
  id uuid primary key,
  state text not null,
  version int not null,
  created timestamptz(3) not null,
  recorded_at timestamptz(3) not null,
  -- The owner, or whoever is named first; the owned, or the other one.
  first uuid not null references organizations,
  second uuid not null references organizations,
  how text not null check (how in ('representative', 'ownership')),
  -- Per cent held; null for a shared representative.
  share numeric(5, 2) check (share > 0 and share <= 100),
  since date,
  until date,
  evidence text not null,
  check (first <> second),
  check ((how = 'ownership') = (share is not null))
);
create index organization_relations_first on organization_relations (first);
create index organization_relations_second on organization_relations (second);
