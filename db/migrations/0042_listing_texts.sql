-- Contact data is taken out of a listing's texts before they are kept: of which fields, and what it was.
alter table listings add column hidden jsonb not null default '[]';

-- A range may begin at nothing.
alter table listings drop constraint listings_price_low_check;
alter table listings add constraint listings_price_low_check check (price_low >= 0);
alter table listings add constraint listings_price_fixed_check check (price <> 'fixed' or price_low > 0);

-- Prints of what everybody may read, by which nearly the same texts and titles alike are found (src/market/prints.ts).
alter table listings add column prints int[] not null default '{}';
create index listings_prints on listings using gin (prints) with (fastupdate = off) where state in ('underReview', 'published');
