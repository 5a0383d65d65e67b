-- What a visit left to do: a question on policy to be answered, or a task, each with who does it and until when.

create table visit_items (
  id uuid primary key,
  state text not null check (state in ('open', 'done', 'dropped')),
  version int not null,
  created timestamptz(3) not null,
  recorded_at timestamptz(3) not null,
  visit uuid not null references visits,
  -- The firm's, as the visit has it.
  organization uuid not null,
  region text,
  sort text not null check (sort in ('question', 'task')),
  title text not null,
  owner uuid not null,
  due_on date not null,
  outcome text,
  settled_on date,
  reason text,
  check (state <> 'done' or (outcome is not null and settled_on is not null))
);
create index visit_items_of_visit on visit_items (visit);
create index visit_items_of_owner on visit_items (owner, due_on) where state = 'open';
create index visit_items_of_organization on visit_items (organization) where state = 'done' and sort = 'question';
