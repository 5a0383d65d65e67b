// Sealed copies of an invented city's past: a page with the code, which says that it was generated and nobody signed it. Only while the city is loaded.
import type { Transaction } from 'kysely';
import type { Actor } from '../../../platform/shared/actor.ts';
import { codePng } from '../../../platform/server/documents/qr.ts';
import { scannedAs } from '../../sealedCopy.ts';
import type { Returns } from '../returns.ts';
import type { StatisticsTables } from '../tables.ts';
import { codeOf } from './code.ts';
import type { ReturnFiles } from './copies.ts';

/** `typed`: as if no code could have been read from the scan. */
export type PastCopy = { id: string; at: Date; typed: boolean };
type Of = { returns: Returns; files: ReturnFiles; name: string; lines: readonly string[] };

/** Copies given in the past of a city that is being loaded; each is read as any scan is. */
export async function loadCopies(
  { returns, files, name, lines }: Of,
  actor: Actor,
  copies: readonly PastCopy[],
  within: Transaction<StatisticsTables>,
): Promise<void> {
  for (const { id, at, typed } of copies) {
    const row = await within.selectFrom('statistical_returns').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
    const code = codeOf(row);
    const content = await pageOf(id, code, lines);
    const { id: upload } = await files.keep({ name, content, type: 'application/pdf', uploadedBy: null });
    await within
      .insertInto('sealed_scans')
      .values({ upload, return: id, code: typed ? null : code })
      .execute();
    await returns.actMany([{ actor, action: 'attachSealed', id, input: { upload, typed: typed ? code : null }, at }], within);
  }
}

/** Latin letters alone: no typeface of a megabyte in each of them. */
async function pageOf(id: string, code: string, lines: readonly string[]): Promise<Buffer> {
  const { PDFDocument, StandardFonts } = await import('@cantoo/pdf-lib');
  const pdf = await PDFDocument.create();
  const page = pdf.addPage([595, 842]);
  const font = await pdf.embedFont(StandardFonts.Helvetica);
  page.drawImage(await pdf.embedPng(await codePng(scannedAs(id, code))), { x: 460, y: 730, width: 57, height: 57 });
  for (const [at, text] of [code, ...lines].entries()) page.drawText(text, { x: 80, y: 770 - 22 * at, size: 12, font });
  return Buffer.from(await pdf.save());
}
