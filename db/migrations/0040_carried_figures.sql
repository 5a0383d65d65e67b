-- What a respondent carried of its return into an application of its own, by its consent: which figures of which edition, for what, until when.

alter table statistical_returns add column carried jsonb not null default '[]';
create index statistical_returns_carried on statistical_returns using gin (carried jsonb_path_ops) with (fastupdate = off) where carried <> '[]';

-- Where an amendment that is declined goes back to. One that waits already was asked for before this was kept: it is locked again, as it was then.
alter table statistical_returns add column amended_from text;
