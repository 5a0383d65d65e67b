-- What is looked up in a list within a row stands in its index at once. Otherwise new rows wait in a list that each search reads whole, until
-- the table is vacuumed: after 30,000 contracts were loaded every question of their parties took 30 ms instead of 0.1.

alter index certified_lists_with_contract set (fastupdate = off);
alter index contract_signals_others set (fastupdate = off);
alter index contracts_objected set (fastupdate = off);
alter index contracts_of_organizations set (fastupdate = off);
alter index registries_of_registrar set (fastupdate = off);
alter index technology_managers_of_affiliations set (fastupdate = off);

select gin_clean_pending_list(one) from unnest(array[
  'certified_lists_with_contract', 'contract_signals_others', 'contracts_objected',
  'contracts_of_organizations', 'registries_of_registrar', 'technology_managers_of_affiliations'
]::regclass[]) one;

-- What the database knows of its tables, anew: only their owner may ask for it, and the app's login asks when it has loaded many rows.
-- Until then plans are made as if nothing were there, and the server itself looks a minute later.
create function analyze_tables() returns void language plpgsql security definer set search_path from current as $$
declare one regclass;
begin
  for one in select c.oid::regclass from pg_class c where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace and pg_has_role(c.relowner, 'usage')
  loop
    execute format('analyze %s', one);
  end loop;
end $$;
