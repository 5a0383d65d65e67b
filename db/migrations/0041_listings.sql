-- Listings (供给、需求): what organizations offer to the technology market, and what they look for there.

create table listings (
  id uuid primary key,
  state text not null check (state in ('draft', 'underReview', 'published', 'expired', 'closed', 'withdrawn', 'voided')),
  version int not null,
  created timestamptz(3) not null,
  recorded_at timestamptz(3) not null,
  side text not null check (side in ('supply', 'demand')),
  sort text not null check ((sort = 'problem') = (side = 'demand')),
  organization uuid not null,
  -- Where its owner reported when it was made.
  region text,
  title text not null,
  text text not null,
  keywords text[] not null,
  -- Codes: technology field, GB/T 4754, cooperation modes and type of demand of the province.
  field text not null,
  industry text,
  cooperation text[] not null,
  maturity int check (maturity between 1 and 9),
  demand_type text,
  price text not null check (price in ('none', 'agreed', 'fixed', 'range')),
  price_low numeric(20, 2) check (price_low > 0),
  price_high numeric(20, 2) check (price_high > price_low),
  deadline date,
  acceptance text,
  confidentiality text not null check (confidentiality in ('public', 'onAdmission')),
  anonymous boolean not null,
  published_on date,
  last_confirmed_on date,
  outcome text,
  reason text,
  check (not anonymous or side = 'demand'),
  check ((price in ('fixed', 'range')) = (price_low is not null)),
  check ((price = 'range') = (price_high is not null)),
  check (state not in ('published', 'expired') or published_on is not null)
);
create index listings_shown on listings (side, published_on desc) where state = 'published';
create index listings_of_organization on listings (organization);
