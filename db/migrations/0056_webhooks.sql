-- Addresses of others that are told what happens on the market, and what was told.

create table webhooks (
  id uuid primary key,
  state text not null check (state in ('toDraw', 'active', 'paused', 'ended')),
  version int not null,
  created timestamptz(3) not null,
  recorded_at timestamptz(3) not null,
  -- Whose it is; null: the bureau's own.
  organization uuid,
  name text not null,
  url text not null,
  events text[] not null,
  -- Of the market's listings: all, or its own alone.
  about text not null check (about in ('all', 'own')),
  -- Why it was paused or ended.
  reason text,
  check (organization is not null or about = 'all')
);
create index webhooks_of_organization on webhooks (organization);
create index webhooks_active on webhooks (id) where state = 'active';

-- By what its messages are signed; sealed with the house's key, apart from the record.
create table webhook_secrets (
  webhook uuid primary key references webhooks on delete cascade,
  secret bytea not null
);

-- The outbox: written in the transaction of what it tells of, emptied into deliveries.
create table webhook_outbox (
  id uuid primary key,
  type text not null,
  kind text not null,
  record uuid not null,
  action text not null,
  -- In which the action left the record.
  record_state text not null,
  at timestamptz(3) not null
);

create table webhook_deliveries (
  id uuid primary key,
  webhook uuid not null references webhooks on delete cascade,
  -- What it tells of: the same for every receiver, and for every try.
  message uuid not null,
  type text not null,
  body text not null,
  standing text not null check (standing in ('waiting', 'sent', 'failed')),
  tries int not null,
  made_at timestamptz(3) not null,
  -- Not to be tried before; while one tries it, until when it is taken.
  next_at timestamptz(3) not null,
  ended_at timestamptz(3),
  -- What came of the last try: a status of HTTP, or a code.
  said text,
  unique (webhook, message)
);
create index webhook_deliveries_due on webhook_deliveries (next_at) where standing = 'waiting';
create index webhook_deliveries_of_webhook on webhook_deliveries (webhook, made_at desc);
