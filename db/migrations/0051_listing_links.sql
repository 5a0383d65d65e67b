-- A listing that somebody else entered is published once its owner has confirmed it: by signing in, or by a link sent to its phone.

alter table listings drop constraint listings_state_check;
alter table listings add constraint listings_state_check check (state in
  ('draft', 'underReview', 'toConfirm', 'published', 'inNegotiation', 'matched', 'expired', 'closed', 'withdrawn', 'voided'));
-- Where a review that it passes leads: to everybody, or first to its owner.
alter table listings add column reviewed_to text not null default 'published' check (reviewed_to in ('published', 'toConfirm'));

-- Links by which an owner confirms without signing in: only the digest of each token is kept, and no phone.
create table listing_links (
  digest bytea primary key,
  listing uuid not null references listings on delete cascade,
  made_at timestamptz(3) not null,
  made_by uuid not null,
  -- Last day on which it is good.
  until date not null,
  -- Used, or replaced by a newer one.
  ended_at timestamptz(3)
);
create index listing_links_of_listing on listing_links (listing, made_at);
