// Every plan of the city: those of the pack, and those adopted here, which are plans like any other. Reads alone.
import type { Kysely, Selectable } from 'kysely';
import type { Language } from '../../platform/shared/actor.ts';
import { notFound } from '../../platform/shared/errors.ts';
import { sure } from '../../platform/shared/sure.ts';
import type { Plan, PlanTarget } from '../plan.ts';
import { planOf } from '../planDraft.ts';
import type { PlanDrafts, PlanTables } from './tables.ts';

/** A plan, and when it was adopted here; of the pack's own that stands in its document. */
export type KnownPlan = { plan: Plan; adoptedOn: string | null; predecessor: string | null };
export type KnownPlans = ReturnType<typeof openKnownPlans>;

type Say = (key: string, language: Language, params: Record<string, string>) => string;

export function openKnownPlans(ofPack: readonly Plan[], db: Kysely<PlanTables>, say: Say) {
  /** On the connection given: an act asks on its own. */
  async function all(on: Kysely<PlanTables> = db): Promise<KnownPlan[]> {
    const rows = await on.selectFrom('plan_drafts').selectAll().where('state', '=', 'adopted').orderBy('from_day').execute();
    // A pack that has learnt of an adopted plan says more of it: then the pack's word goes.
    const adopted = rows.filter((row) => !ofPack.some((one) => one.code === row.code)).map((row) => adoptedPlan(row, say));
    return [...ofPack.map((plan) => ({ plan, adoptedOn: null, predecessor: null })), ...adopted];
  }
  const find = async (code: string, on?: Kysely<PlanTables>): Promise<KnownPlan | null> =>
    (await all(on)).find((one) => one.plan.code === code) ?? null;
  async function target(plan: string, code: string, on?: Kysely<PlanTables>): Promise<{ plan: Plan; target: PlanTarget }> {
    const known = await find(plan, on);
    const found = known?.plan.targets.find((one) => one.code === code);
    if (!known || !found) throw notFound();
    return { plan: known.plan, target: found };
  }
  return { ofPack, all, find, target };
}

function adoptedPlan(row: Selectable<PlanDrafts>, say: Say): KnownPlan {
  const on = sure(row.adopted_on, `the day on which ${row.code} was adopted`);
  const number = row.document_number;
  const said = (language: Language) =>
    say(number === null ? 'plans:draft.source' : 'plans:draft.sourceNumbered', language, { on, number: number ?? '' });
  const source = { zh: said('zh-CN'), en: said('en') };
  const { code, name, summary, targets } = row;
  const plan = planOf({ code, name, summary, from: row.from_day, to: row.to_day, source, targets });
  return { plan, adoptedOn: on, predecessor: row.predecessor };
}
