-- Reported figures: what a source says of a number, values without a date, and the anchor year of a release.

alter table reported_figures
  alter column period drop not null,
  alter column basis type jsonb using to_jsonb(basis),
  -- What the source says of the number: moreThan, expectedMoreThan, estimate, about.
  add column qualifier text;
drop index reported_figures_of_period;
create unique index reported_figures_of_period on reported_figures (series, region, coalesce(scope, ''), coalesce(period, '')) where state <> 'voided';

alter table releases
  -- Year that the relative days of an invented city's pack were resolved against.
  add column anchor int;
create unique index releases_of_number on releases (number) where number is not null;
