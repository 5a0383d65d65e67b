// The register of returns: who sees and may, what each action keeps, what counts. Not how a sheet is shown (returnSheet.ts) nor how returns are opened (collecting.ts).
import { type Kysely, sql, type Transaction } from 'kysely';
import { type Actor, clock, hasRole } from '../../platform/shared/actor.ts';
import { closed, disclosed } from '../../platform/shared/disclosed.ts';
import { wrongField } from '../../platform/shared/errors.ts';
import { endOfTerm } from '../../platform/shared/workingDays.ts';
import { textIn } from '../../platform/shared/words.ts';
import type { Say } from '../../platform/server/words.ts';
import {
  type CalendarTables,
  type Kernel,
  now,
  openKind,
  papersByPlace,
  queueRecalculation,
  type WaitOf,
  workingDaysOn,
} from '../../records/server/index.ts';
import { standingOn } from '../../forms/commission.ts';
import { lengthOf, spanOf } from '../../forms/period.ts';
import type { Forms } from '../../forms/server/index.ts';
import { regionOn, type Seat } from '../../organizations/organization.ts';
import type { Region } from '../../organizations/region.ts';
import type { Organizations } from '../../organizations/server/index.ts';
import { contributes, type Told } from '../returned.ts';
import { askedTwice, counting, daysLate, notCollected, notOver, returnRecords, typing } from '../statisticalReturn.ts';
import { returnTells } from '../tells.ts';
import { chainInCharge, containing, placeFilters } from './aboveScale.ts';
import type { Frames } from './frames.ts';
import { type ApplicationsOf, carrying, withdrawing } from './carried/figures.ts';
import { amending, handingIn, type Handing, roundsAnswered, sendingBack } from './returnHanding.ts';
import { nextTold, openReturnFacts } from './returnFacts.ts';
import type { Judging } from './returnJudging.ts';
import type { ReturnRow } from './returnShapes.ts';
import { editionOf } from './sealed/code.ts';
import type { HeldCopies, SealedCopies } from './sealed/copies.ts';
import { confidentialOfReturns, type StatisticsTables } from './tables.ts';

type Db = StatisticsTables & CalendarTables;
type Tx = Transaction<Db>;
export type Returns = ReturnType<typeof openReturns>;
export type ReturnsOf = {
  forms: Forms;
  frames: Frames;
  judging: Judging;
  copies: SealedCopies;
  applications: ApplicationsOf;
  organizations: Organizations;
  regions: readonly Region[];
  root: string;
  timeZone: string;
  say: Say;
  /** The kernel's transaction as this module sees it. */
  within: (tx: object) => Tx;
};

export function openReturns(kernel: Kernel, db: Kysely<Db>, of: ReturnsOf) {
  const { forms, organizations, judging, copies, root } = of;
  const handing: Handing = { judging, isLoading: () => kernel.loading };
  const known = openReturnFacts({ kernel, organizations, frames: of.frames });
  const opened = openKind(kernel, db, {
    kind: returnRecords,
    table: 'statistical_returns',
    confidential: confidentialOfReturns,
    bulk: true,
    related: async (rows, on) => ({
      names: await organizations.names(
        rows.map((row) => row.organization),
        on,
      ),
      today: kernel.dayOf(await now(on)),
      copies: await copies.held(rows, on),
    }),
    present: (row, _personal, actor, { related }) => ({
      ...presented(row, textIn(forms.one(row.form).name, actor.language), related),
      edition: editionOf(row),
      sealed: copies.said(row, related?.copies),
    }),
    title: (row, _personal, language) => `${textIn(forms.one(row.form).name, language)} ${row.period}`,
    visible: (actor) => chainInCharge(actor),
    parties: {
      respondent: (actor, row) => row !== null && isRespondent(actor, row),
      districtInCharge: (actor, row) =>
        row !== null && hasRole(actor, 'districtOfficer') && actor.region !== null && actor.region === row.region,
    },
    tells: returnTells,
    concerns: (row) => ({ region: row.region, organizations: [row.organization] }),
    papers: { ...papersByPlace('organization'), retention: 'tenYears', closed: ['locked', 'amended', 'missing', 'voided'] },
    waits: waitsOf(copies),
    filters: {
      ...placeFilters(of),
      q: (value) => containing(value, sql`(select o.name from organizations o where o.id = statistical_returns.organization)`),
      form: (value) => sql<boolean>`form = ${value}`,
      period: (value) => sql<boolean>`period = ${value}`,
      state: (value) => sql<boolean>`state = ${value}`,
      sealed: (value) => (value === 'there' ? copies.there : value === 'typed' ? copies.typed : copies.lacking),
      again: () => sentBackAgain,
      late: () => lateOn(of.timeZone),
    },
    handlers: {
      create: ({ tx, input, day }) => asked(tx, input, day),
      submit: async ({ tx, record, input, actor, day }) => {
        const { said, ...handed } = await handingIn(handing, tx, record, { input, actor, day });
        const rounds = closed(roundsAnswered(handing, record, { answers: handed.answers, said }, day));
        return { ...handed, ...closedIn(handed), rounds, ...handedOn(record, day) };
      },
      attachSealed: async ({ tx, record, input, actor, day, at }) => ({
        sealed: await copies.take(tx, record, { ...input, actor, day, at: kernel.loading ? at : undefined }),
      }),
      lock: async ({ tx, record }) => {
        // It ends with its sealed copy where the form asks one. The past of an invented city ended without.
        if (!kernel.loading) await copies.refuseWithout(tx, record);
        return undefined;
      },
      carry: async ({ tx, record, input, day }) => ({ carried: await carrying(of, tx, record, { input, day }) }),
      withdrawCarried: ({ record, input, day }) => ({ carried: withdrawing(record, input.number, day) }),
      recall: () => ({ submitted_on: null }),
      sendBack: ({ record, input, day }) => ({ queries: input.queries, ...sendingBack(handing, record, input, day) }),
      accept: ({ day }) => ({ accepted_on: day, queries: [], reason: null, sent_back: 0 }),
      reopen: ({ input }) => ({ accepted_on: null, reason: input.reason, sent_back: 0 }),
      amend: async ({ tx, record, input, actor, day }) => ({
        proposed: closed(await amending(handing, tx, record, { input, actor, day })),
        amended_from: record.state,
      }),
      acceptAmendment: ({ record, day }) => {
        const { proposed, answers } = record;
        if (proposed === null || answers === null) throw new Error(`return ${record.id} has no amendment to accept`);
        const { reason, answers: instead, explanations } = disclosed(proposed);
        const superseded = closed([{ on: day, reason, answers: disclosed(answers) }, ...disclosed(record.superseded)]);
        return {
          answers: closed(instead),
          explanations,
          superseded,
          proposed: null,
          amended_from: null,
          reason,
          edition: editionOf(record) + 1,
        };
      },
      remind: ({ record, actor, day }) => ({
        calls: [...record.calls, { on: day, by: actor.account, how: 'notice' as const, said: null, promisedOn: null }],
      }),
      noteCall: ({ record, input, actor, day }) => ({ calls: [...record.calls, { ...input, on: day, by: actor.account }] }),
      declineAmendment: ({ input }) => ({ proposed: null, amended_from: null, reason: input.reason }),
      void: ({ input }) => ({ reason: input.reason }),
      recalculate: async ({ tx, record }) => ({
        region: regionOn(await organizations.seats(tx, record.organization), record.period_to),
      }),
    },
    contributes: (row, { seats, before }: { seats: readonly Seat[]; before: Told | null }) =>
      counting.includes(row.state) && row.answers !== null
        ? contributes(
            row.form,
            { period: row.period, class: row.class, items: disclosed(row.answers).items },
            { version: judging.formOf(row).version, seats, root, before },
          )
        : [],
    facts: async (tx, row) => ({
      seats: await known.seats(tx, row.organization),
      before: await known.toldBefore(tx, row),
    }),
  });

  /** A return to be filled: for a form that is collected, a period that is over, an organization that exists. */
  async function asked(
    tx: Tx,
    { form: code, period, organization }: { form: string; period: string; organization: string },
    day: string,
  ) {
    const form = forms.one(code);
    const commission = forms.commissionOf(code);
    const { from, to } = spanOf(period);
    if (lengthOf(period) !== form.length) throw wrongField('period', 'length', 'returns:refusals.length');
    if (commission === null || commission.from === null || commission.from > from || standingOn(commission, to) !== 'open')
      throw notCollected({ form: code, period });
    if (to >= day) throw notOver({ period, to });
    const respondent = await known.described(tx, organization);
    if (!respondent) throw wrongField('organization', 'unknown', 'returns:refusals.organization');
    if (!kernel.loading) await refuseTwice(tx, { code, period, organization });
    const { days, working } = commission.due;
    return {
      form: code,
      form_version: forms.version(code, { on: to }).version.version,
      period,
      period_to: to,
      organization,
      region: regionOn(await known.seats(tx, organization), to),
      class: respondent.class,
      size: respondent.size,
      due_on: await known.due(code, period, async () =>
        endOfTerm(await workingDaysOn<Db>(tx), to, { days, kind: working ? 'working' : 'calendar' }),
      ),
      answers: null,
      submitted_on: null,
      accepted_on: null,
      reason: null,
    };
  }

  followOthers(kernel, of, (tx, call) => opened.actMany([{ actor: clock, action: 'recalculate', input: {}, ...call }], tx));
  return opened;
}

const lateOn = (timeZone: string) =>
  sql<boolean>`(submitted_on > due_on or (state in ('open', 'sentBack') and submitted_on is null and due_on < (clock_timestamp() at time zone ${timeZone})::date))`;
const closedIn = ({ answers, filled }: Pick<Awaited<ReturnType<typeof handingIn>>, 'answers' | 'filled'>) => ({
  answers: closed(answers),
  filled: closed(filled),
});
const handedOn = (record: ReturnRow, day: string) => ({
  submitted_on: record.submitted_on ?? day,
  reason: null,
  edition: editionOf(record) + 1,
});

/** Until when it is filled, mended, decided on, sealed. */
const waitsOf = (copies: SealedCopies): WaitOf<ReturnRow, typeof returnRecords.life>[] => [
  { states: ['open'], for: 'submit', words: 'returns:waits.submit', due: (row) => row.due_on, region: (row) => row.region },
  { states: ['sentBack'], for: 'submit', words: 'returns:waits.mend', region: (row) => row.region },
  { states: ['amending'], for: 'acceptAmendment', words: 'returns:waits.acceptAmendment', region: (row) => row.region },
  {
    // Once the district has accepted: before that it may come back, and what was signed would be of no use.
    states: ['districtAccepted', 'accepted', 'locked', 'amended'],
    for: 'attachSealed',
    words: 'returns:waits.attachSealed',
    among: () => copies.lacking,
    mine: (actor) => sql<boolean>`organization is not distinct from ${actor.organization}::uuid`,
    region: (row) => row.region,
  },
];

/** Though all was to be asked at once. */
export const sentBackAgain = sql<boolean>`(rounds <> '[]'::jsonb and jsonb_path_exists(rounds, '$[*].again ? (@ != null)'))`;

type Recalculate = (tx: Tx, call: { id: string; cause: string; at?: Date }) => Promise<unknown>;
/** What other acts change in the figures of a return. */
function followOthers(kernel: Kernel, of: Pick<ReturnsOf, 'within' | 'organizations'>, recalculate: Recalculate): void {
  const { organizations } = of;
  // What a period adds is told by the one before it: both change together, so that no sum holds a part twice.
  kernel.after(
    'statisticalReturn',
    ['accept', 'acceptAmendment', 'reopen', 'void'],
    async (kernelTx, { id, record, action, recordedAt }) => {
      // The loader goes month by month: what is accepted has nothing after it yet.
      if (kernel.loading && action === 'accept') return;
      const tx = of.within(kernelTx);
      const next = await nextTold(tx, record);
      const at = kernel.loading ? { at: recordedAt } : {};
      if (next !== null) await recalculate(tx, { id: next, cause: id, ...at });
    },
  );
  kernel.after('organization', ['move', 'merge', 'undoMerge'], (tx, event) =>
    queueRecalculation(
      tx,
      'statisticalReturn',
      event.id,
      sql<{ id: string }>`select r.id from statistical_returns r where r.organization in (${organizations.sameAs(event.record)})
        and r.state = any(${counting}::text[])`,
    ),
  );
}

type Related = { names: ReadonlyMap<string, string>; today: string; copies: HeldCopies };
const presented = (row: ReturnRow, form: string, related: Related | undefined) => ({
  form: { code: row.form, name: form, version: row.form_version },
  period: row.period,
  organization: { id: row.organization, name: related?.names.get(row.organization) ?? '' },
  region: row.region,
  class: row.class,
  size: row.size,
  dueOn: row.due_on,
  submittedOn: row.submitted_on,
  acceptedOn: row.accepted_on,
  late: daysLate(row.due_on, row.submitted_on ?? (typing.includes(row.state) ? (related?.today ?? '') : '')),
  queries: row.queries,
  rounds: disclosed(row.rounds),
  sentBack: row.sent_back,
  reason: row.reason,
  amendments: disclosed(row.superseded).length,
  calls: row.calls.length,
  carried: row.carried,
});

async function refuseTwice(tx: Tx, { code, period, organization }: { code: string; period: string; organization: string }) {
  const there = await tx
    .selectFrom('statistical_returns')
    .select('id')
    .where('organization', '=', organization)
    .where('form', '=', code)
    .where('period', '=', period)
    .where('state', '<>', 'voided')
    .executeTakeFirst();
  if (there) throw askedTwice({ period, id: there.id });
}

export const isRespondent = (actor: Actor, row: Pick<ReturnRow, 'organization'>): boolean =>
  hasRole(actor, 'organizationAdmin', 'member') && actor.organization === row.organization;
