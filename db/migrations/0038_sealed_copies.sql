-- The signed and stamped copy with which a return ends where its form asks it; what was asked of it and answered.

alter table statistical_returns
  -- How often figures were handed in or put right: a copy is of one edition.
  add column edition int not null default 0,
  -- The copy that was given last: edition, version code, whether it was read or typed, its attachment, day, account.
  add column sealed jsonb,
  -- What officers asked each time they sent it back, and what was answered.
  add column rounds jsonb not null default '[]',
  -- How often it was sent back since it was asked, or accepted last.
  add column sent_back int not null default 0;

-- A scan that was read and waits for the action that takes it. Without a code none could be read from it.
create table sealed_scans (
  upload uuid primary key references uploads on delete cascade,
  "return" uuid not null references statistical_returns,
  code text
);
create index sealed_scans_of_return on sealed_scans ("return");
