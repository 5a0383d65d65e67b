-- Lists of the official register as they were read back: kept with who, when and which file, so that an earlier comparison can be opened.

create table official_readings (
  id uuid primary key,
  account uuid not null,
  -- Who read it, and later who had it noted: with the standing of then.
  actor jsonb not null,
  at timestamptz(3) not null default clock_timestamp(),
  file_name text not null,
  file_digest text not null,
  -- Which export of the law's data it was read as.
  export text not null,
  period_from date not null,
  period_to date not null,
  -- `compared`, or `noting` while numbers and days are being noted.
  stage text not null,
  total int not null,
  done int not null default 0,
  -- Columns of the file that nothing takes.
  ignored jsonb not null
);
create index official_readings_of_account on official_readings (account, at desc);

create table official_rows (
  reading uuid not null references official_readings on delete cascade,
  -- As the spreadsheet program numbers it; what stands here only comes behind, from 1,000,000,000.
  n int not null,
  outcome text,
  way text,
  differs jsonb not null default '[]',
  contract uuid,
  -- What the list says and what the register held when they were compared. No names of buyers.
  there jsonb,
  here jsonb,
  -- What could not be read, or why it was not noted.
  said jsonb not null default '[]',
  -- `note` while number and day may be noted; then `noted`, or `left`.
  step text,
  primary key (reading, n)
);
create index official_rows_by_outcome on official_rows (reading, outcome, n);
