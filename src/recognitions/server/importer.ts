// How a file of recognitions is read and judged: each row against the register, by kind and title. Writes nothing.
import type { Kysely } from 'kysely';
import { formErrors } from '../../platform/server/form.ts';
import type { Say } from '../../platform/server/words.ts';
import {
  type ImportColumn,
  type ImportContext,
  type Importer,
  type ImportRow,
  type Judgement,
  refused,
  type Said,
  saidOf,
} from '../../records/import.ts';
import { codeIn, dayIn, given, isRead, regionIn, sourceColumns, sourceIn } from '../../organizations/importCells.ts';
import { normaliseName } from '../../organizations/names.ts';
import type { Region, Street } from '../../organizations/region.ts';
import type { RecognitionKinds } from '../kind.ts';
import { RecognitionInput } from '../recognition.ts';
import { compareWith, type Found, type Judging, judgeNew, readFound, type Survivors } from './importCompare.ts';
import type { RecognitionTables } from './tables.ts';

export type RecognitionImporting = {
  db: Kysely<RecognitionTables>;
  pack: RecognitionKinds;
  regions: readonly Region[];
  streets: readonly Street[];
  /** Organizations by what a file calls them, a credit code or an exact name: the ids that it can mean. */
  operators: (said: readonly string[]) => Promise<ReadonlyMap<string, readonly string[]>>;
  say: Say;
  survivors: Survivors;
};
export type RecognitionImporter = Importer & {
  /** Judges rows of a combined list, whose `kind` is what its source says: a title of the same name counts as the same. */
  judgeListed: Importer['judge'];
};

const column = (field: string): ImportColumn => ({ field, headers: `records:import.recognitions.headers.${field}` });
const columns: readonly ImportColumn[] = [
  { ...column('title'), required: true, width: 40, signs: true },
  { ...column('kind'), required: true, width: 24 },
  ...['level', 'stage', 'region', 'recognisedOn'].map(column),
  ...['issuer', 'documentNumber'].map((field): ImportColumn => ({ ...column(field), signs: true })),
  { ...column('organization'), width: 40, signs: true },
  { ...column('what'), template: false },
  ...sourceColumns,
];

/** A row that could be read; `operator` is what it calls its organization when that could not be found. */
export type Drafted = { row: number; input: Input; stageGiven: boolean; operator: string | null };
type Input = ReturnType<(typeof RecognitionInput)['parse']>;

export function recognitionImporter(of: RecognitionImporting): RecognitionImporter {
  const read = openReader(of);
  async function judgeAll(rows: readonly ImportRow[], context: ImportContext, listed: boolean): Promise<Judgement[]> {
    const operators = await of.operators([...new Set(rows.flatMap(({ values }) => given(values, 'organization') ?? []))]);
    const found = await readFound(
      of.db,
      rows.map(({ values }) => normaliseName(values['title'] ?? '')),
      of.survivors,
    );
    return rows.map((row) => {
      const same = found.get(normaliseName(row.values['title'] ?? '')) ?? [];
      const one = read(row, {
        operators,
        today: context.day,
        otherwise: listed && same.length === 1 ? (same[0]?.kind ?? null) : null,
      });
      return 'input' in one
        ? judgeOne(one, same, {
            ...context,
            pack: of.pack,
            listed,
            reason: of.say(context.actor.language, 'records:import.reason'),
          })
        : one;
    });
  }
  return {
    columns,
    judge: async (rows, context) => {
      const isOrganization = ({ values }: ImportRow): boolean => values['what'] === 'organization';
      const others = rows.filter((row) => !isOrganization(row));
      const judged = new Map(
        (await judgeAll(others, context, context.fields.has('what'))).map((one, at) => [others[at]?.row, one]),
      );
      return rows.map(
        (row) => judged.get(row.row) ?? refused([{ words: 'records:import.said.whatOrganization', field: 'what' }]),
      );
    },
    judgeListed: (rows, context) => judgeAll(rows, context, true),
  };
}

/** `otherwise` is the kind of a row that names none of ours, where the register tells it. */
type Reading = { operators: ReadonlyMap<string, readonly string[]>; today: string; otherwise: string | null };

/** Reads the cells of a row into the input of `create`, or tells everything that is wrong with them. */
function openReader({ pack, regions, streets }: RecognitionImporting) {
  const named = (all: readonly { code: string; names: readonly { name: { zh: string; en: string } }[] }[]) =>
    all.map(({ code, names }) => ({ code, names: names.map(({ name }) => name) }));
  const [kinds, levels] = [named(pack.kinds), named(pack.levels)];
  const stages = pack.stages
    .filter(({ code }) => code !== 'voided' && code !== 'removed')
    .map(({ code, name }) => ({ code, names: [name] }));
  return ({ row, values }: ImportRow, { operators, today, otherwise }: Reading): Drafted | Judgement => {
    const called = given(values, 'organization');
    const [organization, ...more] = called === null ? [] : (operators.get(called) ?? []);
    const kind = codeIn(given(values, 'kind'), 'kind', kinds);
    const cells = {
      kind: isRead(kind) || otherwise === null ? kind : { value: otherwise },
      level: codeIn(given(values, 'level'), 'level', levels),
      stage: codeIn(given(values, 'stage'), 'stage', stages),
      region: regionIn(given(values, 'region'), regions, streets),
      recognisedOn: dayIn(given(values, 'recognisedOn'), 'recognisedOn', today),
    };
    const source = sourceIn(values, today);
    const said: Said[] = [...Object.values(cells), source].flatMap((cell) => ('said' in cell ? [cell.said] : []));
    if (more.length > 0)
      said.push({ words: 'records:import.said.ambiguous', field: 'organization', params: { names: called ?? '' } });
    const valueOf = (field: keyof typeof cells) => (isRead(cells[field]) ? cells[field].value : null);
    const input = {
      organization: organization ?? null,
      title: values['title'] ?? '',
      kind: valueOf('kind') ?? '',
      level: valueOf('level'),
      region: valueOf('region'),
      recognisedOn: valueOf('recognisedOn'),
      issuer: given(values, 'issuer'),
      documentNumber: given(values, 'documentNumber'),
      // Named by a file that does not tell the stage: it is known, and does not count.
      stage: valueOf('stage') ?? 'known',
      source: isRead(source) ? source.value : null,
    };
    const parsed = RecognitionInput.safeParse(input);
    const isToldAlready = (path: string): boolean => said.some(({ field }) => field === path);
    if (!parsed.success) {
      const errors = formErrors(parsed.error, RecognitionInput, kindWanted(input)).filter(({ path }) => !isToldAlready(path));
      return refused([...saidOf(errors, columnOf), ...said]);
    }
    const ofKind = pack.kinds.find(({ code }) => code === parsed.data.kind);
    if (ofKind && input.level !== null && !ofKind.levels.includes(input.level))
      said.push(levelNotGiven(given(values, 'level') ?? '', ofKind.levels, pack));
    if (said.length > 0) return refused(said);
    return {
      row,
      input: parsed.data,
      stageGiven: valueOf('stage') !== null,
      operator: organization === undefined ? called : null,
    };
  };
}

/** An empty kind is one that is missing, not one with a wrong form. */
const kindWanted = <T extends { kind: string }>(input: T) => ({ ...input, kind: input.kind === '' ? undefined : input.kind });
const columnOf = (path: string): string => {
  const [first = '', second] = path.split('.');
  return first === 'source' ? (second === 'address' ? 'sourceUrl' : (second ?? first)) : first;
};

function levelNotGiven(value: string, codes: readonly string[], pack: RecognitionKinds): Said {
  const allowed = pack.levels.filter(({ code }) => codes.includes(code)).flatMap(({ names }) => names.at(-1)?.name ?? []);
  return { words: 'records:import.recognitions.levelNotGiven', field: 'level', params: { value }, texts: { allowed } };
}

function judgeOne(draft: Drafted, same: readonly Found[], context: Judging): Judgement {
  const { input, operator } = draft;
  const fits = (one: Found): boolean =>
    input.organization === null || one.organization === null || one.organization === input.organization;
  const [there, ...more] = same.filter((one) => one.kind === input.kind && fits(one));
  const listed = context.listed && !there && same.length === 1 ? same[0] : undefined;
  const meant = there ?? listed;
  if (meant && more.length > 0) {
    const exact = [meant, ...more].filter((one) => one.level === input.level || one.organization === input.organization);
    if (exact.length !== 1)
      return refused(
        [{ words: 'records:import.said.ambiguous', params: { names: [meant, ...more].map(({ title }) => title).join(', ') } }],
        matchOf(meant),
      );
    return compareWith(draft, exact[0] ?? meant, context);
  }
  if (meant) return compareWith(draft, meant, context);
  if (operator !== null)
    return refused([
      { words: 'records:import.recognitions.unknownOperator', field: 'organization', params: { value: operator } },
    ]);
  return judgeNew(input, same[0] ? matchOf(same[0]) : null);
}

const matchOf = ({ id, title }: Found) => ({ id, row: null, title, fields: [{ field: 'title', value: title }] });
