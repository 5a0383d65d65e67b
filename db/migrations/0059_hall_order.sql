-- The hall shows what is published and what is talked about, the newest first: its first page is read from this order, and not sorted out of all of them.
drop index listings_shown;
create index listings_shown on listings (published_on desc, id desc) where state in ('published', 'inNegotiation');
