// What importing a row would do to the recognition that it means: nothing, an action of its life, or contradict it. Writes nothing.
import type { Kysely } from 'kysely';
import type { WordsKey } from '../../platform/shared/errors.ts';
import {
  type ImportCall,
  type ImportContext,
  type ImportMatch,
  type Judgement,
  refused,
  type Said,
} from '../../records/import.ts';
import { listOf, mayFrom } from '../../records/lifecycle.ts';
import { normaliseName } from '../../organizations/names.ts';
import { type RecognitionKinds, type StageCode, textOn } from '../kind.ts';
import { life, type RecognitionInput, type Statement } from '../recognition.ts';
import type { RecognitionTables } from './tables.ts';

type Input = ReturnType<(typeof RecognitionInput)['parse']>;
type Draft = { input: Input; stageGiven: boolean };
type Judging = ImportContext & { pack: RecognitionKinds; listed: boolean };

/** What is compared of a recognition that is there. */
export type Found = {
  id: string;
  version: number;
  state: StageCode;
  title: string;
  kind: string;
  level: string | null;
  region: string | null;
  organization: string | null;
  issuer: string | null;
  documentNumber: string | null;
  recognisedOn: string | null;
  statements: Statement[];
};

/** The recognitions that have these titles, by the form that titles are compared by; voided ones are none. */
export async function readFound(
  db: Kysely<RecognitionTables>,
  keys: readonly string[],
  survivors: (ids: readonly string[]) => Promise<ReadonlyMap<string, string>>,
): Promise<Map<string, Found[]>> {
  const found = new Map<string, Found[]>();
  if (keys.length === 0) return found;
  const rows = await db
    .selectFrom('recognitions')
    .select([
      'id',
      'version',
      'state',
      'title',
      'title_key',
      'kind',
      'level',
      'region',
      'organization',
      'issuer',
      'document_number',
      'recognised_on',
      'statements',
    ])
    .where('title_key', 'in', [...new Set(keys)])
    .where('state', '<>', 'voided')
    .orderBy('id')
    .execute();
  // An organization that was merged since is compared as the one that it is one with.
  const now = await survivors(rows.flatMap((row) => row.organization ?? []));
  for (const { title_key: key, document_number: documentNumber, recognised_on: recognisedOn, ...row } of rows) {
    const organization = row.organization === null ? null : (now.get(row.organization) ?? row.organization);
    found.set(key, [...(found.get(key) ?? []), { ...row, organization, documentNumber, recognisedOn }]);
  }
  return found;
}

/** A row that means no title of the register; `near` is one of the same name and another kind or operator. */
export function judgeNew(input: Input, near: ImportMatch | null): Judgement {
  const key = `${input.kind} ${normaliseName(input.title)}`;
  // Without an operator it may be the title of any: as the register itself compares.
  const [keys, against] =
    input.organization === null
      ? [[`${key} *`, `${key} any`], [`${key} any`]]
      : [
          [`${key} ${input.organization}`, `${key} any`],
          [`${key} ${input.organization}`, `${key} *`],
        ];
  return {
    verdict: 'create',
    said: near
      ? [{ words: 'records:import.said.like', params: { name: near.title } }]
      : [{ words: 'records:import.said.create' }],
    match: near,
    calls: [{ action: 'create', input }],
    keys,
    against,
  };
}

const fieldKey = (field: string): WordsKey => `records:import.recognitions.fields.${field}`;
const told = (words: WordsKey, fields: readonly string[]): Said => ({
  words,
  field: fields[0] ?? 'title',
  titles: fields.map(fieldKey),
});

/** A row that means `there`: only what it gives is compared, a blank cell says nothing. */
export function compareWith({ input, stageGiven }: Draft, there: Found, context: Judging): Judgement {
  const match = matchWith(input, there);
  const compared = ['level', 'region', 'organization', 'issuer', 'documentNumber'] as const;
  const stage = stageGiven && !wasStated(there, input.stage) ? stageAction(there.state, input.stage) : null;
  const otherwise: string[] = compared.filter(
    (field) => input[field] !== null && there[field] !== null && input[field] !== there[field],
  );
  const recognises = stage !== null && stage !== 'impossible' && stage.action === 'recognise';
  if (!agrees(input.recognisedOn, there.recognisedOn) && !recognises) otherwise.push('recognisedOn');
  if (stage === 'impossible') otherwise.push('stage');
  if (otherwise.length > 0) return refused([told('records:import.recognitions.otherwise', otherwise)], match);
  const on = input.recognisedOn?.length === 10 ? input.recognisedOn : null;
  const calls: ImportCall[] = [];
  const call = (action: string, of: Record<string, unknown>) =>
    calls.push({ action, id: there.id, ...(calls.length === 0 && { version: there.version }), input: of });
  const missing: string[] = compared.filter((field) => input[field] !== null && there[field] === null);
  if (isFiner(input.recognisedOn, there.recognisedOn)) missing.push('recognisedOn');
  const done = new Set<string>();
  if (stage && stage !== 'impossible') {
    if (on === null) return refused([told('records:import.recognitions.dayNeeded', ['stage'])], match);
    const document = missing.includes('documentNumber') ? { documentNumber: input.documentNumber } : {};
    call(stage.action, { on, ...document });
    for (const field of ['stage', ...Object.keys(document), ...(stage.action === 'recognise' ? ['recognisedOn'] : [])])
      done.add(field);
  }
  if (missing.includes('region')) {
    call('move', { region: input.region, on: context.day });
    done.add('region');
  }
  if (missing.includes('level') && on !== null) {
    call('upgrade', { level: input.level, on });
    done.add('level');
  }
  const left = missing.filter((field) => !done.has(field));
  if (left.length === 1 && left[0] === 'level') return refused([told('records:import.recognitions.dayNeeded', left)], match);
  if (left.length > 0) return refused([told('records:import.recognitions.noWay', left)], match);
  if (calls.length === 0) return { verdict: 'duplicate', said: [saidSame(input, there, context)], match, calls, keys: [] };
  return {
    verdict: 'change',
    said: [{ words: 'records:import.said.change', titles: [...done].map(fieldKey) }],
    match,
    calls,
    keys: [`id:${there.id}`],
  };
}

function saidSame(input: Input, there: Found, { pack, day }: Judging): Said {
  const kind = pack.kinds.find(({ code }) => code === there.kind);
  if (!kind || there.kind === input.kind) return { words: 'records:import.said.same' };
  return { words: 'records:import.recognitions.sameOtherKind', field: 'kind', texts: { kind: [textOn(kind.names, day)] } };
}

function matchWith(input: Input, there: Found): ImportMatch {
  const fields = [{ field: 'title', value: there.title }];
  for (const field of ['kind', 'level', 'region', 'documentNumber'] as const)
    if (input[field] !== null && input[field] === there[field]) fields.push({ field, value: input[field] });
  return { id: there.id, row: null, title: there.title, fields };
}

const wasStated = (there: Found, stage: Input['stage']): boolean =>
  there.state === stage || there.statements.some((one) => one.what === 'stage' && one.stage === stage);

/** The action that brings a title to a stage, if its present state allows it; `impossible` when none does. */
function stageAction(state: StageCode, stage: Input['stage']): { action: string } | 'impossible' {
  for (const [action, step] of Object.entries(life.actions))
    if (step.to === stage && mayFrom(step, state) && !listOf<string>(step.by).includes('clock')) return { action };
  return 'impossible';
}

/** Two days that do not contradict each other: one is the other, or says less of the same. */
const agrees = (a: string | null, b: string | null): boolean => a === null || b === null || a.startsWith(b) || b.startsWith(a);
const isFiner = (a: string | null, b: string | null): boolean => a !== null && (b === null || a.length > b.length);
