// Opens what works on targets: allocations, shares, drafts of the next plan; mounts their routes. Plans as they are read stand in open.ts.
import type { FastifyInstance } from 'fastify';
import type { Kysely } from 'kysely';
import { textIn } from '../../platform/shared/words.ts';
import { mount } from '../../platform/server/mount.ts';
import { type Kernel, mountKind } from '../../records/server/index.ts';
import type { Indicators } from '../../indicators/server/index.ts';
import { getComparison } from '../planDraft.ts';
import { getAllocationChoices, getAllocationSheet, getShares, getSharesSheet, previewAllocationSheet } from '../share.ts';
import { type AllocationParts, openAllocations } from './allocations.ts';
import type { KnownPlans } from './known.ts';
import { openPlanDrafts } from './planDrafts.ts';
import { choicesOf, sharesOf } from './shares.ts';
import { type Comparing, comparisonOf, previewOf, type Say, sharesSheetOf, templateOf } from './sheets.ts';
import { type GoalsAsked, goalsOf } from './goals.ts';
import type { PlanTables } from './tables.ts';

export type TargetsParts = AllocationParts & {
  known: KnownPlans;
  indicators: Indicators;
  today: () => Promise<string>;
  settle: () => Promise<Date>;
  say: Say;
};
export type TargetsAtWork = ReturnType<typeof openTargetsAtWork>;

export function openTargetsAtWork(kernel: Kernel, db: Kysely<PlanTables>, of: TargetsParts) {
  const allocations = openAllocations(kernel, db, of);
  const drafts = openPlanDrafts(kernel, db, { ...of, allocations });
  const sharing = { ...of, db, dayOf: kernel.dayOf };
  return {
    allocations,
    drafts,
    /** The target of a year for an indicator, as it was known. */
    goalsOf: (asked: GoalsAsked) => goalsOf({ db, known: of.known, timeZone: kernel.city.timeZone }, asked),
    mount(app: FastifyInstance) {
      mount(app, getShares, ({ params, query, actor }) => sharesOf(sharing, params.code, query, actor));
      mount(app, getAllocationChoices, ({ params, actor }) => choicesOf(of, params.code, actor));
      mount(app, getSharesSheet, async ({ params, query, actor }) => {
        const { items, asOf } = await sharesOf(sharing, params.code, query, actor);
        return sharesSheetOf(of, items, of.say('plans:shares.sheetName', actor.language, { day: asOf }), actor);
      });
      mount(app, getAllocationSheet, async ({ params, query, actor }) => {
        const { target } = await of.known.target(params.code, params.target);
        const definition = of.indicators.definitionOf(target.indicator, target.by);
        const held = query.allocation === undefined ? null : await allocations.one(actor, query.allocation);
        const parts = held === null ? [] : await partsOf(db, String(held['id']));
        return templateOf(of, { target, definition, year: Number(query.year), parts }, actor);
      });
      mount(app, previewAllocationSheet, async ({ params, file, actor }) => {
        const { target } = await of.known.target(params.code, params.target);
        return previewOf(of, of.indicators.definitionOf(target.indicator, target.by), file, actor);
      });
      mount(app, getComparison, async ({ params, actor }) => {
        const draft = await drafts.one(actor, params.id);
        const name = draft['name'] as { zh: string; en: string };
        return comparisonOf(of, draft['targets'] as Comparing[], textIn(name, actor.language), actor);
      });
      mountKind(app, kernel, allocations);
      mountKind(app, kernel, drafts);
    },
  };
}

const partsOf = async (db: Kysely<PlanTables>, id: string) =>
  (await db.selectFrom('allocations').select('parts').where('id', '=', id).executeTakeFirst())?.parts ?? [];
