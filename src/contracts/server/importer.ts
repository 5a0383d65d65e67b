// How a file of contracts is read and judged: a past register with its numbers and days, or an organization's own drafts. Writes nothing.
import { type Kysely, type QueryExecutorProvider, sql, type Transaction } from 'kysely';
import type { Actor } from '../../platform/shared/actor.ts';
import { hasRole } from '../../platform/shared/actor.ts';
import { yearOf } from '../../platform/shared/dates.ts';
import { Refusal } from '../../platform/shared/errors.ts';
import { formErrors } from '../../platform/server/form.ts';
import type { Pack } from '../../platform/server/pack.ts';
import type { Say } from '../../platform/server/words.ts';
import {
  type ImportCall,
  type ImportContext,
  type Importer,
  type ImportRow,
  type Judgement,
  refused,
  type Said,
  saidOf,
} from '../../records/import.ts';
import { given } from '../../organizations/importCells.ts';
import { regionOn, type Seat } from '../../organizations/organization.ts';
import type { Organizations } from '../../organizations/server/index.ts';
import { ContractInput } from '../contract.ts';
import { digitsOf, readOfficialNumber } from '../officialNumber.ts';
import { officialFile } from '../official.ts';
import { contractImporters, RegisteredInput } from '../pastRegister.ts';
import { patentNumber } from '../readItems.ts';
import { chooseRegistry, isOf } from '../registry.ts';
import { type CellReader, importColumns, openCells } from './importColumns.ts';
import { isRegistrarOf, placesAround } from './in-charge.ts';
import type { KeptRegistry } from './foreseen.ts';
import type { ContractTables } from './tables.ts';
import { columnsOf } from './terms.ts';

export type ContractImporting = {
  db: Kysely<ContractTables>;
  pack: Pack;
  regions: Parameters<typeof placesAround>[0];
  say: Say;
  /** Organizations by a credit code or an exact name: the ids that each can mean. */
  operators: (said: readonly string[]) => Promise<ReadonlyMap<string, readonly string[]>>;
  organizations: Pick<Organizations, 'seatsOfMany'>;
  foresee: (tx: QueryExecutorProvider, ids: readonly string[]) => Promise<void>;
  closedYears: () => Promise<number[]>;
};

/** A row that could be read: what its action is given, and what it is compared by. */
type Drafted = { action: 'create' | 'recordRegistered'; input: Record<string, unknown>; seller: string; said: Said[] };

export function contractImporter(of: ContractImporting): Importer {
  const { exports, codeLists } = of.pack.read('law/contract-official.json', officialFile);
  const [form] = exports;
  if (!form) throw new Error('law/contract-official.json names no export');
  const cells = openCells(of.say, { form, modes: codeLists['cooperationMode']?.codes ?? [] });
  async function judge(rows: readonly ImportRow[], context: ImportContext): Promise<Judgement[]> {
    const called = new Set(
      rows.flatMap(({ values }) => ['seller', 'sellerCode', 'buyer', 'buyerCode'].flatMap((field) => given(values, field) ?? [])),
    );
    const operators = await of.operators([...called]);
    const around = { ...context, operators, ...(await registriesFor(of, operators)), closed: await of.closedYears(), of };
    const drafts = rows.map((row) => draftOf(cells(row.values, context.day), around));
    const there = await foundThere(of.db, drafts.filter(isDraft));
    return drafts.map((one) => (isDraft(one) ? judgeOne(one, there) : one));
  }
  return {
    columns: importColumns,
    importers: contractImporters,
    mostRows: 25_000,
    judge,
    before: (tx, calls) => of.foresee(tx as Transaction<ContractTables>, [...new Set(calls.flatMap(organizationsIn))]),
  };
}

const isDraft = (one: Drafted | Judgement): one is Drafted => 'action' in one;
const organizationsIn = ({ input }: ImportCall): string[] => {
  const { seller, parties } = input as { seller?: string; parties: { organization: string | null }[] };
  return [...(seller === undefined ? [] : [seller]), ...parties.flatMap((one) => one.organization ?? [])];
};

type Registries = { registries: readonly KeptRegistry[]; seats: ReadonlyMap<string, Seat[]> };
async function registriesFor({ db, organizations }: ContractImporting, operators: ReadonlyMap<string, readonly string[]>) {
  const { rows } = await sql<KeptRegistry>`select * from registries order by code`.execute(db);
  const seats = await organizations.seatsOfMany(rows.length === 0 ? [] : [...operators.values()].flat());
  return { registries: rows, seats } satisfies Registries;
}

type Around = ImportContext &
  Registries & { operators: ReadonlyMap<string, readonly string[]>; closed: readonly number[]; of: ContractImporting };
type Row = ReturnType<CellReader>;
const blank = {
  person: false,
  name: null,
  creditCode: null,
  division: null,
  nature: null,
  internalBody: null,
  authorised: false,
};

/** Reads a row into the input of its action, or tells everything that is wrong with it. */
function draftOf(row: Row, around: Around): Drafted | Judgement {
  const { said } = row;
  const past = !around.fields.has('registeredOn') && !around.fields.has('registrationNumber') ? null : pastOf(row, around);
  const mode = row.mode();
  const [type, subtype] = [row.code('type') ?? mode?.type ?? null, row.code('subtype') ?? mode?.subtype ?? null];
  if (mode && !row.fits(mode, type, subtype))
    said.push({ words: 'official:import.modeOtherwise', field: 'cooperationMode', texts: { name: [mode.name] } });
  const crossing = row.code('crossing') ?? 'none';
  const parties = { seller: partyOf('seller', row, around), buyer: partyOf('buyer', row, around) };
  const applicant = crossing === 'import' ? parties.buyer : parties.seller;
  const own = past === null ? around.actor.organization : (applicant?.organization ?? null);
  if (past !== null && own === null && !said.some(({ field }) => field === 'seller' || field === 'buyer'))
    said.push({
      words: 'official:import.unknownSeller',
      field: crossing === 'import' ? 'buyer' : 'seller',
      params: { value: row.cell('seller') ?? '' },
    });
  if (past === null && own === null) said.push({ words: 'contracts:wrong.noOrganization', field: 'seller' });
  const recorded = past?.(own) ?? null;
  const registry = around.registries.find((one) => one.id === recorded?.registry);
  const involved = new Set([parties.seller, parties.buyer].flatMap((one) => one?.organization ?? []));
  if (registry && isOf(registry, involved) && !hasRole(around.actor, 'bureauOfficer'))
    said.push({ words: 'contracts:refusals.ownContract', field: 'registry' });
  const input = {
    title: row.cell('title') ?? '',
    type,
    subtype,
    parties: [parties.seller, parties.buyer].filter((one) => one !== null),
    signedOn: row.day('signedOn'),
    validFrom: row.day('validFrom'),
    validTo: row.day('validTo'),
    amount: row.amount('amount'),
    technologyAmount: row.amount('technologyAmount'),
    costs: row.costs(),
    ...row.payment(),
    items: itemsOf(row),
    technologyField: row.code('technologyField'),
    objective: row.code('objective'),
    planSource: row.code('planSource'),
    industry: row.cell('industry')?.toUpperCase() ?? null,
    crossing,
    relatedParty: row.yes('relatedParty'),
    disclosure: row.code('disclosure') ?? 'nothing',
    ...(recorded === null ? {} : { seller: own, ...recorded }),
  };
  return checked(row, { input, own, action: past === null ? 'create' : 'recordRegistered' });
}

/** By the same schema and the same checks as the form. */
function checked(
  row: Row,
  { input, own, action }: { input: Record<string, unknown>; own: string | null } & Pick<Drafted, 'action'>,
) {
  const { said } = row;
  const also: Record<string, string> = { type: 'cooperationMode', subtype: 'cooperationMode' };
  const isTold = (path: string): boolean =>
    said.some(({ field }) => field === path || field === `${path}Wan` || field === also[path]);
  const schema = action === 'create' ? ContractInput : RegisteredInput;
  const parsed = schema.safeParse(input);
  if (!parsed.success) {
    const missing = Object.fromEntries(
      Object.entries(input).map(([key, value]) => [key, value === null || value === '' ? undefined : value]),
    );
    const again = schema.safeParse(missing);
    const errors = formErrors(again.success ? parsed.error : again.error, schema, missing).filter(
      ({ path }) => !isTold(columnOf(path)),
    );
    return refused([...saidOf(errors, columnOf), ...said]);
  }
  if (said.length > 0 || own === null) return refused(said);
  try {
    const {
      amount,
      signed_on: signedOn,
      technology_amount: technology,
      costs,
    } = columnsOf({ noSecrets: false, ...parsed.data }, own);
    const on = 'registeredOn' in parsed.data ? parsed.data.registeredOn : null;
    if (on !== null && signedOn !== null && signedOn > on)
      return refused([{ words: 'official:wrong.signedAfter', field: 'signedOn', params: { on } }]);
    return {
      action,
      input: { ...parsed.data, ...(amount === null ? {} : { amount }) },
      seller: own,
      said: costs.length > 0 ? [computed(technology)] : [],
    };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return refused(saidOf(error.errors, columnOf));
  }
}

const computed = (technology: string | null): Said => ({
  words: 'official:import.computed',
  params: { amount: technology ?? '' },
});

/** The column of a path of the input. */
function columnOf(path: string): string {
  const [first = '', , field = ''] = path.split('.');
  if (first === 'royalty') return path.endsWith('entryFee') ? 'entryFee' : path.endsWith('base') ? 'royaltyBase' : 'royaltyRate';
  if (first === 'items') return field === 'number' ? 'itemNumber' : 'itemType';
  return first === 'parties' ? 'buyer' : first;
}

/** A party by its code, else its name; not in the register it is kept as it is called. */
function partyOf(role: 'seller' | 'buyer', row: Row, { operators }: Around) {
  const [name, code] = [row.cell(role), row.cell(`${role}Code`)];
  const person = role === 'buyer' ? row.cell('buyerPerson') : null;
  if (name === null && code === null && person === null) return null;
  const byCode = code === null ? [] : (operators.get(code) ?? []);
  const byName = name === null ? [] : (operators.get(name) ?? []);
  const both = byCode.length > 0 ? byCode : byName;
  if (both.length > 1)
    row.said.push({ words: 'records:import.said.ambiguous', field: role, params: { names: name ?? code ?? '' } });
  if (byCode[0] !== undefined && byName[0] !== undefined && !byName.includes(byCode[0]))
    row.said.push({
      words: 'official:import.codeOfAnother',
      field: `${role}Code`,
      params: { value: code ?? '', name: name ?? '' },
    });
  const organization = both[0] ?? null;
  const more = {
    nature: row.cell(`${role}Nature`),
    country: row.cell('buyerCountry') ?? '142',
    division: row.cell('buyerDivision'),
  };
  return {
    ...blank,
    role,
    organization,
    person: person !== null,
    name: person ?? (organization === null ? name : null),
    creditCode: organization === null ? code : null,
    nature: more.nature,
    country: role === 'buyer' ? more.country : '142',
    division: role === 'buyer' ? more.division : null,
  };
}

/** A right with its number: a patent's must have the shape and the check digit of one. */
function itemsOf(row: Row) {
  const [type, number] = [row.code('itemType'), row.cell('itemNumber')];
  if (type === null) return [];
  if (number !== null && ['inventionPatent', 'utilityModel', 'design'].includes(type)) {
    const read = patentNumber(number);
    if (read === null || !read.valid || read.kind !== type)
      row.said.push({ words: 'official:import.patent', field: 'itemNumber', params: { value: number } });
    return [{ type, number: read?.value ?? number }];
  }
  return [{ type, number }];
}

/** Number, day and registry of a registration; the registry follows from who registers it unless it is named. */
function pastOf(row: Row, { actor, day, registries, seats, closed, of }: Around) {
  const value = row.cell('registrationNumber');
  const read = value === null ? null : readOfficialNumber(value, of.pack.city.contracts.numbers.official, day);
  if (value !== null && read && !read.ok)
    row.said.push({ words: `official:numberWrong.${read.code}`, field: 'registrationNumber', params: { value } });
  const registrationNumber = read?.ok ? read.number.digits : null;
  const registeredOn = row.day('registeredOn');
  const year = registeredOn === null ? null : yearOf(registeredOn);
  if (year !== null && closed.includes(year))
    row.said.push({ words: 'official:import.yearClosed', field: 'registeredOn', params: { year } });
  const named = row.cell('registry');
  const meant =
    named === null
      ? undefined
      : registries.find((one) => one.code === named.toUpperCase() || one.name === named || one.id === named);
  if (named !== null && !meant)
    row.said.push({ words: 'official:import.unknownRegistry', field: 'registry', params: { value: named } });
  if (named !== null && digitsOf(named) === '') row.said.push({ words: 'platform:form.required', field: 'registry' });
  return (seller: string | null) => ({
    registrationNumber,
    registeredOn,
    registry:
      meant?.id ??
      registryFor(
        actor,
        registries,
        placesAround(of.regions, of.pack.city.root, regionOn(seats.get(seller ?? '') ?? [], registeredOn ?? day)),
        seller,
      ),
  });
}

/** A registrar's own where he has one; else the one of the seller's place. */
function registryFor(
  actor: Actor,
  registries: readonly KeptRegistry[],
  places: readonly string[],
  seller: string | null,
): string | null {
  const own = registries.filter((one) => isRegistrarOf(one.registrars, actor));
  const among = hasRole(actor, 'bureauOfficer') || own.length === 0 ? registries.filter((one) => one.state !== 'closed') : own;
  if (among === own && own.length === 1) return own[0]?.id ?? null;
  return chooseRegistry(among, { places, parties: new Set(seller === null ? [] : [seller]) })?.id ?? null;
}

type There = {
  id: string;
  title: string;
  state: string;
  seller: string;
  amount: string | null;
  signed_on: string | null;
  registered_on: string | null;
  registration_number: string | null;
};
type Found = { byNumber: ReadonlyMap<string, There>; like: ReadonlyMap<string, There> };
const numberOf = (one: Drafted): string | null => (one.action === 'create' ? null : String(one.input['registrationNumber']));
const likeness = (of: { seller: string; title: string; amount: string | null; signedOn: string | null }): string =>
  [of.seller, of.title, of.amount ?? '', of.signedOn ?? ''].join('\n');
const likeOf = ({ seller, input }: Drafted): string =>
  likeness({
    seller,
    title: String(input['title']),
    amount: input['amount'] as string | null,
    signedOn: input['signedOn'] as string | null,
  });

/** Contracts of the register that rows may mean: by number, and those that are said the same. */
async function foundThere(db: Kysely<ContractTables>, drafts: readonly Drafted[]): Promise<Found> {
  if (drafts.length === 0) return { byNumber: new Map(), like: new Map() };
  const [numbers, sellers, titles] = [
    drafts.flatMap((one) => numberOf(one) ?? []),
    drafts.map((one) => one.seller),
    drafts.map((one) => String(one.input['title'])),
  ];
  const { rows } = await sql<There>`
    select id, title, state, seller, amount, signed_on, registered_on, registration_number from contracts
    where state <> 'revoked' and (registration_number = any(${numbers}::text[])
      or (seller, title) in (select * from unnest(${sellers}::uuid[], ${titles}::text[]))) and state <> 'withdrawn'`.execute(db);
  return {
    byNumber: new Map(rows.flatMap((row) => (row.registration_number === null ? [] : [[row.registration_number, row]]))),
    like: new Map(rows.map((row) => [likeness({ ...row, signedOn: row.signed_on }), row])),
  };
}

/** Against the register: the number is taken, or the same contract stands there. */
function judgeOne(one: Drafted, { byNumber, like }: Found): Judgement {
  const number = numberOf(one);
  const key = likeOf(one);
  const title = String(one.input['title']);
  const taken = number === null ? undefined : byNumber.get(number);
  const same = like.get(key);
  const matchOf = (there: There, field: string, value: string) => ({
    id: there.id,
    row: null,
    title: there.title,
    fields: [{ field, value }],
  });
  if (taken && number !== null) {
    const match = matchOf(taken, 'registrationNumber', number);
    const equal = taken === same && taken.registered_on === one.input['registeredOn'];
    if (!equal)
      return refused([{ words: 'official:import.numberTaken', field: 'registrationNumber', params: { value: number } }], match);
    return { ...refused([{ words: 'records:import.said.same' }], match), verdict: 'duplicate' };
  }
  if (same && number === null)
    return { ...refused([{ words: 'records:import.said.same' }], matchOf(same, 'title', title)), verdict: 'duplicate' };
  if (same)
    return refused([{ words: 'official:import.hereAlready', field: 'registrationNumber' }], matchOf(same, 'title', title));
  return {
    verdict: 'create',
    said: [{ words: number === null ? 'official:import.draft' : 'official:import.registered' }, ...one.said],
    match: null,
    calls: [{ action: one.action, input: one.input }],
    keys: number === null ? [`like ${key}`] : [`number ${number}`],
    near: number === null ? [] : [`like ${key}`],
    fields: {
      [`number ${number ?? ''}`]: { field: 'registrationNumber', value: number ?? '' },
      [`like ${key}`]: { field: 'title', value: title },
    },
  };
}
