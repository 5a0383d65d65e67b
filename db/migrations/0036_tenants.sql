-- Tenants of incubators (在孵企业), and what each was asked of a year by a link of its own.

create table tenancies (
  id uuid primary key,
  state text not null check (state in ('in', 'graduated', 'left', 'voided')),
  version int not null,
  created timestamptz(3) not null,
  recorded_at timestamptz(3) not null,
  incubator uuid not null,
  -- Null while the register has no such organization: then name and code are what the incubator says.
  tenant uuid,
  name text not null,
  credit_code text,
  joined_on date not null,
  -- First day on which it is no tenant any more; the state says how it went.
  left_on date check (left_on > joined_on),
  area numeric(12, 2) check (area >= 0),
  -- From and until when the mark holds; null where not known, or without an end.
  high_tech_from date,
  high_tech_to date,
  tech_sme_from date,
  tech_sme_to date,
  returnees text check (returnees in ('yes', 'no')),
  students text check (students in ('yes', 'no')),
  check ((left_on is null) = (state = 'in') or state = 'voided')
);
create unique index tenancies_now on tenancies (incubator, tenant) where state = 'in' and tenant is not null;
create unique index tenancies_of_code on tenancies (incubator, credit_code) where state = 'in' and credit_code is not null;
create unique index tenancies_of_name on tenancies (incubator, name) where state = 'in' and credit_code is null;
create index tenancies_of_incubator on tenancies (incubator, joined_on);
create index tenancies_of_tenant on tenancies (tenant) where tenant is not null;

-- What an incubator asked of a tenant for a year. Cells as typed are kept; what was handed in stands beside them in base units.
create table tenant_asks (
  id uuid primary key,
  incubator uuid not null,
  tenancy uuid not null references tenancies,
  year int not null,
  asked_at timestamptz(3) not null,
  asked_by uuid not null,
  language text not null,
  -- Last day of its links.
  until date not null,
  -- Since when nothing changes any more: the incubator's own return was handed in, or it closed the year.
  closed_at timestamptz(3),
  -- Counts what was kept: who typed in another window in the meantime is told.
  revision int not null default 0,
  draft jsonb,
  kept_at timestamptz(3),
  answers jsonb,
  explanation text,
  answered_at timestamptz(3),
  -- Who of the incubator gave the answer in the tenant's place; null: the tenant itself, by its link.
  answered_by uuid,
  -- A letter that waits to be sent: when next, how often it was tried, what became of it.
  mail_next timestamptz(3),
  mail_tries int not null default 0,
  mailed_at timestamptz(3),
  mail_failed text,
  unique (tenancy, year)
);
create index tenant_asks_of_incubator on tenant_asks (incubator, year);
create index tenant_asks_to_mail on tenant_asks (mail_next) where mail_next is not null;

-- Links by which an ask is answered without signing in: only the digest of each token is kept.
create table tenant_links (
  digest bytea primary key,
  ask uuid not null references tenant_asks on delete cascade,
  made_at timestamptz(3) not null
);
create index tenant_links_of_ask on tenant_links (ask, made_at);
