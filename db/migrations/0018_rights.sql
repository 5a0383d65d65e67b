-- Rights: who stands in for whom, posts that were handed over, what accounts saw, and requests of persons to be erased. Rules: docs/security.md.

-- An officer names who stands in for him while he is away. `ended_at`: called off, or ended before its last day.
create table deputies (
  id uuid primary key,
  account uuid not null references accounts,
  deputy uuid not null references accounts check (deputy <> account),
  from_day date not null,
  to_day date not null check (to_day >= from_day and to_day - from_day < 90),
  named_at timestamptz(3) not null,
  ended_at timestamptz(3)
);
create index deputies_of_account on deputies (account, to_day) where ended_at is null;
create index deputies_of_deputy on deputies (deputy, to_day) where ended_at is null;

-- The account for which a session acts, as its deputy.
alter table sessions add column acting_for uuid references accounts;

-- All open matters of one account pass to a successor: at once by the security administrator, or asked for by the one who leaves and confirmed.
create table hand_overs (
  id uuid primary key,
  from_account uuid not null references accounts,
  to_account uuid not null references accounts check (to_account <> from_account),
  asked_by uuid not null references accounts,
  asked_at timestamptz(3) not null,
  reason text not null check (length(reason) between 1 and 500),
  -- Null while the successor has not answered.
  outcome text check (outcome in ('done', 'declined', 'withdrawn')),
  ended_by uuid references accounts,
  ended_at timestamptz(3),
  -- How many matters of each kind passed.
  passed jsonb,
  check ((outcome is null) = (ended_at is null))
);
create unique index hand_overs_asked on hand_overs (from_account) where outcome is null;
create index hand_overs_to on hand_overs (to_account) where outcome = 'done';
create index hand_overs_from on hand_overs (from_account, ended_at) where outcome = 'done';

-- Accounts whose matters have come to one of these, by hand-overs, one after the other. Who holds an office again answers for himself.
create function handed_to(accounts uuid[]) returns uuid[] language sql stable as $$
  with recursive found as (
    select h.from_account as account from hand_overs h where h.outcome = 'done' and h.to_account = any(accounts)
      and not exists(select from account_roles r where r.account = h.from_account and r.role in ('bureauOfficer', 'districtOfficer', 'registrar'))
    union
    select h.from_account from found f join hand_overs h on h.to_account = f.account and h.outcome = 'done'
      and not exists(select from account_roles r where r.account = h.from_account and r.role in ('bureauOfficer', 'districtOfficer', 'registrar')))
  select coalesce(array_agg(account), '{}') from found where account <> all(accounts)
$$;
-- Who answers now for the matters of an account: itself, or the last of its successors.
create function answers_for(one uuid) returns uuid language sql stable as $$
  with recursive found as (
    select one as account, 0 as step
    union
    select h.to_account, f.step + 1 from found f join lateral (select to_account from hand_overs where from_account = f.account
      and outcome = 'done' order by ended_at desc limit 1) h on true
      where f.step < 20 and not exists(select from account_roles r where r.account = f.account
        and r.role in ('bureauOfficer', 'districtOfficer', 'registrar')))
  select account from found order by step desc limit 1
$$;

-- For whom a deputy acted; stands in the sealed text too.
alter table events add column acted_for uuid;
create index events_acted_for on events (acted_for, id) where acted_for is not null;
alter table personal_reads add column acted_for uuid;
create index personal_reads_of_account on personal_reads (account, at);

-- Whom the one who reported, drafted or answered stood in for: neither checks it afterwards.
alter table reported_figures add column hands_for uuid;
alter table milestones add column hands_for uuid;
alter table typical_cases add column hands_for uuid;
alter table plan_tasks add column hands_for uuid;
alter table follow_up_orders add column hands_for uuid;
alter table allocations add column hands_for uuid;
alter table plan_drafts add column hands_for uuid;

-- Insert only: what an account was shown. `record` is what the address names, `asked` the filters of a list, `items` how many rows it had.
create table access_log (
  id uuid primary key,
  at timestamptz(3) not null,
  account uuid not null,
  acted_for uuid,
  session uuid not null,
  address text not null,
  route text not null,
  record text,
  asked jsonb,
  items int,
  -- Whether it left the house as a file.
  file boolean not null
);
create index access_log_of_account on access_log (account, at);
create index access_log_of_record on access_log (record, at) where record is not null;
create index access_log_by_time on access_log using brin (at);
create function keep_access_log() returns trigger language plpgsql as $$ begin
  if tg_op = 'DELETE' then
    if old.at < clock_timestamp() - interval '6 months' then return old; end if;
  end if;
  raise exception 'the access log is only ever added to, and kept for six months' using errcode = 'insufficient_privilege';
end $$;
create trigger access_log_rows before update or delete on access_log for each row execute function keep_access_log();
create trigger access_log_whole before truncate on access_log for each statement execute function keep_access_log();
-- The app may remove nothing by itself: this forgets what is older than so many months, and never what is younger than six.
create function forget_access(months int) returns int language plpgsql security definer set search_path from current as $$
declare gone int;
begin
  delete from access_log where at < clock_timestamp() - make_interval(months => greatest(months, 6));
  get diagnostics gone = row_count;
  return gone;
end $$;

-- A person asks that what is held of him be erased. Holds no personal value: the account is an id.
create table erasure_requests (
  id uuid primary key,
  state text not null,
  version int not null,
  created timestamptz(3) not null,
  recorded_at timestamptz(3) not null,
  account uuid not null,
  asked_on date not null,
  closed_on date,
  -- What was erased, by kind: how many.
  erased jsonb
);
create unique index erasure_requests_open on erasure_requests (account) where state = 'asked';
create index erasure_requests_of_account on erasure_requests (account);
