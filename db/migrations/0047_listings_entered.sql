-- Listings that the people of a venue entered for a firm: which organization's venue it was, until the firm takes it into its own hands.

alter table listings add column entered_by uuid;
create index listings_entered_by on listings (entered_by, id) where entered_by is not null;

-- The last day on which its owner, who has no account, was asked whether it still holds.
alter table listings add column asked_on date;
