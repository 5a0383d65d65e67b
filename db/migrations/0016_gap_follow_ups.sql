-- What an office did about what a target lacks: one line for a subject, a target and a place; its history is in the events.
create table gap_follow_ups (
  id uuid primary key,
  state text not null,
  version int not null,
  created timestamptz(3) not null,
  recorded_at timestamptz(3) not null,
  plan text not null,
  target text not null,
  region text not null,
  subject_kind text not null,
  subject text not null,
  -- As it was called when it was taken up.
  title text not null,
  note text,
  -- Not to be shown again before this day.
  until date,
  -- Day of the last change.
  changed_on date not null,
  account uuid
);
create unique index gap_follow_ups_of_subject on gap_follow_ups (plan, target, region, subject_kind, subject) where state <> 'withdrawn';
create index gap_follow_ups_of_region on gap_follow_ups (region, changed_on);
