// What goes into the package of a record: its sealed content, a page to print, its history with proofs, its attachments. Reads only.
import { type Kysely, sql } from 'kysely';
import type { Actor } from '../../platform/shared/actor.ts';
import type { Files } from '../../platform/server/files.ts';
import type { Say } from '../../platform/server/words.ts';
import { notSealedYet } from '../archive.ts';
import type { Body } from '../body.ts';
import { veiled } from '../withheldValues.ts';
import { personalOf, valuesOf } from './act.ts';
import type { AnyKind } from './call.ts';
import type { Kernel, KernelDb, Row } from './kernel.ts';
import type { Piece } from './package.ts';
import { printedPage } from './printedPage.ts';
import { proofOf } from './proof.ts';
import { seal } from './seal.ts';

type EventRow = { id: string; record: string; version: number; action: string; batch: number; body: string; sealed: boolean };
type Held = { id: string; version: number; file: string; type: string; created: Date; name: string | null };
export type Gathered = {
  pieces: Piece[];
  /** Heads of the catalogue, Chinese and English in one. */
  columns: string[];
  head: { batch: number; chain: string };
  title: string;
  personal: readonly string[];
  /** What must still stand when the act is written: the record's version, its attachments with theirs. */
  stands: string;
};
type Around = { kernel: Kernel; files: Files; say: Say };

/** The words of a package are Chinese, whoever asks for it: the same content is the same package. */
const archivist: Actor = {
  account: null,
  roles: ['bureauOfficer'],
  organization: null,
  region: null,
  language: 'zh-CN',
  demo: false,
};

export async function gather({ kernel, files, say }: Around, def: AnyKind, row: Row): Promise<Gathered> {
  const on = kernel.db;
  const held = await attachmentsOf(on, row.id);
  const events = await sealedEvents(kernel, [row.id, ...held.map((one) => one.id)]);
  const own = events.filter((one) => one.record === row.id);
  const bodies = own.map((one) => JSON.parse(one.body) as Body);
  const personal = valuesOf(await personalOf(on, row.id));
  const { language } = archivist;
  const title = def.title(row, personal, language);
  const batch = Math.max(...events.map((one) => one.batch));
  const proofs = await Promise.all(
    events.map(async (one) => ({ of: one, proof: await proofOf(kernel, one.record, one.id, batch) })),
  );
  // A package leaves the house, and not only with those who read what is withheld.
  const shown = def.present(veiled(row, def.withheld?.paths ?? []), personal, archivist, {
    related: await def.related?.([row], on as never),
    query: {},
  });
  const last = bodies.at(-1);
  const date = last?.day ?? '';
  const json = (value: unknown): Buffer => Buffer.from(`${JSON.stringify(value, null, 2)}\n`);
  const kind = def.kind.life.kind;
  const record = { kind, id: row.id, state: row.state, version: row.version, title, sealed: last?.after ?? {}, personal, shown };
  const pieces: Piece[] = [
    { file: 'record.json', title: say(language, 'archives:pieces.record'), date, content: json(record) },
    {
      file: 'record.html',
      title: say(language, 'archives:pieces.page'),
      date,
      content: Buffer.from(printedPage(say, def, { title, row, shown, events: bodies })),
    },
    { file: 'history.json', title: say(language, 'archives:pieces.history'), date, content: json(bodies) },
  ];
  for (const [at, one] of held.entries()) {
    const content = await files.bytes(one.file);
    const name = one.name ?? one.file.slice(0, 12);
    pieces.push({ file: `attachments/${numbered(at)}.${endingOf(name)}`, title: name, date: kernel.dayOf(one.created), content });
  }
  for (const { of, proof } of proofs) {
    const at = held.findIndex((one) => one.id === of.record);
    const file = `proofs/${at === -1 ? 'record' : `attachment-${numbered(at)}`}-${String(of.version).padStart(3, '0')}-${of.action}.json`;
    pieces.push({
      file,
      title: say(language, 'archives:pieces.proof', { action: of.action }),
      date: proofDay(of),
      content: json(proof),
    });
  }
  pieces.push({ file: 'README.txt', title: say(language, 'archives:pieces.readme'), date, content: Buffer.from(readme(say)) });
  const chain = proofs[0]?.proof.chain ?? '';
  const { algorithm } = kernel.city;
  const columns = ['order', 'title', 'date', 'file', 'bytes', 'digest'].map((name) =>
    (['zh-CN', 'en'] as const)
      .map((each) => say(each, `archives:columns.${name}`, { algorithm: algorithm === 'sha256' ? 'SHA-256' : 'SM3' }))
      .join(' '),
  );
  return { pieces, columns, head: { batch, chain }, title, personal: Object.keys(personal), stands: standsOf(row, held) };
}

const numbered = (at: number): string => String(at + 1).padStart(2, '0');
const endingOf = (name: string): string => /\.([a-z0-9]{1,8})$/i.exec(name)?.[1]?.toLowerCase() ?? 'bin';
const proofDay = (of: EventRow): string => (JSON.parse(of.body) as Body).day;
const readme = (say: Say): string => `${say('zh-CN', 'archives:readme')}\n\n${say('en', 'archives:readme')}\n`;

export const standsOf = (row: { version: number }, held: readonly { id: string; version: number }[]): string =>
  [row.version, ...held.map((one) => `${one.id}@${one.version}`)].join(' ');

/** The attachments that stand, in the order in which they came. */
export async function attachmentsOf(on: Kysely<KernelDb>, record: string): Promise<Held[]> {
  const { rows } = await sql<Held>`select a.id, a.version, a.file, a.type, a.created, p.value as name
    from attachments a left join personal_values p on p.record = a.id and p.field = 'name'
    where a.record = ${record} and a.state = 'attached' order by a.id`.execute(on);
  return rows;
}

/** The events, oldest first. What was done a moment ago is sealed first; where others hold it up it is to be asked again. */
async function sealedEvents(kernel: Kernel, records: readonly string[]): Promise<EventRow[]> {
  const read = async () => {
    const { rows } =
      await sql<EventRow>`select e.id, e.record, e.version, e.action, e.batch, e.body, c.batch is not null as sealed
      from events e left join closings c on c.batch = e.batch where e.record = any(${[...records]}::uuid[])
      order by array_position(${[...records]}::uuid[], e.record), e.version`.execute(kernel.db);
    return rows;
  };
  const before = await read();
  if (before.every((one) => one.sealed)) return before;
  await seal(kernel);
  const after = await read();
  if (!after.every((one) => one.sealed)) throw notSealedYet();
  return after;
}
