-- Above scale (规上) is two facts: what the statistics bureau lists, dated; and the yearly revenue that the threshold is compared with.

create table above_scale_listings (
  id uuid primary key,
  state text not null,
  version int not null,
  created timestamptz(3) not null,
  recorded_at timestamptz(3) not null,
  -- Null while the register has no such organization: then name, code and region are what the bureau's file says.
  organization uuid,
  name text not null,
  credit_code text,
  region text,
  industry text,
  listed_on date not null,
  -- First day on which it is not listed any more.
  delisted_on date check (delisted_on > listed_on),
  document text
);
create unique index above_scale_listings_now on above_scale_listings (organization) where state = 'listed' and organization is not null;
create unique index above_scale_listings_of_code on above_scale_listings (credit_code) where state = 'listed' and credit_code is not null;
create index above_scale_listings_of_organization on above_scale_listings (organization);

create table yearly_revenues (
  id uuid primary key,
  state text not null,
  version int not null,
  created timestamptz(3) not null,
  recorded_at timestamptz(3) not null,
  organization uuid not null,
  year int not null,
  revenue numeric(18, 2) not null check (revenue >= 0),
  document text
);
create unique index yearly_revenues_of_year on yearly_revenues (organization, year) where state <> 'voided';
create index yearly_revenues_by_year on yearly_revenues (year, organization);
