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
/** `reason` is what an event says of a correction that a file brought. */
export type Judging = ImportContext & { pack: RecognitionKinds; listed: boolean; reason: string };

/** The organization that each is one with now, and where that reports. */
export type Survivors = (ids: readonly string[]) => Promise<ReadonlyMap<string, { id: string; region: string | null }>>;

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
  survivors: Survivors,
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
    const holder = now.get(row.organization ?? '');
    // Without a region of its own it is counted where its organization reports: that is what a file is compared with.
    const region = row.region ?? holder?.region ?? null;
    const organization = holder?.id ?? row.organization;
    found.set(key, [...(found.get(key) ?? []), { ...row, region, organization, documentNumber, recognisedOn }]);
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
    fields: Object.fromEntries(against.map((one) => [one, { field: 'title', value: input.title }])),
  };
}

const fieldKey = (field: string): WordsKey => `records:import.recognitions.fields.${field}`;
const told = (words: WordsKey, fields: readonly string[]): Said => ({
  words,
  field: fields[0] ?? 'title',
  titles: fields.map(fieldKey),
});

/** What figures or a holder rest on: a file that says otherwise than the register is not believed without a person. */
const settled = ['level', 'region', 'organization'] as const;

/**
 * A row that means `there`: only what it gives is compared, a blank cell says nothing. What is missing is completed, issuer and
 * document number are corrected, what contradicts the register otherwise is refused.
 */
export function compareWith({ input, stageGiven }: Draft, there: Found, context: Judging): Judgement {
  const match = matchWith(input, there);
  const stage = stageGiven && !wasStated(there, input.stage) ? stageAction(there.state, input.stage) : null;
  const otherwise: string[] = settled.filter(
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
  const news = [...settled, 'issuer', 'documentNumber'] as const;
  const correction: Record<string, unknown> = Object.fromEntries(
    news.flatMap((field) => (input[field] !== null && input[field] !== there[field] ? [[field, input[field]]] : [])),
  );
  if (isFiner(input.recognisedOn, there.recognisedOn) && !recognises) correction['recognisedOn'] = input.recognisedOn;
  const done = Object.keys(correction);
  if (stage && stage !== 'impossible') {
    if (on === null) return refused([told('records:import.recognitions.dayNeeded', ['stage'])], match);
    const { documentNumber, ...rest } = correction;
    call(stage.action, { on, ...(typeof documentNumber === 'string' && { documentNumber }) });
    if (Object.keys(rest).length > 0) call('correct', { ...rest, reason: context.reason });
    done.unshift('stage', ...(recognises ? ['recognisedOn'] : []));
  } else if (done.length > 0) call('correct', { ...correction, reason: context.reason });
  if (calls.length === 0) return { verdict: 'duplicate', said: [saidSame(input, there, context)], match, calls, keys: [] };
  const key = `id:${there.id}`;
  return {
    verdict: 'change',
    said: [{ words: 'records:import.said.change', titles: [...new Set(done)].map(fieldKey) }],
    match,
    calls,
    keys: [key],
    fields: { [key]: { field: 'title', value: there.title } },
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
