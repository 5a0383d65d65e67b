// Documents of a record: what it says at its last sealed event, with QR code, check code and the proof inside. Each kind says what stands in its own.
import type { FastifyInstance } from 'fastify';
import type { z } from 'zod';
import type { Actor } from '../../platform/shared/actor.ts';
import { checkCode, type DocumentFormat, documentTypes, notSealed, verifyPath } from '../../platform/shared/document.ts';
import { clockAt } from '../../platform/shared/dates.ts';
import { notFound, Refusal } from '../../platform/shared/errors.ts';
import type { Route } from '../../platform/shared/route.ts';
import type { Code, Document } from '../../platform/server/documents/document.ts';
import { printed } from '../../platform/server/documents/press.ts';
import { type Attachment, mount } from '../../platform/server/mount.ts';
import type { Say } from '../../platform/server/words.ts';
import type { Proof, RecordKind } from '../record.ts';
import { leafOf } from './hash.ts';
import { type Kernel, now } from './kernel.ts';
import { proofOf } from './proof.ts';
import { saysWithheld } from './withheldValues.ts';

type Shown = Record<string, unknown>;
type Sought = { id: string; version: number };
/** What a kind is given to write its document: the record as its reader may see it. */
export type Papering = {
  record: Shown;
  actor: Actor;
  say: (key: string, params?: Record<string, string | number>) => string;
  /** The city's day. */
  today: string;
  /** What the route was asked beside the record. */
  query: Readonly<Record<string, unknown>>;
};
/** A document without what proves it. */
export type Paper = Omit<Document, 'language' | 'code' | 'files' | 'banner' | 'pageCode'> & {
  /** Without its ending. */
  name: string;
  /** The proof stands at the head of the page instead of below the text: what must fit on one. A DOCX, which proves nothing, says it in its last line. */
  codeAtHead?: true;
};
type Opened = { kind: RecordKind; one: (actor: Actor, id: string) => Promise<Shown> };
type RecordDocument = Route & { method: 'GET'; params: z.ZodObject<{ id: z.ZodUUID }> };

/** Mounts one document of a kind in the format of its route. `write` says what stands in it. */
export function mountDocument(
  app: FastifyInstance,
  kernel: Kernel,
  opened: Opened,
  of: { route: RecordDocument; format: DocumentFormat; write: (given: Papering) => Promise<Paper> | Paper },
): void {
  mount(app, of.route, async ({ params, query, actor, request }): Promise<Attachment> => {
    const id = String(params['id']);
    const at = await now(kernel.db);
    const say: Papering['say'] = (key, given) => app.say(actor.language, key, given);
    // Of trial data nothing is proved: the document says so on each page, and has no code.
    const sealed = kernel.trial ? null : await sealedOf(kernel, opened, actor, id);
    const record = sealed?.record ?? (await opened.one(actor, id));
    const { name, codeAtHead, ...paper } = await of.write({ record, actor, say, today: kernel.dayOf(at), query: query ?? {} });
    const { kind } = opened.kind.life;
    // A paper goes from hand to hand: whoever made it, what only some may read is not inside.
    const inside = sealed !== null && !saysWithheld(kernel, kind, sealed.proof.body);
    const document: Document = {
      ...paper,
      language: actor.language,
      banner: bannerOf(kernel, app.say, actor),
      ...(sealed && {
        ...standingWhere(codeAtHead ? of.format : null, {
          address: `${ownAddress(app, request)}${verifyPath(kind, id, sealed.event.id)}`,
          title: say('documents:paper.proof'),
          lines: proofLines(kernel, { ...sealed, version: sealed.event.version, at, pdf: inside && of.format === 'pdf' }, say),
        }),
        files: inside ? [proofFile(sealed.proof, say)] : [],
      }),
    };
    return made(app, document, of.format, name);
  });
}

/** What proves a document: below its text, or on one page with it. */
function standingWhere(atHead: DocumentFormat | null, code: Code): Pick<Document, 'code' | 'pageCode' | 'endNote'> {
  if (atHead === null) return { code };
  if (atHead === 'pdf') return { pageCode: { address: code.address, lines: code.lines } };
  return { endNote: [...code.lines.slice(0, 2), code.address].join('  ') };
}

/** A finished document as an answer; what its typeface lacks is told in the log as well as on the paper. */
export async function made(app: FastifyInstance, document: Document, format: DocumentFormat, name: string): Promise<Attachment> {
  const { bytes, missing } = await printed(document, format);
  if (missing.length > 0) app.log.warn({ missing, title: document.title }, 'a document holds characters that its typeface lacks');
  return {
    attachment: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
    type: documentTypes[format],
    name: `${name}.${format}`,
  };
}

/** An invented city says so on every page, and so do trial data of a real one. */
export const bannerOf = (kernel: Kernel, say: Say, { language }: Pick<Actor, 'language'>): string | null =>
  kernel.trial ? say(language, 'documents:paper.trialBanner') : kernel.demoActs ? say(language, 'documents:paper.banner') : null;

/** Address that a QR code leads to: the published one, else the one that the reader came by. */
export const ownAddress = (app: FastifyInstance, request: { protocol: string; host: string }): string =>
  app.publicUrl ?? `${request.protocol}://${request.host}`;

/** The record with its last event and that one's proof. Refuses while the event is not sealed; 404 as for the record itself. */
export async function sealedOf(kernel: Kernel, opened: Opened, actor: Actor, id: string) {
  // An act between the two readings: then both are read again, so that what is said is what is proved.
  for (let tries = 0; tries < 3; tries++) {
    const event = await lastEvent(kernel, id);
    const record = await opened.one(actor, id);
    if (!event || event.version !== record['version']) continue;
    return { record, event, proof: await sealedProof(kernel, id, event.id) };
  }
  throw notSealed();
}

async function lastEvent(kernel: Kernel, record: string): Promise<Sought | undefined> {
  return kernel.db
    .selectFrom('events')
    .select(['id', 'version'])
    .where('record', '=', record)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
}

async function sealedProof(kernel: Kernel, record: string, event: string): Promise<Proof> {
  try {
    return await proofOf(kernel, record, event);
  } catch (error) {
    if (error instanceof Refusal && error.code === notFound.code) throw notSealed();
    throw error;
  }
}

type Told = { proof: Proof; version: number; at: Date; pdf: boolean };

function proofLines(kernel: Kernel, { proof, version, at, pdf }: Told, say: Papering['say']): string[] {
  const code = checkCodeOf(proof);
  return [
    `${say('documents:paper.code', { code })}    ${say('documents:paper.made', { at: clockAt(at, kernel.city.timeZone) })}`,
    say('documents:paper.sealed', {
      batch: proof.batch.n,
      at: clockAt(new Date(proof.batch.closedAt), kernel.city.timeZone),
      version,
    }),
    say('documents:paper.scan'),
    ...(pdf ? [say('documents:paper.inside')] : []),
  ];
}

/** The code by which people tell a sealed event, as it stands on a document. */
export const checkCodeOf = (proof: Proof): string => checkCode(leafOf(proof.algorithm, proof.body).toString('hex'));

const proofFile = (proof: Proof, say: Papering['say']) => ({
  name: 'proof.json',
  type: 'application/json',
  content: JSON.stringify(proof, null, 2),
  description: say('documents:paper.proofFile'),
});
