-- Organizations that have been merged: who is one with whom, and where it reported on a day.

-- A code leads to its organization though that has been merged; unique it is among those that have not.
create index organizations_of_any_credit_code on organizations (credit_code);
create index organizations_of_merged_into on organizations (merged_into) where merged_into is not null;

-- Where an organization reported on a day: its own last move until then, from the day of a merge on that of the one it was merged into.
-- `zone` is the city's time zone. A day stated later takes the place of the same day stated before.
create function region_on(organization uuid, on_day text, zone text) returns text language plpgsql stable as $$
declare held record;
begin
  select seats, merged_into, to_char(merged_at at time zone zone, 'YYYY-MM-DD') as merged_on into held from organizations where id = organization;
  if held.merged_into is not null and held.merged_on <= on_day then return region_on(held.merged_into, on_day, zone); end if;
  return (select s.one->>'region' from jsonb_array_elements(held.seats) with ordinality as s(one, n)
    where coalesce(s.one->>'on', '') <= on_day order by coalesce(s.one->>'on', '') desc, s.n desc limit 1);
end $$;
