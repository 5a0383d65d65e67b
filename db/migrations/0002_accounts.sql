-- Accounts, their roles, memberships and sessions. An organization is an opaque id here; rules: docs/security.md.

-- `duty` keeps the three administrators apart: an account has one duty for good, and holds only roles of that duty.
create table accounts (
  id uuid primary key,
  account text not null unique check (account = lower(account) and length(account) between 2 and 64),
  name text not null check (length(name) between 1 and 100),
  name_in_english text,
  password_hash text not null,
  language text not null default 'zh-CN' check (language in ('zh-CN', 'en')),
  -- Reporting unit of a district officer; null is the whole city.
  region text,
  duty text not null default 'business' check (duty in ('business', 'system', 'security', 'audit')),
  disabled boolean not null default false,
  demo boolean not null default false,
  created_at timestamptz(3) not null default clock_timestamp(),
  unique (id, duty)
);

-- `member` and `organizationAdmin` come with a membership; they stand here only for demo accounts of no organization.
create table account_roles (
  account uuid not null,
  duty text not null,
  role text not null check (
    case role when 'systemAdmin' then duty = 'system' when 'securityAdmin' then duty = 'security' when 'auditAdmin' then duty = 'audit'
      else duty = 'business' and role in ('member', 'organizationAdmin', 'districtOfficer', 'bureauOfficer', 'registrar', 'expert', 'technologyManager') end
  ),
  primary key (account, role),
  foreign key (account, duty) references accounts (id, duty)
);

-- Who acts for which organization, from and until which day; one at a time.
create table memberships (
  id uuid primary key,
  account uuid not null,
  duty text not null default 'business' check (duty = 'business'),
  organization uuid not null,
  role text not null check (role in ('member', 'organizationAdmin')),
  since date not null,
  -- Last day; null while it lasts.
  until date check (until >= since),
  foreign key (account, duty) references accounts (id, duty)
);
create unique index memberships_now on memberships (account) where until is null;
create index memberships_of_organization on memberships (organization);

-- Only digests of tokens are kept. `previous` is the token before the last renewal, good until the new one has been seen.
create table sessions (
  id uuid primary key,
  account uuid not null references accounts,
  digest bytea not null unique,
  previous bytea,
  renewed_at timestamptz(3) not null,
  renewal_seen boolean not null default true,
  created_at timestamptz(3) not null,
  last_seen timestamptz(3) not null
);
create index sessions_by_previous on sessions (previous);
create index sessions_of_account on sessions (account, created_at);

-- Wrong passwords by what was typed as account, whether there is such an account or not.
create table sign_in_tries (
  account text primary key,
  since timestamptz(3) not null,
  tries int not null,
  locked_until timestamptz(3)
);

-- Insert only: who came, when, from where, and what came of it.
create table sign_in_log (
  id uuid primary key,
  at timestamptz(3) not null,
  account text not null,
  outcome text not null check (outcome in ('signedIn', 'wrong', 'locked', 'signedOut')),
  address text not null
);
create index sign_in_log_by_time on sign_in_log (at);
