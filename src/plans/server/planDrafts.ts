// What happens to drafts of the next plan: its targets taken from the old plan's close, edited, proposed, adopted by a second officer.
import { type Kysely, type Selectable, sql, type Transaction } from 'kysely';
import { type Actor, sameHands } from '../../platform/shared/actor.ts';
import { yearOf } from '../../platform/shared/dates.ts';
import { notFound, wrongField } from '../../platform/shared/errors.ts';
import { ratio, sum } from '../../platform/shared/money.ts';
import { sure } from '../../platform/shared/sure.ts';
import { textIn } from '../../platform/shared/words.ts';
import { type Condition, type Kernel, openKind, papersOfBureau } from '../../records/server/index.ts';
import { displayIn } from '../../indicators/indicator.ts';
import type { Indicators } from '../../indicators/server/index.ts';
import { inProportion } from '../allocation.ts';
import type { Plan } from '../plan.ts';
import {
  changeOf,
  codeTaken,
  type DraftTarget,
  ownDraft,
  planDraftRecords,
  planOf,
  spanAfter,
  type TargetEdit,
} from '../planDraft.ts';
import { type Allocations, holding } from './allocations.ts';
import type { KnownPlans } from './known.ts';
import type { PlanDrafts as DraftTable, PlanTables } from './tables.ts';
import { draftTells } from '../tells.ts';
import { draftWaits } from './waits.ts';
import { oneAtATime } from '../../platform/server/locks.ts';

export type DraftRow = Selectable<DraftTable>;
type Tx = Transaction<PlanTables>;
export type PlanDrafts = ReturnType<typeof openPlanDrafts>;
export type DraftParts = {
  known: KnownPlans;
  indicators: Indicators;
  allocations: Allocations;
  today: () => Promise<string>;
  /** Closes a batch; what was recorded before the instant can no longer change. */
  settle: () => Promise<Date>;
};
/** What the old plan came to, read before the act that writes it down began. */
type Closing = { asOf: string; knownAt: Date; targets: DraftTarget[] };

/** A time in the past of an invented city, and where what was loaded so far is seen. */
type Past = { at: Date; read: Indicators; on: Tx };

export function openPlanDrafts(kernel: Kernel, db: Kysely<PlanTables>, of: DraftParts) {
  const { known, indicators } = of;
  const closings = new WeakMap<object, Closing>();
  const opened = openKind(kernel, db, {
    kind: planDraftRecords,
    table: 'plan_drafts',
    present: (row, _personal, actor) => presented(of, row, actor),
    title: (row, _personal, language) => textIn(row.name, language),
    waits: draftWaits,
    tells: draftTells,
    papers: { ...papersOfBureau, retention: 'permanent', closed: ['adopted', 'withdrawn'] },
    visible: (actor) => (actor.roles.some((role) => role === 'bureauOfficer' || role === 'auditAdmin') ? 'all' : 'none'),
    parties: {},
    filters: {
      state: (value): Condition => sql<boolean>`state = ${value}`,
      predecessor: (value): Condition => sql<boolean>`predecessor = ${value}`,
    },
    handlers: {
      create: async ({ tx, input, actor }) => {
        const plan = await predecessorOf(known, input.predecessor, tx);
        const { asOf, knownAt, targets } = sure(closings.get(input), 'closing values of a plan, which `act` reads first');
        const span = spanAfter(plan);
        const { from = span.from, to = span.to } = input;
        checkSpan(from, to);
        await checkCode(known, tx, input.code);
        const { code, name, summary = plan.summary, predecessor } = input;
        const days = { from_day: from, to_day: to, closing_as_of: asOf, closing_known_at: knownAt };
        return {
          code,
          name,
          summary,
          predecessor,
          targets,
          drafted_by: actor.account,
          hands_for: actor.for ?? null,
          document_number: null,
          adopted_by: null,
          adopted_on: null,
          ...days,
        };
      },
      edit: ({ record, input, actor }) => {
        const { name, summary, from = record.from_day, to = record.to_day, documentNumber } = input;
        checkSpan(from, to);
        return {
          ...(name === undefined ? {} : { name }),
          ...(summary === undefined ? {} : { summary }),
          ...(documentNumber === undefined ? {} : { document_number: documentNumber }),
          from_day: from,
          to_day: to,
          targets: edited(indicators, record.targets, input.targets ?? [], record.closing_as_of),
          drafted_by: actor.account,
          hands_for: actor.for ?? null,
        };
      },
      takeClosing: ({ record, input, actor }) => {
        const { asOf, knownAt, targets } = sure(closings.get(input), 'closing values of a plan, which `act` reads first');
        return {
          closing_as_of: asOf,
          closing_known_at: knownAt,
          targets: record.targets.map((one) => closedAnew(one, targets)),
          drafted_by: actor.account,
          hands_for: actor.for ?? null,
        };
      },
      propose: ({ record }) => checkTargets(record.targets),
      adopt: async ({ tx, record, input, actor, day }) => {
        if (sameHands(actor, record.drafted_by, record.hands_for)) throw ownDraft();
        checkTargets(record.targets);
        await allocateFirst(of, tx, record, actor);
        const document_number = input.documentNumber ?? record.document_number;
        return { adopted_by: actor.account, adopted_on: day, document_number };
      },
    },
  });

  /** Reads what a plan came to, as known at a settled instant. Closing a batch waits for the acts in it: it is over before the act begins. */
  async function closingOf(plan: Plan, past?: Past): Promise<Closing> {
    const { read = indicators, on: from = db } = past ?? {};
    const knownAt = past?.at ?? (await of.settle());
    const today = past ? kernel.dayOf(past.at) : await of.today();
    const asOf = today < plan.to ? today : plan.to;
    const q = await read.asking({ asOf, knownAt: knownAt.toISOString() }, null);
    const held = await holding(from, { plan: plan.code, asOf, knownAt });
    const targets = await Promise.all(
      plan.targets.map(async (target): Promise<DraftTarget> => {
        const on = asOf > target.by ? target.by : asOf;
        const got = await read.value(target.indicator, { ...q, asOf: on });
        const { code, indicator, name, comparator, value, tolerance, kind, everyYear, partOf, by } = target;
        return {
          code,
          indicator,
          name,
          old: { comparator, value, tolerance, by, everyYear },
          closing: { value: got.value, on: got.through ?? on, source: got.source },
          baseline: got.value,
          kept: true,
          comparator,
          value,
          tolerance,
          kind,
          everyYear,
          partOf,
          shares: sharesOfParts(held.get(code)?.parts ?? []),
        };
      }),
    );
    return { asOf, knownAt, targets };
  }

  /** Closing values are read before the act: inside it nothing waits for a batch to close. */
  const act: typeof opened.act = async (action, call) => {
    const wanted = action === 'create' || action === 'takeClosing';
    if (wanted && opened.offered(call.actor, null).some((one) => one.name === 'create')) {
      const said: unknown = Reflect.get(call.input, 'predecessor');
      const code = typeof said === 'string' ? said : call.id === undefined ? null : await predecessorNamed(db, call.id);
      if (code === null) throw notFound();
      const plan = await predecessorOf(known, code, db);
      closings.set(call.input, await closingOf(plan));
    }
    return opened.act(action, call);
  };
  /** Drafts in an invented city's past, while it is loaded, with what was known at that time, read where that is seen. */
  async function load(
    actor: Actor,
    said: { predecessor: string; code: string; name: DraftRow['name'] },
    past: Past,
  ): Promise<void> {
    const plan = await predecessorOf(known, said.predecessor, past.on);
    const input = { ...said };
    closings.set(input, await closingOf(plan, past));
    await opened.actMany([{ actor, action: 'create', input, at: past.at }], past.on);
  }
  return { ...opened, act, load };
}

async function predecessorNamed(db: Kysely<PlanTables>, id: string): Promise<string | null> {
  const row = await db.selectFrom('plan_drafts').select('predecessor').where('id', '=', id).executeTakeFirst();
  return row?.predecessor ?? null;
}

async function predecessorOf(known: KnownPlans, code: string, on: Kysely<PlanTables>): Promise<Plan> {
  const found = await known.find(code, on);
  if (!found) throw wrongField('predecessor', 'unknown', 'plans:refusals.plan', { plan: code });
  return found.plan;
}

const sharesOfParts = (parts: Selectable<PlanTables['allocations']>['parts']): DraftTarget['shares'] => {
  const all = sum(parts.map((one) => one.amount));
  return parts.map(({ place, department, amount, force, pace }) => ({
    place,
    department,
    share: ratio(amount, all, 6) ?? '0',
    force,
    pace,
  }));
};

function checkSpan(from: string, to: string): void {
  if (to <= from || yearOf(to) - yearOf(from) > 15) throw wrongField('to', 'span', 'plans:refusals.span', { from, to });
}

/** One code, one plan: of the pack, adopted, or on its way. */
async function checkCode(known: KnownPlans, tx: Tx, code: string): Promise<void> {
  await oneAtATime(tx, 'plans', code);
  const held = await tx
    .selectFrom('plan_drafts')
    .select('id')
    .where('code', '=', code)
    .where('state', '<>', 'withdrawn')
    .executeTakeFirst();
  if (held || known.ofPack.some((one) => one.code === code)) throw codeTaken({ code });
}

/** The old plan's close as it is known now; a baseline that an officer wrote stays. */
function closedAnew(one: DraftTarget, anew: readonly DraftTarget[]): DraftTarget {
  const found = anew.find((each) => each.code === one.code);
  if (!found) return one;
  const untouched = one.baseline === one.closing.value;
  return { ...one, closing: found.closing, baseline: untouched ? found.closing.value : one.baseline, shares: found.shares };
}

function edited(
  indicators: Indicators,
  targets: readonly DraftTarget[],
  edits: readonly TargetEdit[],
  on: string,
): DraftTarget[] {
  const made = [...targets];
  for (const [index, edit] of edits.entries()) {
    const at = made.findIndex((one) => one.code === edit.code);
    const before = made[at];
    const next = before ? { ...before, ...defined(edit) } : newTarget(indicators, edit, index, on);
    if ((next.tolerance !== null) !== (next.comparator === 'about'))
      throw wrongField(`targets.${index}.tolerance`, 'tolerance', 'plans:refusals.tolerance');
    if (next.everyYear && next.kind !== 'flow')
      throw wrongField(`targets.${index}.everyYear`, 'everyYear', 'plans:refusals.everyYear');
    if (!indicators.codes.includes(next.indicator))
      throw wrongField(`targets.${index}.indicator`, 'unknown', 'plans:refusals.indicator', { indicator: next.indicator });
    if (at === -1) made.push(next);
    else made[at] = next;
  }
  for (const one of made)
    if (one.partOf !== null && (one.partOf === one.code || !made.some((whole) => whole.code === one.partOf)))
      throw wrongField('targets', 'partOf', 'plans:refusals.partOf', { code: one.code });
  return made;
}

const defined = (edit: TargetEdit): Partial<DraftTarget> =>
  Object.fromEntries(Object.entries(edit).filter(([, value]) => value !== undefined));

function newTarget(indicators: Indicators, edit: TargetEdit, index: number, on: string): DraftTarget {
  const {
    code,
    indicator,
    name,
    value,
    comparator = 'atLeast',
    tolerance = null,
    everyYear = false,
    partOf = null,
    baseline = null,
  } = edit;
  if (indicator === undefined || name === undefined || value === undefined)
    throw wrongField(`targets.${index}`, 'required', 'plans:refusals.newTarget', { code });
  const flow =
    indicators.codes.includes(indicator) && indicators.definitionOf(indicator, on).compute.kind.toLowerCase().includes('flow');
  const kind = edit.kind ?? (flow ? 'flow' : 'stock');
  const closing = { value: null, on, source: null };
  return {
    code,
    indicator,
    name,
    old: null,
    closing,
    baseline,
    kept: true,
    comparator,
    value,
    tolerance,
    kind,
    everyYear,
    partOf,
    shares: [],
  };
}

function checkTargets(targets: readonly DraftTarget[]): undefined {
  if (!targets.some((one) => one.kept)) throw wrongField('targets', 'empty', 'plans:refusals.noTargets');
}

/** The old shares, carried to the first year that the new plan speaks of: drafts, decided like any other allocation. */
async function allocateFirst({ allocations, indicators }: DraftParts, tx: Tx, row: DraftRow, actor: Actor): Promise<void> {
  const { code, name, summary, from_day: from, to_day: to, targets } = row;
  // Until this act is done the plan is not among those that stand.
  const plan = planOf({ code, name, summary, from, to, source: summary, targets });
  for (const { code: target, shares, everyYear } of targets.filter((one) => one.kept && one.shares.length > 0)) {
    const { value, indicator } = sure(
      plan.targets.find((one) => one.code === target),
      `target ${target}`,
    );
    const year = yearOf(everyYear ? from : to);
    const { scale } = indicators.definitionOf(indicator, to);
    const amounts = inProportion(
      value,
      shares.map((one) => one.share),
      scale,
    );
    const parts = shares.map(({ place, department, force, pace }, at) => ({
      place,
      department,
      force,
      pace,
      amount: amounts[at] ?? '0',
    }));
    const holdsFrom = `${year}-01-01` < from ? from : `${year}-01-01`;
    const input = { plan: code, target, year, total: null, parts, reason: null, documentNumber: null, holdsFrom };
    await allocations.act('create', { actor, input: allocations.ofPlan(plan, input), within: tx });
  }
}

function presented({ known, indicators }: DraftParts, row: DraftRow, actor: Actor) {
  const { language } = actor;
  const predecessor = known.ofPack.find((one) => one.code === row.predecessor);
  return {
    code: row.code,
    name: row.name,
    summary: row.summary,
    from: row.from_day,
    to: row.to_day,
    predecessor: row.predecessor,
    predecessorName: predecessor ? textIn(predecessor.name, language) : row.predecessor,
    closingAsOf: row.closing_as_of,
    closingKnownAt: row.closing_known_at.toISOString(),
    documentNumber: row.document_number,
    adoptedOn: row.adopted_on,
    own: sameHands(actor, row.drafted_by, row.hands_for),
    targets: row.targets.map((one) => {
      const definition = indicators.definitionOf(one.indicator, row.closing_as_of);
      return {
        ...one,
        shownName: textIn(one.name, language),
        unit: definition.unit,
        display: displayIn(definition.display, language),
        ...changeOf(one),
      };
    }),
  };
}
