// What happens to organizations: created, edited, moved, merged, parted again. Duplicates are looked for on every path.
import { sure } from '../../platform/shared/sure.ts';
import { type Kysely, type QueryExecutorProvider, type Selectable, sql, type Transaction } from 'kysely';
import { type Actor, hasRole } from '../../platform/shared/actor.ts';
import { addDays } from '../../platform/shared/dates.ts';
import { malformed, someOf, wrongField } from '../../platform/shared/errors.ts';
import { canonical } from '../../records/canonical.ts';
import type { Kernel } from '../../records/server/index.ts';
import { logReads, now, openKind, type Papers, papersByPlace } from '../../records/server/index.ts';
import { checkCreditCode, normaliseCreditCode } from '../creditCode.ts';
import { industry, stClassOf, stMajors } from '../classification.ts';
import {
  duplicate,
  life,
  mergeIntoMerged,
  mergeWithItself,
  notCeased,
  organizationKind,
  regionOn,
  seatedFromStart,
  shownSource,
  type Source,
  undoTooLate,
} from '../organization.ts';
import { normaliseName } from '../names.ts';
import { divisionCodeOf, type Region } from '../region.ts';
import { duplicatesOf, holdNames, keysOf, type Names, searchText } from './duplicates.ts';
import { absorbedBy, namesOfAbsorbed, oneWith, reportingIn, sameAs, seatsOf, seatsOfMany, survivorsOf } from './merges.ts';
import { listed, presentOrganization, readIn } from './present.ts';
import type { OrganizationTables } from './tables.ts';
import { oneAtATime } from '../../platform/server/locks.ts';

type Tx = Transaction<OrganizationTables>;
type Row = Selectable<OrganizationTables['organizations']>;
/** `kinds` are the codes of organization-kinds.json. */
export type OrganizationPack = {
  regions: readonly Region[];
  placeWords: readonly string[];
  root: string;
  kinds: readonly string[];
};
export type Organizations = ReturnType<typeof openOrganizations>;

/** Actors by whom the portal speaks, for the length of one act. */
const portals = new WeakSet<Actor>();
const isPortal = (actor: Actor): boolean => portals.has(actor);
/** The actor as whom the government's portal enters an organization and its code. */
export function asPortal(actor: Actor): Actor {
  const portal = { ...actor };
  portals.add(portal);
  return portal;
}

const daysToUndo = 30;

const papers: Papers<'merged'> = { ...papersByPlace('id'), retention: 'permanent', closed: ['merged'] };
const around = { papers, concerns: (row: Row) => ({ region: row.region, organizations: [row.id] }) };

const mergesOf = async (rows: readonly Row[], on: Kysely<OrganizationTables>) => ({
  absorbed: await absorbedBy(
    on,
    rows.map((row) => row.id),
  ),
  survivors: await survivorsOf(
    on,
    rows.flatMap((row) => (row.state === 'merged' ? [row.id] : [])),
  ),
});

export function openOrganizations(kernel: Kernel, db: Kysely<OrganizationTables>, pack: OrganizationPack) {
  const checks = checksOf(pack);
  const opened = openKind(kernel, db, {
    kind: organizationKind,
    table: 'organizations',
    personal: true,
    present: presentOrganization,
    related: mergesOf,
    title: (row) => row.name,
    ...around,
    visible: () => 'all',
    parties: {
      districtInCharge: (actor, row, input) => {
        if (!hasRole(actor, 'districtOfficer') || actor.region === null) return false;
        return (row === null && input === undefined) || (row ? row.region : regionIn(input)) === actor.region;
      },
      ownAdministrator: isOwnAdministrator,
      portal: isPortal,
    },
    filters: filtersOf(pack),
    handlers: {
      create: async ({ tx, input, day }) => {
        const creditCode = checks.code(input.creditCode, input.creditCodeOverride);
        const names = { creditCode, name: input.name, formerNames: input.formerNames, aliases: input.aliases };
        checks.region(input.region);
        checks.statedOn(input.source, day);
        await refuseDuplicates(tx, names, pack, null);
        return {
          ...columnsOf(names, pack),
          credit_code_override: input.creditCodeOverride,
          seats: [{ region: input.region, on: null }],
          region: input.region,
          division_code: divisionOf(pack, input.region),
          ...classed(checks.industry(input.industry)),
          size: input.size,
          kind: checks.kind(input.kind),
          source: input.source,
          merged_into: null,
          merged_at: null,
          ...contactIn(input),
        };
      },
      edit: async ({ tx, record, input, day }) => {
        checks.statedOn(input.source ?? null, day);
        const { creditCode, override } = checks.editedCode(record, input);
        const names = {
          creditCode,
          name: input.name ?? record.name,
          formerNames: formerNames(record, input),
          aliases: await ownAliases(tx, record, input.aliases),
        };
        await refuseDuplicates(tx, names, pack, record);
        return {
          ...columnsOf(names, pack),
          credit_code_override: override,
          ...(input.industry === undefined ? {} : classed(checks.industry(input.industry))),
          ...(input.size === undefined ? {} : { size: input.size }),
          ...(input.kind === undefined ? {} : { kind: checks.kind(input.kind) }),
          ...(input.source === undefined ? {} : { source: input.source }),
          ...contactIn(input),
        };
      },
      move: ({ record, input, day }) => {
        checks.region(input.region);
        if (input.on !== null && input.on > day)
          throw wrongField('on', 'inFuture', 'organizations:refusals.inFuture', { on: input.on, today: day });
        const seats =
          input.on === null
            ? seatedFromStart(record.seats, input.region)
            : [...record.seats, { region: input.region, on: input.on }];
        if (seats === null) throw wrongField('on', 'required', 'organizations:refusals.seatKnown');
        const region = regionOn(seats, day);
        return { seats, region, division_code: divisionOf(pack, region) };
      },
      merge: async ({ tx, record, input, at }) => {
        if (input.into === record.id) throw mergeWithItself();
        // One merge at a time: two that are merged into each other at once would both be gone.
        await oneAtATime(tx, 'merges of organizations');
        const into = await tx.selectFrom('organizations').select('state').where('id', '=', input.into).executeTakeFirst();
        if (!into) throw wrongField('into', 'unknown', 'organizations:refusals.mergeUnknown');
        if (into.state !== 'active') throw mergeIntoMerged();
        return { merged_into: input.into, merged_at: at };
      },
      undoMerge: async ({ tx, record, day }) => {
        const until = addDays(kernel.dayOf(sure(record.merged_at, 'the day of its merge')), daysToUndo);
        if (day > until) throw undoTooLate({ until, days: daysToUndo });
        // Since then another may have been given its code or a name of its own.
        const own = (await absorbedBy(tx, [record.id])).get(record.id) ?? [];
        await refuseDuplicates(tx, namesOfRow(record), pack, null, [record.id, ...own.map((one) => one.id)]);
        return { merged_into: null, merged_at: null };
      },
      ...ends,
    },
  });
  const register = {
    ...opened,
    act: (async (action, call) => {
      const acted = await opened.act(action, call);
      await logReads(kernel, call.actor, [readIn(acted.answer)]);
      return acted;
    }) as typeof opened.act,
    one: async (actor: Actor, id: string) => {
      const shown = await opened.one(actor, id);
      await logReads(kernel, actor, [readIn(shown)]);
      return shown;
    },
    list: async (actor: Actor, query: Parameters<typeof opened.list>[1]) => {
      const page = await opened.list(actor, query);
      return { ...page, items: page.items.map(listed) };
    },
  };
  /** Refuses what is certainly another's. `before` is the record as it stands: when no name and no code is new, nothing can be. */
  async function refuseDuplicates(tx: Tx, names: Names, of: OrganizationPack, before: Row | null, apart: string[] = []) {
    if (before && sameNames(names, namesOfRow(before))) return;
    await holdNames(tx);
    const hits = (await duplicatesOf(tx, names, of.placeWords, before?.id ?? null, apart)).filter((hit) => hit.certain);
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
    ...register,
    life,
    pack,
    row: (id: string) => db.selectFrom('organizations').selectAll().where('id', '=', id).executeTakeFirst(),
    today: async () => kernel.dayOf(await now(kernel.db)),
    absorbed: async (id: string) => (await absorbedBy(kernel.db, [id])).get(id) ?? [],
    duplicates: (names: Names, except: string | null = null) => duplicatesOf(db, names, pack.placeWords, except),
    /** Names by id; inside an act on its transaction. */
    names: (ids: readonly string[], on: QueryExecutorProvider = db) => namesOf(on, ids),
    /** Whether it is there and acts for itself, read in the caller's transaction. */
    isActive,
    /** Where an organization reported over time, read in the caller's transaction; from a merge on, where the other does. */
    seats: (tx: QueryExecutorProvider, id: string) => seatsOf(tx, id, kernel.dayOf),
    seatsOfMany: (ids: readonly string[], on: QueryExecutorProvider = db) => seatsOfMany(on, ids, kernel.dayOf),
    /** The organization that each is one with now, read in the caller's transaction. */
    survivors: survivorsOf,
    /** The organization that one is one with now; itself unless it was merged. */
    survivor: async (id: string): Promise<string> => (await survivorsOf(db, [id])).get(id)?.id ?? id,
    /** Subqueries of ids, for the tables of other modules: an organization with all merged into it; all that are one with it; all that report in regions. */
    sameAs,
    oneWith,
    reportingIn,
  };
}

/** That it is no more, and that it is there after all; and what of it goes for good. */
const ends = {
  cease: ({ input, day }: { input: { on: string }; day: string }) => {
    if (input.on > day) throw wrongField('on', 'inFuture', 'organizations:refusals.inFuture', { on: input.on, today: day });
    return { ceased_on: input.on };
  },
  undoCease: ({ record }: { record: Row }) => {
    if (record.ceased_on === null) throw notCeased();
    return { ceased_on: null };
  },
  eraseContact: () => ({ personal: { contactName: null, contactPhone: null, contactEmail: null } }),
};

/** Its own code past the check, where it is known from, and that its name was never right are no word of the organization's. */
const isOwnAdministrator = (actor: Actor, row: Row | null, input: unknown): boolean =>
  hasRole(actor, 'organizationAdmin') &&
  row !== null &&
  // Who administers a merged one acts for the other, and stays in charge of what it was.
  (actor.organization === row.id || actor.organization === row.merged_into) &&
  !isOfficers(row, input);
type Contact = { contactName?: string | null; contactPhone?: string | null; contactEmail?: string | null };
const contactIn = ({ contactName, contactPhone, contactEmail }: { [K in keyof Contact]: Contact[K] | undefined }) => ({
  personal: { contactName, contactPhone, contactEmail },
});
const pathOf = (field: string) => (field === 'formerName' ? 'formerNames' : field === 'alias' ? 'aliases' : field);
/** Whether an edit says what only an officer may say. A form sends back what it was given: only a change is one. */
function isOfficers(row: Row, input: unknown): boolean {
  const { creditCodeOverride, source, nameWasWrong }: Record<string, unknown> = { ...(input as object | undefined) };
  const differs = (said: unknown, kept: unknown) => said !== undefined && canonical(said) !== canonical(kept);
  const override = creditCodeOverride !== null && creditCodeOverride !== undefined;
  return override || nameWasWrong === true || differs(source, shownSource(row.source));
}
const regionIn = (input: unknown): unknown =>
  typeof input === 'object' && input !== null && 'region' in input ? input.region : undefined;
const divisionOf = (pack: OrganizationPack, region: string | null) =>
  region === null ? null : divisionCodeOf(pack.regions, region);
const classed = (code: string | null) => ({ industry: code, st_class: code === null ? null : (stClassOf(code)?.major ?? null) });

const namesOfRow = (row: Row): Names => ({
  creditCode: row.credit_code,
  name: row.name,
  formerNames: row.former_names,
  aliases: row.aliases,
});
const sameNames = (one: Names, other: Names): boolean =>
  one.name === other.name &&
  one.creditCode === other.creditCode &&
  [...(one.formerNames ?? []), ' ', ...(one.aliases ?? [])].join('\n') ===
    [...(other.formerNames ?? []), ' ', ...(other.aliases ?? [])].join('\n');

/** Former names after an edit: the present one among them where the organization has another now. */
function formerNames(
  record: Row,
  input: { name?: string | undefined; formerNames?: string[] | undefined; nameWasWrong?: boolean | undefined },
) {
  const said = input.formerNames ?? record.former_names;
  const now = normaliseName(input.name ?? record.name);
  if (now === normaliseName(record.name)) return said;
  const all = input.nameWasWrong ? said : [...said, record.name];
  const forms = all.map(normaliseName);
  return all.filter((_, at) => forms[at] !== now && forms.indexOf(forms[at] ?? '') === at);
}

/** Aliases as they are kept: those that came with a merge stay with the organization that brought them. */
async function ownAliases(tx: Tx, record: Row, said: readonly string[] | undefined): Promise<string[]> {
  if (said === undefined) return record.aliases;
  const brought = new Set(namesOfAbsorbed((await absorbedBy(tx, [record.id])).get(record.id) ?? []));
  return said.filter((name) => !brought.has(name) || record.aliases.includes(name));
}

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
  const checks = {
    code(said: string | null, override: { reason: string } | null): string | null {
      if (said === null || said === '') return null;
      const checked = checkCreditCode(said);
      if (checked.ok || (checked.overridable && override !== null)) return checked.code;
      throw wrongField('creditCode', checked.problem ?? 'wrong', `organizations:creditCode.${checked.problem ?? 'check'}`);
    },
    /** Code and its reason after an edit: a reason was given for one code, and goes with it. */
    editedCode(
      record: Row,
      input: {
        creditCode?: string | null | undefined;
        creditCodeOverride?: { reason: string; document: string } | null | undefined;
      },
    ) {
      const said = input.creditCode === undefined ? record.credit_code : input.creditCode;
      const same = said !== null && normaliseCreditCode(said) === record.credit_code;
      const kept = same ? record.credit_code_override : null;
      const override = input.creditCodeOverride === undefined ? kept : input.creditCodeOverride;
      return { creditCode: checks.code(said, override), override };
    },
    statedOn(of: Source | null, today: string) {
      const on = of?.statedOn ?? null;
      if (on !== null && on > today.slice(0, on.length))
        throw wrongField('source.statedOn', 'inFuture', 'organizations:refusals.inFuture', { on, today });
    },
    region(id: string | null) {
      if (id !== null && !pack.regions.some((one) => one.id === id && one.kind !== 'city'))
        throw wrongField('region', 'unknown', 'organizations:refusals.region', { region: id });
    },
    kind(code: string | null): string | null {
      if (code !== null && !pack.kinds.includes(code))
        throw wrongField('kind', 'unknown', 'organizations:refusals.kind', { kind: code, allowed: pack.kinds.join(', ') });
      return code;
    },
    industry(code: string | null): string | null {
      if (code !== null && !industry(code)) throw wrongField('industry', 'unknown', 'organizations:refusals.industry', { code });
      return code;
    },
  };
  return checks;
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
    industry: (value: string) => {
      if (!industry(value))
        throw malformed({}, [
          { path: 'industry', code: 'notOneOf', words: 'organizations:refusals.industry', params: { code: value } },
        ]);
      return sql<boolean>`industry = ${value}`;
    },
    stClass: (value: string) => sql<boolean>`st_class = any(${someOf('stClass', value, [...stMajors.keys()])}::text[])`,
    size: equals('size'),
    kind: (value: string) => sql<boolean>`kind = any(${someOf('kind', value, pack.kinds)}::text[])`,
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
