-- The plan at work: its tasks as they are carried out, their milestones, orders to follow up, what districts report, and the cases published of it.

create table plan_tasks (
  id uuid primary key,
  state text not null,
  version int not null,
  created timestamptz(3) not null,
  recorded_at timestamptz(3) not null,
  plan text not null,
  task int not null,
  -- Department that owns it, and where that is known from; null while no source names one.
  owner text,
  owner_source text,
  co_operating jsonb not null default '[]',
  regions jsonb not null default '[]',
  -- Who asked for it to be closed off, on which day, with what reason: another officer decides.
  closing_by uuid,
  closing_on date,
  closing_reason text,
  closed_on date
);
create unique index plan_tasks_of_task on plan_tasks (plan, task);

create table milestones (
  id uuid primary key,
  state text not null,
  version int not null,
  created timestamptz(3) not null,
  recorded_at timestamptz(3) not null,
  plan_task uuid not null references plan_tasks,
  what jsonb not null,
  start_on date,
  due_on date not null,
  -- Days that it was due on before, each with the day and the reason of moving: [{dueOn, movedOn, reason}].
  moves jsonb not null default '[]',
  department text,
  region text,
  -- What shows that it is done: {documentNumber, note, records: [{kind, id}]}.
  evidence jsonb,
  reported_by uuid,
  done_on date,
  accepted_on date,
  returned_for text
);
create index milestones_of_task on milestones (plan_task);
create index milestones_of_region on milestones (region, id);
create index milestones_by_due on milestones (due_on) where state in ('planned', 'sentBack');

create table follow_up_orders (
  id uuid primary key,
  state text not null,
  version int not null,
  created timestamptz(3) not null,
  recorded_at timestamptz(3) not null,
  number text,
  plan text not null,
  -- What it is about: a task or a target of the plan.
  task int,
  target text,
  -- To whom: a district or a department.
  region text,
  department text,
  title text not null,
  asked text not null,
  issued_on date not null,
  days int,
  days_kind text,
  due_on date not null,
  escalated_on date,
  -- Each answer with what became of it: [{on, text, evidence, verdict, verdictOn, reason}].
  answers jsonb not null default '[]',
  answered_by uuid,
  conclusion text
);
create unique index follow_up_orders_of_number on follow_up_orders (number) where number is not null;
create index follow_up_orders_of_region on follow_up_orders (region, id);
create index follow_up_orders_by_due on follow_up_orders (due_on) where state in ('issued', 'returned');

create table work_reports (
  id uuid primary key,
  state text not null,
  version int not null,
  created timestamptz(3) not null,
  recorded_at timestamptz(3) not null,
  region text not null,
  type text not null,
  period text not null,
  title text not null,
  body text not null,
  plan text,
  task int,
  organizations jsonb not null default '[]',
  sent_on date,
  answer_due_on date,
  answer text,
  answered_on date,
  returned_for text
);
create index work_reports_of_region on work_reports (region, id);
create index work_reports_by_sending on work_reports (sent_on);

create table typical_cases (
  id uuid primary key,
  state text not null,
  version int not null,
  created timestamptz(3) not null,
  recorded_at timestamptz(3) not null,
  report uuid not null references work_reports,
  region text not null,
  -- {zh, en}, the English null where nobody has written it.
  title jsonb not null,
  summary jsonb not null,
  body jsonb not null,
  written_by uuid,
  returned_for text,
  published_on date
);
create unique index typical_cases_of_report on typical_cases (report) where state <> 'withdrawn';
create index typical_cases_published on typical_cases (id) where state = 'published';
