-- What owners said does not fit a listing of theirs, and what they were told of once.

create table declined_matches (
  id uuid primary key,
  state text not null check (state in ('declined', 'restored')),
  version int not null,
  created timestamptz(3) not null,
  recorded_at timestamptz(3) not null,
  listing uuid not null,
  -- Whose listing it is.
  organization uuid not null,
  kind text not null check (kind in ('listing', 'organization')),
  candidate uuid not null,
  candidate_title text not null,
  why text not null,
  note text
);
create unique index declined_matches_once on declined_matches (listing, candidate) where state = 'declined';
create index declined_matches_of_candidate on declined_matches (candidate) where state = 'declined';

-- Never told twice: a demand and what fits it.
create table matches_told (
  demand uuid not null,
  candidate uuid not null,
  told_on date not null,
  primary key (demand, candidate)
);

-- Days whose digest some process has taken upon itself.
create table match_digests (
  day date primary key
);
