-- What intellectual property a supply rests on, and under which conditions a result of a public institute may be transferred.
alter table listings add column ip_items jsonb not null default '[]';
alter table listings add column transfer jsonb;
alter table listings add constraint listings_rights_check check (side = 'supply' or (ip_items = '[]' and transfer is null));
create index listings_ip_items on listings using gin (ip_items jsonb_path_ops) with (fastupdate = off) where ip_items <> '[]';
