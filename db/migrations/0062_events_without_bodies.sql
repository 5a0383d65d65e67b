-- Which action a record had last before an instant is told by the index alone, without reading the bodies of its events: the service
-- chain asks it of every listing that has changed since the day that is looked at.
alter table events drop constraint events_record_version_key;
alter table events add constraint events_record_version_key unique (record, version) include (recorded_at, action);
