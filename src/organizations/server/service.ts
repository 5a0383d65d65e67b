// What happens to organizations: created, edited, moved, merged, parted again. Duplicates are looked for on every path.
import { sure } from '../../platform/shared/sure.ts';
import { type Kysely, type QueryExecutorProvider, sql, type Transaction } from 'kysely';
import { hasRole } from '../../platform/shared/actor.ts';
import { addDays } from '../../platform/shared/dates.ts';
import { someOf, wrongField } from '../../platform/shared/errors.ts';
import type { Kernel } from '../../records/server/index.ts';
import { now, openKind } from '../../records/server/index.ts';
import { checkCreditCode } from '../creditCode.ts';
import { industry, stClassOf } from '../classification.ts';
import {
  duplicate,
  life,
  mergeIntoMerged,
  mergeWithItself,
  moveBeforeLast,
  organizationKind,
  type Seat,
  undoTooLate,
} from '../organization.ts';
import { divisionCodeOf, type Region } from '../region.ts';
import { duplicatesOf, keysOf, type Names, searchText } from './duplicates.ts';
import { presentOrganization } from './present.ts';
import type { OrganizationTables } from './tables.ts';

type Tx = Transaction<OrganizationTables>;
export type OrganizationPack = { regions: readonly Region[]; placeWords: readonly string[]; root: string };
export type Organizations = ReturnType<typeof openOrganizations>;

const daysToUndo = 30;

export function openOrganizations(kernel: Kernel, db: Kysely<OrganizationTables>, pack: OrganizationPack) {
  const checks = checksOf(pack);
  // In the transaction that merges one, the other takes over its names: that is no duplicate.
  const absorbed = new WeakMap<Tx, string>();
  const opened = openKind(kernel, db, {
    kind: organizationKind,
    table: 'organizations',
    personal: true,
    present: presentOrganization,
    title: (row) => row.name,
    visible: () => 'all',
    parties: {
      districtInCharge: (actor, row, input) => {
        if (!hasRole(actor, 'districtOfficer') || actor.region === null) return false;
        // Without a record and an input it is asked whether any could be created.
        return (row === null && input === undefined) || (row ? row.region : regionIn(input)) === actor.region;
      },
      // Its own code past the check is no word of the organization's: an officer has seen the document.
      ownAdministrator: (actor, row, input) =>
        hasRole(actor, 'organizationAdmin') && row !== null && actor.organization === row.id && !overrides(input),
    },
    filters: filtersOf(pack),
    handlers: {
      create: async ({ tx, input }) => {
        const creditCode = checks.code(input.creditCode, input.creditCodeOverride);
        const names = { creditCode, name: input.name, formerNames: input.formerNames, aliases: input.aliases };
        checks.region(input.region);
        await refuseDuplicates(tx, names, pack, null);
        return {
          ...columnsOf(names, pack),
          credit_code_override: input.creditCodeOverride,
          seats: [{ region: input.region, on: null }],
          region: input.region,
          division_code: divisionOf(pack, input.region),
          ...classed(checks.industry(input.industry)),
          size: input.size,
          kind: input.kind,
          source: input.source,
          merged_into: null,
          merged_at: null,
          personal: { contactName: input.contactName, contactPhone: input.contactPhone, contactEmail: input.contactEmail },
        };
      },
      edit: async ({ tx, record, input }) => {
        const override = input.creditCodeOverride === undefined ? record.credit_code_override : input.creditCodeOverride;
        const creditCode = input.creditCode === undefined ? record.credit_code : checks.code(input.creditCode, override);
        const names = {
          creditCode,
          name: input.name ?? record.name,
          formerNames: input.formerNames ?? record.former_names,
          aliases: input.aliases ?? record.aliases,
        };
        await refuseDuplicates(tx, names, pack, record.id);
        return {
          ...columnsOf(names, pack),
          credit_code_override: override,
          ...(input.industry === undefined ? {} : classed(checks.industry(input.industry))),
          ...(input.size === undefined ? {} : { size: input.size }),
          ...(input.kind === undefined ? {} : { kind: input.kind }),
          ...(input.source === undefined ? {} : { source: input.source }),
          personal: { contactName: input.contactName, contactPhone: input.contactPhone, contactEmail: input.contactEmail },
        };
      },
      move: ({ record, input }) => {
        checks.region(input.region);
        const last = record.seats.at(-1)?.on;
        if (last && input.on <= last)
          throw moveBeforeLast({ last }, [
            { path: 'on', code: 'beforeLast', words: 'organizations:refusals.moveBeforeLast', params: { last } },
          ]);
        const seats: Seat[] = [...record.seats, { region: input.region, on: input.on }];
        return { seats, region: input.region, division_code: divisionOf(pack, input.region) };
      },
      merge: async ({ tx, record, input, at, actor }) => {
        if (input.into === record.id) throw mergeWithItself();
        const into = await tx.selectFrom('organizations').selectAll().where('id', '=', input.into).executeTakeFirst();
        if (!into) throw wrongField('into', 'unknown', 'organizations:refusals.mergeUnknown');
        if (into.state !== 'active') throw mergeIntoMerged();
        const gained = [record.name, ...record.former_names, ...record.aliases].filter(
          (name) => name !== into.name && !into.aliases.includes(name) && !into.former_names.includes(name),
        );
        absorbed.set(tx, record.id);
        await opened.act('edit', { actor, id: into.id, input: { aliases: [...into.aliases, ...gained] }, within: tx });
        return { merged_into: into.id, merged_at: at };
      },
      undoMerge: async ({ tx, record, at, actor }) => {
        const until = record.merged_at ? addDays(record.merged_at.toISOString().slice(0, 10), daysToUndo) : '';
        if (at.toISOString().slice(0, 10) > until) throw undoTooLate({ until, days: daysToUndo });
        const into = await tx
          .selectFrom('organizations')
          .selectAll()
          .where('id', '=', sure(record.merged_into, 'the organization it was merged into'))
          .executeTakeFirstOrThrow();
        const own = new Set([record.name, ...record.former_names, ...record.aliases]);
        await opened.act('edit', {
          actor,
          id: into.id,
          input: { aliases: into.aliases.filter((name) => !own.has(name)) },
          within: tx,
        });
        return { merged_into: null, merged_at: null };
      },
    },
  });
  async function refuseDuplicates(tx: Tx, names: Names, of: OrganizationPack, except: string | null) {
    const hits = (await duplicatesOf(tx, names, of.placeWords, except)).filter(
      (hit) => hit.certain && absorbed.get(tx) !== hit.id,
    );
    const [first] = hits;
    if (!first) return;
    const errors = hits.flatMap((hit) =>
      hit.matched.map((match) => ({
        path: pathOf(match.field),
        code: 'duplicate',
        words: `organizations:matched.${match.field}` as const,
        params: { name: hit.name, value: match.value, id: hit.id },
      })),
    );
    throw duplicate({ name: first.name }, errors);
  }

  return {
    ...opened,
    life,
    pack,
    row: (id: string) => db.selectFrom('organizations').selectAll().where('id', '=', id).executeTakeFirst(),
    today: async () => kernel.dayOf(await now(kernel.db)),
    duplicates: (names: Names, except: string | null = null) => duplicatesOf(db, names, pack.placeWords, except),
    /** Names by id; inside an act on its transaction. */
    names: (ids: readonly string[], on: QueryExecutorProvider = db) => namesOf(on, ids),
    /** Whether it is there and acts for itself, read in the caller's transaction. */
    isActive,
    /** Where an organization reported over time, read in the caller's transaction. */
    seats: seatsOf,
  };
}

const pathOf = (field: string) => (field === 'formerName' ? 'formerNames' : field === 'alias' ? 'aliases' : field);
const overrides = (input: unknown): boolean =>
  typeof input === 'object' && input !== null && 'creditCodeOverride' in input && input.creditCodeOverride !== null;
const regionIn = (input: unknown): unknown =>
  typeof input === 'object' && input !== null && 'region' in input ? input.region : undefined;
const divisionOf = (pack: OrganizationPack, region: string | null) =>
  region === null ? null : divisionCodeOf(pack.regions, region);
const classed = (code: string | null) => ({ industry: code, st_class: code === null ? null : (stClassOf(code)?.major ?? null) });

const columnsOf = (names: Names, pack: OrganizationPack) => ({
  name: names.name,
  credit_code: names.creditCode ?? null,
  former_names: [...(names.formerNames ?? [])],
  aliases: [...(names.aliases ?? [])],
  name_keys: keysOf(names, pack.placeWords),
  search: searchText(names),
});

/** What is checked of single fields; each refusal names the field. */
function checksOf(pack: OrganizationPack) {
  return {
    code(said: string | null, override: { reason: string } | null): string | null {
      if (said === null || said === '') return null;
      const checked = checkCreditCode(said);
      if (checked.ok || (checked.overridable && override !== null)) return checked.code;
      throw wrongField('creditCode', checked.problem ?? 'wrong', `organizations:creditCode.${checked.problem ?? 'check'}`);
    },
    region(id: string | null) {
      if (id !== null && !pack.regions.some((one) => one.id === id && one.kind !== 'city'))
        throw wrongField('region', 'unknown', 'organizations:refusals.region', { region: id });
    },
    industry(code: string | null): string | null {
      if (code !== null && !industry(code)) throw wrongField('industry', 'unknown', 'organizations:refusals.industry', { code });
      return code;
    },
  };
}

function filtersOf(pack: OrganizationPack) {
  const equals = (column: string) => (value: string) => sql<boolean>`${sql.ref(column)} = ${value}`;
  return {
    q: (value: string) =>
      sql<boolean>`search like ${`%${value
        .normalize('NFKC')
        .toLowerCase()
        .replace(/[\\%_]/g, '\\$&')}%`}`,
    region: (value: string) => {
      const [asked] = someOf(
        'region',
        value,
        pack.regions.map((one) => one.id),
      );
      if (asked === pack.root) return null;
      const inside = pack.regions.filter((one) => one.id === asked || one.within === asked).map((one) => one.id);
      return sql<boolean>`region = any(${inside}::text[])`;
    },
    state: equals('state'),
    industry: equals('industry'),
    stClass: equals('st_class'),
    size: equals('size'),
    kind: equals('kind'),
    verified: (value: string) => sql<boolean>`coalesce((source->>'verified')::boolean, true) = ${value === 'yes'}`,
  };
}

async function namesOf(on: QueryExecutorProvider, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{
    id: string;
    name: string;
  }>`select id, name from organizations where id = any(${ids}::uuid[])`.execute(on);
  return new Map(rows.map((row) => [row.id, row.name]));
}

async function isActive(tx: QueryExecutorProvider, id: string): Promise<boolean> {
  const { rows } = await sql`select from organizations where id = ${id} and state = 'active'`.execute(tx);
  return rows.length > 0;
}

async function seatsOf(tx: QueryExecutorProvider, id: string): Promise<Seat[]> {
  const { rows } = await sql<{ seats: Seat[] }>`select seats from organizations where id = ${id}`.execute(tx);
  return rows[0]?.seats ?? [];
}
