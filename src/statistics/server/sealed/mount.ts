// The return printed to be signed, and its scan read before it is given: a scan of another version is refused with which it is and which is asked.
import type { FastifyInstance } from 'fastify';
import { type Kysely, sql } from 'kysely';
import type { Actor } from '../../../platform/shared/actor.ts';
import { notAllowed, notFound, Refusal } from '../../../platform/shared/errors.ts';
import { disclosed } from '../../../platform/shared/disclosed.ts';
import { type Text, textIn } from '../../../platform/shared/words.ts';
import { writtenDay } from '../../../platform/server/documents/document.ts';
import { typeOf } from '../../../platform/server/files/content.ts';
import { mount } from '../../../platform/server/mount.ts';
import { bannerOf, type Kernel, made } from '../../../records/server/index.ts';
import type { Forms } from '../../../forms/server/index.ts';
import {
  editionIn,
  mixedEditions,
  mostPages,
  noAmendment,
  notAScan,
  notAsked,
  notHandedIn,
  otherEdition,
  otherReturn,
  scanEndings,
  scanTypes,
  strangeReturn,
  wrongCode,
} from '../../sealedCopy.ts';
import { printReturn, readScan } from '../../sealedRoutes.ts';
import { handedStates, life } from '../../statisticalReturn.ts';
import type { ReturnRow } from '../returnShapes.ts';
import { isRespondent } from '../returns.ts';
import type { Shown } from '../returnSheet.ts';
import type { StatisticsTables } from '../tables.ts';
import { amendedRow, codeOf, editionOf } from './code.ts';
import type { ReturnFiles, SealedCopies } from './copies.ts';
import { partsOf, printOfReturn } from './print.ts';
import type { ScanRead } from './scan.ts';
import { scanApart } from './scanApart.ts';

export type SealingOf = {
  kernel: Kernel;
  db: Kysely<StatisticsTables>;
  forms: Forms;
  copies: SealedCopies;
  files: () => ReturnFiles;
  city: Text;
  /** What this reader sees in the cells of a return. */
  shownTo: (row: ReturnRow, actor: Actor) => Promise<Shown>;
};

export function mountSealed(app: FastifyInstance, of: SealingOf): void {
  mount(app, printReturn, async ({ params, query, actor }) => {
    const row = await seenRow(of, params.id, actor);
    if (!row) throw notFound();
    if (query?.amendment === undefined) return printed(app, of, row, actor);
    const amended = amendedRow(row);
    if (amended === null) throw noAmendment();
    return printed(app, of, amended, actor);
  });
  mount(app, readScan, async ({ params, file, actor }) => {
    const row = await seenRow(of, params.id, actor);
    if (!row) throw notFound();
    if (!isRespondent(actor, row)) throw notAllowed();
    if (!of.copies.asks(row)) throw notAsked();
    if (!handedStates.includes(row.state) || row.state === 'amending') throw notHandedIn();
    const type = await typeOf(file.content, file.name);
    if (!scanTypes.some((one) => one === type)) throw notAScan({ allowed: scanEndings.join(', ') });
    const scan = await scanApart({ name: file.name, type, content: file.content, pages: mostPages(printedRows(of, row)) });
    const code = await refuseOthers(of, row, scan, actor);
    const { id, name } = await of.files().put({ name: file.name, content: file.content, uploadedBy: actor.account });
    await of.db.insertInto('sealed_scans').values({ upload: id, return: row.id, code }).execute();
    return { upload: id, name, found: code !== null, pages: scan.pages };
  });
}

/** Rows of tables as they are printed: a wide one in parts below each other. */
function printedRows({ forms }: SealingOf, row: ReturnRow): number {
  const { version } = forms.version(row.form, { number: row.form_version, on: row.period_to });
  const tables = row.answers === null ? {} : disclosed(row.answers).tables;
  const rowsOf = (code: string) => tables[code]?.length ?? 0;
  return version.tables.reduce((sum, table) => sum + rowsOf(table.code) * partsOf(table).length, 0);
}

async function seenRow({ kernel, db }: SealingOf, id: string, actor: Actor): Promise<ReturnRow | null> {
  if (!(await kernel.kinds.get(life.kind)?.seen(kernel.db, id, actor))) return null;
  return db.selectFrom('statistical_returns').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
}

async function printed(app: FastifyInstance, of: SealingOf, row: ReturnRow, actor: Actor) {
  const { forms, kernel } = of;
  const { language } = actor;
  const [form, { version }] = [forms.one(row.form), forms.version(row.form, { number: row.form_version, on: row.period_to })];
  const { given, explanations } = await of.shownTo(row, actor);
  const { rows } = await sql<{ name: string; code: string | null }>`
    select name, credit_code as code from organizations where id = ${row.organization}`.execute(of.db);
  const respondent = { name: rows[0]?.name ?? '', creditCode: rows[0]?.code ?? null };
  const name = [textIn(form.name, language), row.period, respondent.name].join(' ');
  const document = printOfReturn(
    {
      form,
      version,
      commission: forms.commissionOf(row.form),
      record: row.id,
      period: periodSaid(row.period, app.say, actor),
      respondent,
      submittedOn: row.submitted_on,
      given,
      explanations,
      code: handedStates.includes(row.state) && row.answers !== null ? codeOf(row) : null,
      across: row.state === 'voided' ? 'voided' : 'draft',
      city: of.city,
      banner: bannerOf(kernel, app.say, actor),
    },
    { language, say: app.say },
  );
  return made(app, document, 'pdf', name);
}

function periodSaid(period: string, say: FastifyInstance['say'], { language }: Actor): string {
  const [year = '', part = ''] = period.split('-');
  return part.startsWith('Q')
    ? say(language, 'filling:period.quarter', { year, quarter: part.slice(1) })
    : writtenDay(period, language);
}

/**
 * The code that is asked, where it stands on the scan; null where none was found.
 * @throws {Refusal} of another return, of another version of this one, or where its pages differ.
 */
async function refuseOthers(of: SealingOf, row: ReturnRow, { found }: ScanRead, actor: Actor): Promise<string | null> {
  const other = found.find(({ record }) => record !== row.id);
  if (other) throw await ofAnother(of, other.record, actor);
  const codes = new Set(found.map(({ code }) => code));
  const [first] = codes;
  if (first === undefined) return null;
  const asked = editionOf(row);
  const strange = found.find(({ code }) => code !== codeOf(row));
  if (!strange) return first;
  if (codes.size > 1) throw mixedEditions({ page: strange.page, found: editionIn(strange.code), asked });
  throw editionIn(strange.code) === asked ? wrongCode() : otherEdition({ found: editionIn(strange.code), asked });
}

/** Told which return it is of, where the reader sees that one. */
async function ofAnother(of: SealingOf, id: string, actor: Actor): Promise<Refusal> {
  const row = await seenRow(of, id, actor);
  if (!row) return strangeReturn();
  return otherReturn({ form: textIn(of.forms.one(row.form).name, actor.language), period: row.period });
}
