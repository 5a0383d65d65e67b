-- Words that stand for one another, as operators hold them: asked beside each other in matching and search while they are used.

create table word_groups (
  id uuid primary key,
  state text not null check (state in ('suggested', 'used', 'refused', 'retired')),
  version int not null,
  created timestamptz(3) not null,
  recorded_at timestamptz(3) not null,
  words text[] not null check (cardinality(words) between 2 and 12),
  -- The same as they are compared: one width, one case.
  keys text[] not null,
  note text,
  origin text not null check (origin in ('person', 'matches')),
  -- The account that proposed it; null where an operator wrote it.
  proposed_by uuid,
  -- Why it was refused or retired.
  reason text
);
create index word_groups_by_key on word_groups using gin (keys) with (fastupdate = off);
create index word_groups_of_account on word_groups (proposed_by, id) where proposed_by is not null;
