// What importing a row would do to the organization that it means: nothing, complete or change it, or contradict it. Writes nothing.
import { type Kysely, sql } from 'kysely';
import type { WordsKey } from '../../platform/shared/errors.ts';
import { type ImportCall, type ImportContext, type ImportMatch, type Judgement, refused } from '../../records/import.ts';
import { nameKeys, normaliseName } from '../names.ts';
import type { OrganizationInput } from '../organization.ts';
import { absorbedBy, namesOfAbsorbed } from './merges.ts';
import type { OrganizationPack } from './service.ts';
import type { OrganizationTables } from './tables.ts';

type Input = ReturnType<(typeof OrganizationInput)['parse']>;
const contacts = ['contactName', 'contactPhone', 'contactEmail'] as const;

/** What is compared of an organization that is there. */
export type Found = {
  id: string;
  version: number;
  name: string;
  creditCode: string | null;
  formerNames: string[];
  aliases: string[];
  region: string | null;
  industry: string | null;
  size: string | null;
  kind: string | null;
  contact: Readonly<Record<string, string>>;
};

/** Reads the organizations that rows mean; their contacts only where the file has some to compare with. */
export async function readFound(
  db: Kysely<OrganizationTables>,
  ids: readonly string[],
  fields: ReadonlySet<string>,
): Promise<Map<string, Found>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('organizations')
    .select(['id', 'version', 'name', 'credit_code', 'former_names', 'aliases', 'region', 'industry', 'size', 'kind'])
    .where('id', 'in', [...new Set(ids)])
    .execute();
  const contact = new Map<string, Record<string, string>>();
  if (contacts.some((field) => fields.has(field))) {
    const held = await sql<{ record: string; field: string; value: string }>`
      select record, field, value from personal_values where record = any(${rows.map((row) => row.id)}::uuid[])`.execute(db);
    for (const { record, field, value } of held.rows) contact.set(record, { ...contact.get(record), [field]: value });
  }
  const absorbed = await absorbedBy(
    db,
    rows.map((row) => row.id),
  );
  return new Map(
    rows.map(({ credit_code: creditCode, former_names: formerNames, ...row }) => [
      row.id,
      {
        ...row,
        creditCode,
        formerNames,
        // What a merge brought is a name of it too; an edit leaves those where they are.
        aliases: [...row.aliases, ...namesOfAbsorbed(absorbed.get(row.id) ?? [])],
        contact: contact.get(row.id) ?? {},
      },
    ]),
  );
}

/** A row that means no organization of the register; `near` is one whose name comes close. */
export function judgeNew(input: Input, near: ImportMatch | null, placeWords: readonly string[]): Judgement {
  const fields: Record<string, { field: string; value: string }> = {};
  const [keys, like] = [new Set<string>(), new Set<string>()];
  const add = (to: Set<string>, key: string, field: string, value: string) => {
    to.add(key);
    fields[key] ??= { field, value };
  };
  for (const [field, names] of [
    ['name', [input.name]],
    ['formerName', input.formerNames],
    ['alias', input.aliases],
  ] as const)
    for (const name of names) {
      const { strict, loose } = nameKeys(name, placeWords);
      add(keys, `=${strict}`, field, name);
      if (loose !== '') add(like, `~${loose}`, field, name);
    }
  if (input.creditCode !== null) add(keys, `#${input.creditCode}`, 'creditCode', input.creditCode);
  return {
    verdict: 'create',
    said: near
      ? [{ words: 'records:import.said.like', params: { name: near.title } }]
      : [{ words: 'records:import.said.create' }],
    match: near,
    calls: [{ action: 'create', input }],
    keys: [...keys],
    near: [...like],
    fields,
  };
}

/** A row that means `there`: only what it gives is compared, a blank cell says nothing. */
export function compareWith(
  input: Input,
  there: Found,
  match: ImportMatch,
  context: ImportContext & { pack: OrganizationPack },
): Judgement {
  const names = comparedNames(input, there);
  if (names === null) {
    const params = { code: there.creditCode ?? '', name: there.name };
    return refused([{ words: 'records:import.organizations.otherName', field: 'name', params }], match);
  }
  if (input.region !== null && there.region !== null && input.region !== there.region) {
    const name = context.pack.regions.find((one) => one.id === there.region)?.name;
    return refused(
      [
        {
          words: 'records:import.said.regionOtherwise',
          field: 'region',
          params: { there: there.region },
          ...(name && { texts: { there: [name] } }),
        },
      ],
      match,
    );
  }
  const edit: Record<string, unknown> = { ...names };
  if (input.creditCode !== null && there.creditCode === null) {
    edit['creditCode'] = input.creditCode;
    if (input.creditCodeOverride !== null) edit['creditCodeOverride'] = input.creditCodeOverride;
  }
  for (const field of ['industry', 'size', 'kind'] as const)
    if (input[field] !== null && input[field] !== there[field]) edit[field] = input[field];
  for (const field of contacts) if (input[field] !== null && input[field] !== there.contact[field]) edit[field] = input[field];
  const moves = input.region !== null && there.region === null;
  const changed = [...Object.keys(edit).filter((field) => field !== 'creditCodeOverride'), ...(moves ? ['region'] : [])];
  if (changed.length === 0)
    return { verdict: 'duplicate', said: [{ words: 'records:import.said.same' }], match, calls: [], keys: [] };
  const calls: ImportCall[] = [];
  if (Object.keys(edit).length > 0) calls.push({ action: 'edit', id: there.id, version: there.version, input: edit });
  if (moves)
    calls.push({
      action: 'move',
      id: there.id,
      ...(calls.length === 0 && { version: there.version }),
      // Where it is was not known: nothing says that it came there today.
      input: { region: input.region, on: null },
    });
  const titles = changed.map((field): WordsKey => `records:import.organizations.fields.${field}`);
  return { verdict: 'change', said: [{ words: 'records:import.said.change', titles }], match, calls, ...keyOf(there) };
}

/** Two rows that mean one organization of the register meet here. */
const keyOf = ({ id, name }: Found) => ({ keys: [`id:${id}`], fields: { [`id:${id}`]: { field: 'name', value: name } } });

/** Names that the row adds to the record, or null when it calls it something that nobody knows it by. */
function comparedNames(input: Input, there: Found): { name?: string; formerNames?: string[]; aliases?: string[] } | null {
  const known = new Set([there.name, ...there.formerNames, ...there.aliases].map(normaliseName));
  const news = (names: readonly string[]): string[] =>
    names.filter((name) => !known.has(normaliseName(name)) && normaliseName(name) !== normaliseName(input.name));
  const renamed = !known.has(normaliseName(input.name));
  if (renamed && !input.formerNames.some((name) => normaliseName(name) === normaliseName(there.name))) return null;
  const former = [...(renamed ? [there.name] : []), ...news(input.formerNames)];
  const aliases = news(input.aliases);
  return {
    ...(renamed && { name: input.name }),
    ...(former.length > 0 && { formerNames: [...there.formerNames, ...former] }),
    ...(aliases.length > 0 && { aliases: [...there.aliases, ...aliases] }),
  };
}
