-- Files by their digest, uploads that wait or are held by a record, attachments of records, and packages of archived cases.

-- What the store holds. `type` is what the content was found to be; `scanned` whether a virus scanner has passed it.
create table files (
  digest text primary key check (digest ~ '^[0-9a-f]{64}$'),
  size bigint not null,
  type text not null,
  scanned boolean not null,
  at timestamptz(3) not null default clock_timestamp()
);

-- One upload of a file. It waits under its name for the act that takes it; from then on the record that did holds the name.
create table uploads (
  id uuid primary key,
  file text not null references files,
  name text,
  account uuid,
  at timestamptz(3) not null default clock_timestamp(),
  held_at timestamptz(3)
);
create index uploads_of_file on uploads (file);
create index uploads_waiting on uploads (account, at) where held_at is null;

create table attachments (
  id uuid primary key,
  state text not null check (state in ('attached', 'withdrawn', 'erased')),
  version int not null,
  created timestamptz(3) not null,
  recorded_at timestamptz(3) not null,
  record_kind text not null,
  record uuid not null,
  upload uuid not null unique,
  file text not null,
  type text not null,
  size bigint not null,
  purpose text not null,
  uploaded_by uuid
);
create index attachments_of_record on attachments (record, id);

create table archives (
  id uuid primary key,
  state text not null check (state in ('archived', 'destroyed')),
  version int not null,
  created timestamptz(3) not null,
  recorded_at timestamptz(3) not null,
  record_kind text not null,
  record uuid not null,
  record_version int not null,
  upload uuid not null unique,
  -- Digest of the package, and its catalogue: what it holds, in order, each with its own digest.
  package text not null,
  size bigint not null,
  catalogue jsonb not null,
  retention text not null,
  archived_by uuid
);
create index archives_of_record on archives (record, id);
