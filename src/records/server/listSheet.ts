// A list of records as a sheet: what the reader sees, as he filtered it, read page by page while it is written. What its columns say is the kind's.
import type { FastifyRequest } from 'fastify';
import type { Actor } from '../../platform/shared/actor.ts';
import { type SheetColumn, type SheetKind, sheetTypes, type Written, writeSheet } from '../../platform/server/documents/sheet.ts';
import type { Attachment } from '../../platform/server/mount.ts';
import { doerOf, logged } from '../../platform/server/securityLog.ts';
import type { Kernel } from './kernel.ts';

const atOnce = 200;

type Sheet<Item> = {
  kind: string;
  list: (
    actor: Actor,
    query: Record<string, unknown> & { limit: number; after?: string },
  ) => Promise<{ items: readonly Item[]; next: string | null }>;
  /** The query of the list, without the form of the file. */
  asked: Readonly<Record<string, unknown>>;
  format: SheetKind;
  name: string;
  columns: readonly SheetColumn[];
  rows: (items: readonly Item[]) => Promise<Written[]> | Written[];
};

/** @throws {Refusal} for a filter that there is not: in words, and not in the middle of a file. */
export async function listSheet<Item>(
  kernel: Kernel,
  { actor, request }: { actor: Actor; request: FastifyRequest },
  { kind, list, asked, format, name, columns, rows }: Sheet<Item>,
): Promise<Attachment> {
  const first = await list(actor, { ...asked, limit: atOnce });
  // Told before it is given: a file that was begun has left the house.
  const detail = Object.fromEntries(
    Object.entries(asked).map(([key, value]) => [key, value === undefined ? null : String(value)]),
  );
  await logged(kernel.db, { ...doerOf(request), event: 'export', object: { kind, id: format }, detail });
  async function* written(): AsyncGenerator<Written> {
    for (let page = first; ; ) {
      yield* await rows(page.items);
      if (page.next === null) return;
      page = await list(actor, { ...asked, limit: atOnce, after: page.next });
    }
  }
  return { attachment: writeSheet(name, columns, written(), format), type: sheetTypes[format], name: `${name}.${format}` };
}
