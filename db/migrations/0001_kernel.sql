-- The kernel: batches, events, ledger entries, personal values, repeats, numbers. Rules: docs/architecture.md.

create table batches (
  n int primary key,
  opened_at timestamptz(3) not null
);
insert into batches values (1, date_trunc('milliseconds', clock_timestamp()));

-- The instant of an act in its batch: the database's clock in milliseconds, never before the batch was opened. Asked after the record is locked.
create function stamp(joined int) returns timestamptz language sql volatile as $$
  select greatest(date_trunc('milliseconds', clock_timestamp()), opened_at) from batches where n = joined
$$;

create table closings (
  batch int primary key references batches,
  closed_at timestamptz(3) not null,
  events int not null,
  root bytea not null,
  -- Id and leaf of each event in the order of ids: 48 bytes each. `verify` names by them what was changed, removed or inserted.
  leaves bytea not null,
  -- Hashes of the subtrees over batches that this one completes, smallest first; any node of the tree is read from one row.
  nodes bytea not null,
  -- Root of the tree over all batches up to this one.
  chain bytea not null
);

-- One number a city, so that advisory locks of two schemas in one database never meet.
create function city_lock() returns int language sql stable as $$ select hashtext('touyan ' || current_schema()) $$;

-- Joins the open batch and returns its number. The two IFs stay nested: joined by AND the second look may use the first one's snapshot.
create function enter_batch() returns int language plpgsql volatile as $$
declare v int;
begin
  loop
    select max(n) into v from batches;
    if pg_try_advisory_xact_lock_shared(city_lock(), v) then
      if (select max(n) from batches) = v then return v; end if;
    end if;
  end loop;
end $$;

create table events (
  id uuid primary key,
  batch int not null references batches,
  kind text not null,
  record uuid not null,
  version int not null,
  action text not null,
  actor uuid,
  recorded_at timestamptz(3) not null,
  -- Canonical JSON, the very bytes that are hashed. The columns beside it are copies; `verify` compares them.
  body text not null,
  unique (record, version)
);
create index events_of_batch on events (batch, id);

-- Short codes of what figures are grouped by; a row is never changed.
create table codes (
  id smallint generated always as identity primary key,
  domain text not null check (domain in ('measure', 'region', 'kind', 'level')),
  code text not null,
  unique (domain, code)
);

create table entries (
  event uuid not null,
  position smallint not null,
  record uuid not null,
  measure smallint not null,
  amount numeric not null,
  effective_on date not null,
  recorded_at timestamptz(3) not null,
  region smallint not null,
  kind smallint not null,
  level smallint not null,
  organization uuid,
  dimensions jsonb not null default '{}',
  primary key (event, position)
);
create index entries_of_figures on entries (measure, effective_on) include (amount, recorded_at, region, kind, level);
create index entries_of_record on entries (record);
alter table entries set (autovacuum_vacuum_insert_scale_factor = 0, autovacuum_vacuum_insert_threshold = 20000);

-- Values of persons: in events only their salted digests stand. Erasing a row leaves every seal valid.
create table personal_values (
  record uuid not null,
  field text not null,
  value text not null,
  salt text not null,
  primary key (record, field)
);

-- Answers to requests that may be repeated, kept seven days.
create table repeats (
  actor text not null,
  route text not null,
  key text not null,
  request bytea not null,
  status int,
  answer text,
  at timestamptz(3) not null default clock_timestamp(),
  primary key (actor, route, key)
);

create table counters (
  series text primary key,
  value bigint not null
);

-- Records whose facts (what other records say) have changed; each is recalculated by an event of its own.
create table recalculations (
  kind text not null,
  record uuid not null,
  cause uuid not null,
  primary key (record, cause)
);
