-- A proof of an event of a large batch reads a part of its leaves, and hashes what was kept half-way up of the rest.

-- Leaves are hashes: not compressed, so that a part of them is read as such.
alter table closings alter column leaves set storage external;

-- Of each closed batch of more than 1,024 events, its parts of 1,024 leaves each, the last with what is left.
create table boughs (
  batch int primary key references closings,
  -- Id of the first event of each part, 16 bytes each.
  firsts bytea not null,
  -- Hash over the leaves of each part, 32 bytes each; those of all parts give the batch's root.
  roots bytea not null
);

create index closings_large on closings (batch) where events > 1024;
