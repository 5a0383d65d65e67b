-- Releases say how far their figures are settled, of which publication they are, and why a final one is corrected.
-- Releases from before stay without a stage: nobody said then whether their figures were provisional, and it is not said for them now.

alter table releases
  add column stage text check (stage in ('provisional', 'final')),
  -- Code in the pack's publications.json and the period that it is of; null: of no publication.
  add column publication text,
  add column period text,
  add column reason text,
  add constraint releases_publication check ((publication is null) = (period is null));
create index releases_of_day on releases (as_of);
