-- How organizations come in: applications with a sealed letter, sign-in by the government's portal, invitations of members and experts.

-- An application of an organization for its first administrator, or for another one in the place of those it has lost.
create table sign_ups (
  id uuid primary key,
  state text not null check (state in ('submitted', 'sentBack', 'confirmed', 'refused', 'withdrawn', 'lapsed')),
  version int not null,
  created timestamptz(3) not null,
  recorded_at timestamptz(3) not null,
  number text unique,
  purpose text not null check (purpose in ('join', 'replaceAdministrator')),
  credit_code text not null,
  -- The organization of the register; null for one that the register does not know until the application is confirmed.
  organization uuid,
  name text not null,
  region text,
  -- By what the applicant follows the application and takes the account: only its digest is kept.
  key_digest text not null,
  -- The scanned letter: its upload, what was found in it, and the check code that it must show.
  letter uuid,
  letter_file text,
  letter_type text,
  letter_size int,
  letter_code text not null,
  submitted_on date not null,
  returned text,
  sent_back_on date,
  decided_on date,
  -- The account that was made, until when its first password may be chosen, and when it was.
  account uuid,
  take_until date,
  taken_at timestamptz(3),
  -- Accounts whose administration ended with the confirmation.
  replaced jsonb not null default '[]',
  erased boolean not null default false
);
-- One open application for an organization and a purpose.
create unique index sign_ups_open on sign_ups (credit_code, purpose) where state in ('submitted', 'sentBack');
create index sign_ups_of_region on sign_ups (region, id);
create index sign_ups_of_organization on sign_ups (organization);
create index sign_ups_of_file on sign_ups (letter_file);

-- Letters that visitors have uploaded: each is taken by whoever holds its secret, of which only the digest is kept.
create table sign_up_letters (
  upload uuid primary key,
  digest text not null,
  address text not null,
  at timestamptz(3) not null default clock_timestamp()
);
create index sign_up_letters_of_address on sign_up_letters (address, at);

-- A link by which somebody becomes a member of an organization, or an expert. Only the digest of its token is kept; name and mail go with its end.
create table invitations (
  id uuid primary key,
  role text not null check (role in ('member', 'organizationAdmin', 'expert')),
  organization uuid check ((organization is null) = (role = 'expert')),
  digest bytea not null unique,
  name text,
  email text,
  -- Only the account of this name may accept, where one is said.
  account text,
  made_by uuid not null references accounts,
  made_at timestamptz(3) not null,
  until timestamptz(3) not null,
  accepted_at timestamptz(3),
  accepted_by uuid references accounts,
  revoked_at timestamptz(3)
);
create index invitations_of_organization on invitations (organization, made_at);

-- Who signs in by the portal: its issuer and what it calls them.
create table portal_identities (
  issuer text not null,
  subject text not null,
  account uuid not null references accounts,
  at timestamptz(3) not null,
  primary key (issuer, subject)
);
-- A sign-in by the portal that is under way: bound to one browser by a cookie whose digest this is, used once.
create table portal_attempts (
  digest bytea primary key,
  state text not null,
  nonce text not null,
  verifier text not null,
  next text,
  at timestamptz(3) not null
);

-- What ends, ends at once: `until` is the last whole day, the day before `since` where a membership ended on the day that it began.
alter table memberships drop constraint memberships_check;
alter table memberships add constraint memberships_check check (until >= since - 1);
