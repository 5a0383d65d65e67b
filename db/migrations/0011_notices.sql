-- Notices, their deliveries by mail and SMS, what each person wants, addresses, followed records; comments on records.

-- Outbox: written in the transaction of what is told, fanned out to persons by a job. One row a cause (an event, an import that ended,
-- a comment), so that one cause never tells anybody twice.
create table tellings (
  id uuid primary key,
  cause text not null unique,
  kind text not null,
  record uuid not null,
  -- Who did it, and is not told of it.
  actor uuid,
  region text,
  organizations jsonb not null,
  accounts jsonb not null,
  -- Audience, topic, words and parameters of each rule that fits; the first that reaches a person is the one that tells him.
  rules jsonb not null,
  at timestamptz(3) not null,
  tries int not null default 0,
  next_at timestamptz(3) not null,
  told_at timestamptz(3)
);
create index tellings_waiting on tellings (next_at) where told_at is null;
create index tellings_told on tellings (told_at) where told_at is not null;

create table notices (
  id uuid primary key,
  account uuid not null references accounts,
  cause text not null,
  kind text not null,
  record uuid not null,
  topic text not null,
  words text not null,
  -- By language, titles in it.
  params jsonb not null,
  at timestamptz(3) not null,
  -- From when on it stands in the bell; null for one that its person wants elsewhere only.
  shown_at timestamptz(3),
  read_at timestamptz(3),
  unique (account, cause)
);
create index notices_of_account on notices (account, id desc);
create index notices_unread on notices (account, shown_at) where read_at is null and shown_at is not null;
create index notices_by_time on notices (at);

-- One message to one address: what was due for a person by one channel at the time. Its id is the mail's Message-ID, whatever the tries.
create table messages (
  id uuid primary key,
  account uuid not null references accounts,
  channel text not null check (channel in ('mail', 'sms')),
  made_at timestamptz(3) not null,
  tries int not null default 0,
  next_at timestamptz(3) not null,
  -- Until then the process that took it is at it.
  taken_until timestamptz(3),
  outcome text check (outcome in ('sent', 'refused', 'given-up', 'no-address')),
  ended_at timestamptz(3),
  -- What the other side said, as a code: never an address.
  said text
);
create index messages_waiting on messages (next_at) where outcome is null;

-- A notice goes by each channel once at most.
create table deliveries (
  notice uuid not null references notices on delete cascade,
  channel text not null check (channel in ('mail', 'sms')),
  account uuid not null references accounts,
  how text not null check (how in ('atOnce', 'daily', 'weekly')),
  due_at timestamptz(3) not null,
  message uuid references messages,
  -- Left out because its person had read it, or had been sent it, before it was due.
  left_out text check (left_out in ('read', 'sent')),
  primary key (notice, channel)
);
create index deliveries_due on deliveries (due_at) where message is null and left_out is null;
create index deliveries_of_message on deliveries (message);

create table notice_choices (
  account uuid not null references accounts,
  topic text not null,
  channel text not null check (channel in ('inApp', 'mail', 'sms')),
  how text not null check (how in ('never', 'atOnce', 'daily', 'weekly')),
  primary key (account, topic, channel)
);
create table notice_times (
  account uuid primary key references accounts,
  digest_hour int not null check (digest_hour between 0 and 23),
  -- 1 is Monday.
  weekly_day int not null check (weekly_day between 1 and 7),
  quiet_from int check (quiet_from between 0 and 23),
  quiet_to int check (quiet_to between 0 and 23),
  working_days_only boolean not null,
  check ((quiet_from is null) = (quiet_to is null))
);

create table follows (
  account uuid not null references accounts,
  record uuid not null,
  kind text not null,
  since timestamptz(3) not null,
  primary key (account, record)
);
create index follows_of_record on follows (record);

-- Personal data: an address is used once a code sent to it has come back. Deleted when its person takes it away.
create table account_contacts (
  account uuid not null references accounts,
  channel text not null check (channel in ('mail', 'sms')),
  address text not null,
  verified_at timestamptz(3) not null,
  -- Refused for good by the other side: not used until it is verified anew.
  failed_at timestamptz(3),
  primary key (account, channel)
);
create table contact_codes (
  account uuid not null references accounts,
  channel text not null check (channel in ('mail', 'sms')),
  address text not null,
  digest bytea not null,
  sent_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  tries int not null default 0,
  primary key (account, channel)
);
-- How many codes went out, so that nobody's address is flooded; holds no address.
create table contact_codes_sent (
  account uuid not null references accounts,
  at timestamptz(3) not null
);
create index contact_codes_sent_of_account on contact_codes_sent (account, at);

create table comments (
  id uuid primary key,
  kind text not null,
  record uuid not null,
  account uuid not null references accounts,
  -- The standing in which it was written.
  role text not null,
  -- The organization that shares it; null is among officers.
  organization uuid,
  -- Null once withdrawn: the text is gone.
  body text check (length(body) <= 4000),
  mentions jsonb not null default '[]',
  at timestamptz(3) not null,
  edited_at timestamptz(3),
  withdrawn_at timestamptz(3),
  -- `Idempotency-Key` of the request that wrote it.
  key text,
  check ((body is null) = (withdrawn_at is not null)),
  unique (account, key)
);
create index comments_of_record on comments (record, id);
-- Insert only: who wrote, changed or withdrew which comment, and when; no text.
create table comment_log (
  id uuid primary key,
  comment uuid not null,
  account uuid not null,
  what text not null check (what in ('written', 'edited', 'withdrawn', 'erased')),
  at timestamptz(3) not null
);
create index comment_log_of_comment on comment_log (comment, at);
