-- What of a record only some of its readers learn: in events only salted digests stand, the values here. A row holds from its version on,
-- until the next one of its field. Only ever added to.

create table withheld_values (
  record uuid not null,
  version int not null,
  field text not null,
  -- Canonical JSON.
  value text not null,
  salt text not null,
  primary key (record, field, version)
);
