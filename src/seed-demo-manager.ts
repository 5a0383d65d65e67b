// The invented city's demo account of a technology manager: it signs in for a manager of the register whom contracts name. Not a manager of its own.
import { sql } from 'kysely';
import type { House } from './app.ts';
import { loader, step } from './seed-acting.ts';

/** Days within which a naming that waits is news, and not forgotten. */
const lately = 60;

/** Once: an account that signs in for somebody keeps to him, and a manager who has an account is left alone. */
export async function linkDemoManager(house: House): Promise<void> {
  const { kernel, people, pack } = house;
  const { account } = pack.city.demo.accounts.technologyManager;
  const { rows } = await sql<{ id: string }>`
    select m.id from technology_managers m join manager_namings n on n.manager = m.id
    where m.state = 'registered' and m.account is null
      and not exists (select from technology_managers o join accounts a on a.id = o.account where a.account = ${account})
    group by m.id
    -- Who counts today; what waits for his answer; then what he has to show.
    order by (m.confirmed_until >= current_date and coalesce(m.certificate_valid_to >= current_date, true)) desc nulls last,
      bool_or(n.state = 'asked' and n.created > now() - make_interval(days => ${lately})) desc,
      count(*) filter (where n.state = 'confirmed') desc, m.id
    limit 1`.execute(kernel.db);
  const [found] = rows;
  if (!found) return;
  await step(people.act('edit', { actor: loader, id: found.id, input: { account } }));
}
