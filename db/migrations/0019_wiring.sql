-- Up to which record a saved search was looked through for news: whoever wants to be told of new ones is told of those that came after it.
alter table saved_searches add column looked_to uuid;
