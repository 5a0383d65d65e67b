-- Who is shown a file besides those who see its record: nobody, unless an act says more. What shows it asks by record and audience.
alter table attachments add column audience text not null default 'record' check (audience in ('record', 'admitted', 'everybody'));
create index attachments_shown on attachments (record) where state = 'attached' and audience <> 'record';
