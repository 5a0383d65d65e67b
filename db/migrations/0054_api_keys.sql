-- Keys by which programs read the open API of the market.

create table api_keys (
  id uuid primary key,
  state text not null check (state in ('toDraw', 'active', 'expired', 'revoked')),
  version int not null,
  created timestamptz(3) not null,
  recorded_at timestamptz(3) not null,
  -- Whose it is; null: the bureau's own.
  organization uuid,
  name text not null,
  scopes text[] not null,
  -- Last day on which it is good.
  expires_on date not null,
  per_minute int not null,
  -- The last signs of its token.
  hint text,
  reason text
);
create index api_keys_of_organization on api_keys (organization);
create index api_keys_open on api_keys (expires_on) where state in ('toDraw', 'active');

-- Only the digest of a token is kept, apart from the record: no event tells it.
create table api_key_tokens (
  key uuid primary key references api_keys on delete cascade,
  digest bytea not null unique,
  used_on date
);
