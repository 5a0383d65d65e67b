// Visits of the invented city's demonstration officer: a handful in the weeks before a house first starts, with what they left to do. Texts are the pack's.
import { step } from './seed-acting.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import type { House } from './app.ts';
import type { Actor } from './platform/shared/actor.ts';
import { addDays } from './platform/shared/dates.ts';
import { DemandInput, itemSorts, purposes, VisitInput } from './market/visit.ts';
import { now } from './records/server/index.ts';

export const visitPlan = z.object({
  visits: z.array(
    z.strictObject({
      /** Days before the first start. */
      before: z.number().int().min(0),
      purpose: z.enum(purposes),
      met: z.string(),
      text: z.string(),
      demand: DemandInput.optional(),
      items: z.array(
        z.strictObject({ sort: z.enum(itemSorts), title: z.string(), within: z.number().int(), outcome: z.string().optional() }),
      ),
    }),
  ),
});

/** Once: where there is a visit already, or nobody to make one, nothing is made. */
export async function startDemoVisits(house: House): Promise<void> {
  const { kernel, pack } = house;
  const { rows: some } = await sql`select from visits limit 1`.execute(kernel.db);
  const { rows } = await sql<{ id: string; region: string }>`select a.id, a.region from accounts a
    join account_roles r on r.account = a.id where a.demo and r.role = 'districtOfficer' and a.region is not null
    order by a.account limit 1`.execute(kernel.db);
  const [officer] = rows;
  if (some.length > 0 || officer === undefined) return;
  const actor: Actor = {
    account: officer.id,
    roles: ['districtOfficer'],
    organization: null,
    region: officer.region,
    language: 'zh-CN',
    demo: false,
  };
  const { visits } = pack.read('visits.json', visitPlan);
  const { rows: firms } = await sql<{
    id: string;
  }>`select id from organizations where region = ${officer.region} and state = 'active'
    and credit_code like '91%' order by name, id limit ${visits.length}`.execute(kernel.db);
  const today = kernel.dayOf(await now(kernel.db));
  for (const [at, said] of visits.toReversed().entries()) {
    const firm = firms[at];
    if (firm) await step(made(house, { said, firm: firm.id, actor, today }));
  }
}

type Making = { said: z.output<typeof visitPlan>['visits'][number]; firm: string; actor: Actor; today: string };
async function made({ visits, visitItems }: House, { said, firm, actor, today }: Making): Promise<void> {
  const { demand, items, before, ...visit } = said;
  const input = VisitInput.parse({ ...visit, organization: firm, on: addDays(today, -before) });
  const { row } = await visits.act('create', { actor, input });
  if (demand) await visits.act('raiseDemand', { actor, id: row.id, input: demand });
  for (const { within, outcome, ...one } of items) {
    const given = { ...one, visit: row.id, owner: null, dueOn: addDays(today, within) };
    const left = await visitItems.act('create', { actor, input: given });
    if (outcome !== undefined) await visitItems.act('settle', { actor, id: left.row.id, input: { outcome } });
  }
}
