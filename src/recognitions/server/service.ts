// What happens to recognitions: entered, moved through their stages, upgraded, moved, removed, voided. Figures follow from their statements.
import { type Kysely, type Selectable, sql, type Transaction } from 'kysely';
import { type Actor, hasRole } from '../../platform/shared/actor.ts';
import { lastDayOf } from '../../platform/shared/dates.ts';
import { wrongField } from '../../platform/shared/errors.ts';
import { type Kernel, now, openKind, papersByPlace, queueRecalculation } from '../../records/server/index.ts';
import type { Organizations } from '../../organizations/server/index.ts';
import { normaliseName } from '../../organizations/names.ts';
import type { Seat } from '../../organizations/organization.ts';
import { contributes, type Facts, followsOrganization, standingOn } from '../contributes.ts';
import type { RecognitionKinds, StageCode } from '../kind.ts';
import { districtStages, pastOf } from '../stages.ts';
import {
  beforePast,
  duplicate,
  inFuture,
  recognitionRecords,
  type Statement,
  unknownKind,
  unknownLevel,
} from '../recognition.ts';
import { tells } from '../tells.ts';
import { checkAsked } from './asked.ts';
import { filtersOf } from './filters.ts';
import { corrected } from './correct.ts';
import { presenter } from './present.ts';
import type { Recognitions as Table, RecognitionTables } from './tables.ts';
import { waitsOf } from './waits.ts';
import { oneAtATime } from '../../platform/server/locks.ts';

type Row = Selectable<Table>;
type Tx = Transaction<RecognitionTables>;
type Staged = { on?: string | undefined; documentNumber?: string | undefined; result?: string | undefined };
export type Recognitions = ReturnType<typeof openRecognitions>;

export function openRecognitions(
  kernel: Kernel,
  db: Kysely<RecognitionTables>,
  pack: RecognitionKinds,
  organizations: Organizations,
) {
  const { root } = organizations.pack;
  const facts = factsOf(pack, root);
  const check = checksOf(pack, organizations);
  /** Moves to a stage: by its own statement, dated by the input, or by the day of the act. */
  const to =
    (stage: StageCode) =>
    ({ record, input, day }: { record: Row; input: Staged; day: string }) => {
      // A title given again is given anew: the day of the first time says nothing of it.
      const known = stage === 'recognised' && record.state !== 'removed' ? record.recognised_on : null;
      const on = input.on ?? (known !== null && pastOf(record.statements, known) === null ? known : day);
      check.notFuture(on, day);
      check.inOrder(record.statements, on);
      const statement: Statement = {
        what: 'stage',
        stage,
        on,
        saidOn: day,
        documentNumber: input.documentNumber ?? null,
        result: input.result ?? null,
      };
      return {
        statements: [...record.statements, statement],
        ...(stage === 'recognised' ? { recognised_on: on, removed_on: null } : {}),
        ...(input.documentNumber === undefined ? {} : { document_number: input.documentNumber }),
      };
    };
  const opened = openKind(kernel, db, {
    kind: recognitionRecords,
    table: 'recognitions',
    bulk: true,
    present: presenter(pack, root),
    related: async (rows, on) => ({
      names: await organizations.names([...new Set(rows.flatMap((row) => row.organization ?? []))], on),
      seats: await organizations.seatsOfMany(
        rows.flatMap((row) => (followsOrganization(row.statements) ? (row.organization ?? []) : [])),
        on,
      ),
      today: kernel.dayOf(await now(on)),
    }),
    title: (row) => row.title,
    tells,
    concerns: (row) => ({ region: row.region, organizations: row.organization === null ? [] : [row.organization] }),
    papers: { ...papersByPlace('organization'), retention: 'permanent', closed: ['removed', 'voided'] },
    visible: () => 'all',
    parties: {
      districtInCharge: (actor, row, input) => {
        if (!hasRole(actor, 'districtOfficer') || actor.region === null) return false;
        // Without a record and an input it is asked whether any could be created.
        if (row === null && input === undefined) return true;
        if (row !== null) return row.region === actor.region;
        const { region = null, stage = 'applied' } = input as { region?: unknown; stage?: unknown };
        return region === actor.region && districtStages.some((one) => one === stage);
      },
    },
    filters: filtersOf(pack, organizations, kernel.city.timeZone),
    waits: waitsOf(pack),
    handlers: {
      create: async ({ tx, input, day }) => {
        check.kindAndLevel(input.kind, input.level);
        check.region(input.region);
        await check.organization(tx, input.organization);
        check.notFuture(input.recognisedOn, day);
        check.notFuture(input.source?.statedOn, day, 'source.statedOn');
        const titleKey = normaliseName(input.title);
        await refuseDuplicate(organizations, tx, {
          id: null,
          kind: input.kind,
          titleKey,
          organization: input.organization,
          level: input.level,
        });
        const stage = input.stage ?? 'applied';
        const dated = stage === 'recognised' || stage === 'evaluated' || stage === 'finallyAccepted' || stage === 'known';
        const statements: Statement[] = [
          { what: 'level', level: input.level, on: null, saidOn: day },
          { what: 'region', region: input.region, on: null, saidOn: day },
          {
            what: 'stage',
            stage,
            on: dated ? input.recognisedOn : day,
            saidOn: day,
            documentNumber: input.documentNumber,
            result: null,
          },
        ];
        const { organization, title, kind, level, region, issuer } = input;
        return {
          organization,
          title,
          title_key: titleKey,
          kind,
          level,
          region,
          issuer,
          document_number: input.documentNumber,
          recognised_on: input.recognisedOn,
          removed_on: null,
          source: input.source,
          statements,
        };
      },
      recommend: to('recommended'),
      giveNotice: to('publicNotice'),
      construct: to('underConstruction'),
      acceptFinally: to('finallyAccepted'),
      recognise: to('recognised'),
      evaluate: to('evaluated'),
      upgrade: ({ record, input, day }) => {
        check.kindAndLevel(record.kind, input.level);
        check.notFuture(input.on, day);
        const statements: Statement[] = [...record.statements, { what: 'level', level: input.level, on: input.on, saidOn: day }];
        return { statements, level: standingOn(statements, { seats: [], root }, day)?.level ?? input.level };
      },
      move: ({ record, input, day }) => {
        check.region(input.region);
        check.notFuture(input.on, day);
        const statements: Statement[] = [
          ...record.statements,
          { what: 'region', region: input.region, on: input.on, saidOn: day },
        ];
        return { statements, region: standingOn(statements, { seats: [], root }, day)?.region ?? input.region };
      },
      remove: ({ record, input, day }) => {
        check.notFuture(input.on, day);
        check.inOrder(record.statements, input.on);
        const removed: Statement = {
          what: 'stage',
          stage: 'removed',
          on: input.on,
          saidOn: day,
          documentNumber: null,
          result: null,
        };
        return { statements: [...record.statements, removed], removed_on: input.on };
      },
      correct: async ({ tx, record, input: { reason: _reason, ...input }, day }) => {
        check.kindAndLevel(input.kind ?? record.kind, input.level === undefined ? record.level : input.level);
        check.region(input.region ?? null);
        await check.organization(tx, input.organization ?? null);
        check.notFuture(input.recognisedOn, day, 'recognisedOn');
        check.notFuture(input.removedOn, day, 'removedOn');
        check.notFuture(input.source?.statedOn, day, 'source.statedOn');
        const after = { ...record, ...corrected(record, input, { root, day }) };
        const { id, kind, title_key: titleKey, organization, level } = after;
        await refuseDuplicate(organizations, tx, { id, kind, titleKey, organization, level });
        return corrected(record, input, { root, day });
      },
    },
    contributes: (row, { seats }: { seats: readonly Seat[] }) => contributes(row, { ...facts, seats }),
    facts: async (tx, row) => ({ seats: row.organization === null ? [] : await organizations.seats(tx, row.organization) }),
  });

  // Where an organization reports is a fact that its recognitions without a region of their own use: it moves, or becomes one with another.
  kernel.after('organization', ['move', 'merge', 'undoMerge'], (tx, event) =>
    queueRecalculation(
      tx,
      'recognition',
      event.id,
      sql<{
        id: string;
      }>`select id from recognitions where organization in (${organizations.sameAs(event.record)}) and state <> 'voided'`,
    ),
  );

  async function list(actor: Actor, query: Parameters<typeof opened.list>[1]) {
    const { asOf } = query;
    checkAsked(pack, organizations.pack.regions, query, typeof asOf === 'string' ? kernel.dayOf(await now(kernel.db)) : null);
    return opened.list(actor, query);
  }

  return { ...opened, list, pack };
}

type Meant = { id: string | null; kind: string; titleKey: string; organization: string | null; level: string | null };

/** Refuses a title that is there already: of this kind and name, and of the same level and organization or where one of the two is not known. */
async function refuseDuplicate(organizations: Organizations, tx: Tx, { id, kind, titleKey, organization, level }: Meant) {
  // Two who enter the same title at once would not see each other: one of them waits.
  await oneAtATime(tx, 'title', titleKey);
  const same = await tx
    .selectFrom('recognitions')
    .select(['id', 'title'])
    .where('kind', '=', kind)
    .where('title_key', '=', titleKey)
    .where('state', '<>', 'voided')
    .where(sql<boolean>`id is distinct from ${id}::uuid`)
    .where(
      organization === null
        ? sql<boolean>`true`
        : sql<boolean>`(organization is null or organization in (${organizations.oneWith(organization)}))`,
    )
    .where(sql<boolean>`(level is null or ${level}::text is null or level = ${level})`)
    .executeTakeFirst();
  if (same)
    throw duplicate({ title: same.title, id: same.id }, [
      { path: 'title', code: 'duplicate', words: 'recognitions:refusals.duplicate', params: { title: same.title } },
    ]);
}

/** Facts of the pack that all recognitions share. */
function factsOf(pack: RecognitionKinds, root: string): Omit<Facts, 'seats'> {
  const counting = new Set(pack.stages.filter((one) => one.counts).map((one) => one.code));
  const ranks = new Map(pack.levels.map((one) => [one.code, one.rank]));
  const thresholds = [...pack.levels]
    .sort((a, b) => a.rank - b.rank)
    .filter((one, i, all) => all.findIndex((other) => other.rank === one.rank) === i);
  return {
    root,
    counts: (stage) => counting.has(stage),
    thresholds: thresholds.map(({ code, rank }) => ({ code, rank })),
    rankOf: (level) => ranks.get(level) ?? 0,
    baseline: ranks.get('municipal') ?? 1,
  };
}

function checksOf(pack: RecognitionKinds, organizations: Organizations) {
  return {
    kindAndLevel(kind: string, level: string | null) {
      const known = pack.kinds.find((one) => one.code === kind);
      if (!known)
        throw unknownKind({ kind }, [
          { path: 'kind', code: 'unknown', words: 'recognitions:refusals.unknownKind', params: { kind } },
        ]);
      if (level !== null && !known.levels.includes(level)) {
        const params = { level, levels: known.levels.join(', ') };
        throw unknownLevel(params, [{ path: 'level', code: 'unknown', words: 'recognitions:refusals.unknownLevel', params }]);
      }
    },
    region(id: string | null) {
      if (id !== null && !organizations.pack.regions.some((one) => one.id === id))
        throw wrongField('region', 'unknown', 'recognitions:refusals.region', { region: id });
    },
    async organization(tx: Tx, id: string | null) {
      if (id !== null && !(await organizations.names([id], tx)).has(id))
        throw wrongField('organization', 'unknown', 'recognitions:refusals.organization');
    },
    /** A stage comes after those before it: the day of the last decision, or the stated day of an earlier stage, is not gone behind. */
    inOrder(statements: readonly Statement[], on: string) {
      const past = pastOf(statements, on);
      if (past !== null)
        throw beforePast({ past }, [
          { path: 'on', code: 'beforePast', words: 'recognitions:refusals.beforePast', params: { past } },
        ]);
    },
    notFuture(on: string | null | undefined, day: string, path = 'on') {
      if (on && on > day.slice(0, on.length))
        throw inFuture({ on: lastDayOf(on) }, [
          { path, code: 'inFuture', words: 'recognitions:refusals.inFuture', params: { on, today: day } },
        ]);
    },
  };
}
