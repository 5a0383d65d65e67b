// Who is late with a return, whom to call and what was tried; contacts are read for whoever chases, and the reading is logged.
import type { FastifyInstance } from 'fastify';
import { type Kysely, sql } from 'kysely';
import { type Actor, hasRole } from '../../platform/shared/actor.ts';
import { textIn } from '../../platform/shared/words.ts';
import { mount } from '../../platform/server/mount.ts';
import type { Say } from '../../platform/server/words.ts';
import type { Forms } from '../../forms/server/index.ts';
import { type Kernel, logReads } from '../../records/server/index.ts';
import { type Region, regionsInside } from '../../organizations/region.ts';
import { type Late, listLate } from '../chase.ts';
import { daysLate, type ChaseCall } from '../statisticalReturn.ts';
import { chainInCharge } from './aboveScale.ts';
import type { StatisticsTables } from './tables.ts';

export type ChasingOf = {
  kernel: Kernel;
  db: Kysely<StatisticsTables>;
  forms: Forms;
  regions: readonly Region[];
  say: Say;
  today: () => Promise<string>;
};
type Row = {
  id: string;
  version: number;
  state: string;
  organization: string;
  name: string;
  region: string | null;
  due_on: string;
  calls: ChaseCall[];
  late_before: number;
  asked_before: number;
  contact: Record<string, string> | null;
  caller: string | null;
  total: number;
};

export function mountChasing(app: FastifyInstance, of: ChasingOf): void {
  mount(app, listLate, async ({ params, query, actor }) => {
    const today = await of.today();
    const inside = query.region === undefined ? null : regionsInside(of.regions, query.region, { functionalAreas: 'in' });
    const rows = await lateOnes(of.db, actor, { ...params, inside, limit: query.limit });
    await logReads(
      of.kernel,
      actor,
      rows.flatMap(({ organization, contact }) => (contact ? [{ record: organization, fields: Object.keys(contact) }] : [])),
    );
    const form = textIn(of.forms.one(params.form).name, actor.language);
    return {
      total: rows[0]?.total ?? 0,
      items: rows.map((row) => saidOf(row, { today, form, period: params.period }, of.say, actor)),
    };
  });
}

type Asked = { form: string; period: string; inside: readonly string[] | null; limit: number };
async function lateOnes(db: Kysely<StatisticsTables>, actor: Actor, { form, period, inside, limit }: Asked): Promise<Row[]> {
  const sight = hasRole(actor, 'bureauOfficer') ? 'all' : chainInCharge(actor, sql`r.region`);
  if (sight === 'none') return [];
  const { rows } = await sql<Row>`
    with open as (select r.*, count(*) over () as total from statistical_returns r
      where r.form = ${form} and r.period = ${period} and r.state in ('open', 'sentBack', 'missing') and (${sight === 'all' ? sql`true` : sight})
        and (${inside}::text[] is null or r.region = any(${inside}::text[])))
    select r.id, r.version, r.state, r.organization, o.name, r.region, r.due_on, r.calls, r.total::int as total, a.name as caller,
      b.late::int as late_before, b.asked::int as asked_before,
      (select jsonb_object_agg(p.field, p.value) from personal_values p where p.record = r.organization
        and p.field in ('contactName', 'contactPhone', 'contactEmail')) as contact
    from open r join organizations o on o.id = r.organization
    left join accounts a on a.id = (r.calls -> -1 ->> 'by')::uuid
    left join lateral (select count(*) as asked, count(*) filter (where e.state = 'missing' or e.submitted_on > e.due_on) as late
      from statistical_returns e where e.organization = r.organization and e.form = r.form and e.state <> 'voided'
        and e.period_to < r.period_to and e.period_to > r.period_to - 370) b on true
    order by r.due_on, b.late desc, o.name limit ${limit}`.execute(db);
  return rows;
}

type Around = { today: string; form: string; period: string };
function saidOf(row: Row, { today, form, period }: Around, say: Say, { language }: Actor): Late {
  const last = row.calls.at(-1);
  const days = daysLate(row.due_on, today) ?? 0;
  const { contact } = row;
  return {
    id: row.id,
    version: row.version,
    state: row.state,
    organization: { id: row.organization, name: row.name },
    region: row.region,
    dueOn: row.due_on,
    days,
    lateBefore: row.late_before,
    askedBefore: row.asked_before,
    contact: contact && {
      name: contact['contactName'] ?? null,
      phone: contact['contactPhone'] ?? null,
      email: contact['contactEmail'] ?? null,
    },
    calls: row.calls.length,
    lastCall: last ? { ...last, by: row.caller } : null,
    text: say(language, days > 0 ? 'chase:text.late' : 'chase:text.due', {
      name: row.name,
      form,
      period,
      due: row.due_on,
      days,
    }),
  };
}
