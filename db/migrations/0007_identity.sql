-- Second factors, ages of passwords, where sessions come from, and one log of what matters to security. Rules: docs/security.md.

alter table accounts
  -- Null: signs in otherwise than by a password.
  alter column password_hash drop not null,
  add column password_changed_at timestamptz(3) not null default clock_timestamp(),
  -- The password was chosen by somebody else: it opens nothing but the change of it.
  add column password_initial boolean not null default false;

-- Hashes of the passwords before the present one, newest first by time; only the last few are kept.
create table old_passwords (
  id uuid primary key,
  account uuid not null references accounts,
  password_hash text not null,
  until timestamptz(3) not null
);
create index old_passwords_of_account on old_passwords (account, until);

-- The secret of an authenticator, sealed by the suite's key. Until a first code has been given it opens and asks nothing.
create table second_factors (
  account uuid primary key references accounts,
  secret bytea not null,
  begun_at timestamptz(3) not null,
  confirmed_at timestamptz(3),
  -- The last step whose code was taken: no code is taken twice.
  last_step bigint not null default 0
);

-- Each opens once in place of a code; only a keyed hash is kept, and it goes with its use.
create table recovery_codes (
  account uuid not null references accounts,
  mac bytea not null,
  primary key (account, mac)
);

alter table sessions
  add column address text not null default '',
  add column agent text not null default '';

-- Insert only: who did what that matters to security, when, from where, to what, and what came of it (GB/T 22239 8.1.4.3).
create table security_log (
  id uuid primary key,
  at timestamptz(3) not null default clock_timestamp(),
  -- Null where no account was recognised.
  account uuid,
  -- The account as it was typed, or as it is called.
  name text not null,
  event text not null check (event ~ '^[a-z][A-Za-z]{1,39}$'),
  outcome text not null check (outcome in ('done', 'refused')),
  -- Empty where nothing came over the net: the command line, what falls due.
  address text not null,
  object_kind text,
  object_id text,
  detail jsonb
);
create index security_log_by_time on security_log (at desc, id desc);
create index security_log_of_account on security_log (account, at desc);
create index security_log_of_name on security_log (name, at desc);

insert into security_log (id, at, account, name, event, outcome, address, detail)
  select l.id, l.at, a.id, l.account, case l.outcome when 'signedOut' then 'signOut' else 'signIn' end,
    case when l.outcome in ('signedIn', 'signedOut') then 'done' else 'refused' end, l.address,
    case l.outcome when 'wrong' then '{"why": "password"}'::jsonb when 'locked' then '{"why": "locked"}'::jsonb end
  from sign_in_log l left join accounts a on a.account = l.account;
drop table sign_in_log;

-- Kept for six months at the least, whoever asks, the owner included (网络安全法 art. 21); never changed.
create function keep_security_log() returns trigger language plpgsql as $$ begin
  if tg_op = 'DELETE' then
    if old.at < clock_timestamp() - interval '6 months' then return old; end if;
  end if;
  raise exception 'the security log is only ever added to, and kept for six months' using errcode = 'insufficient_privilege';
end $$;
create trigger security_log_rows before update or delete on security_log for each row execute function keep_security_log();
create trigger security_log_whole before truncate on security_log for each statement execute function keep_security_log();
