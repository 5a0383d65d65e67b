// A mark in an XLSX: a first sheet that says it, open when the workbook is opened, and the head of every printed page.
import { markBroken } from '../../shared/marks.ts';
import { added, atEnd, attribute, escaped, free, partsOf, tag, within } from './parts.ts';

const book = 'xl/workbook.xml';
const sheets = /^xl\/worksheets\/[^/]+\.xml$/i;
const sheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const strictRelations = 'http://purl.oclc.org/ooxml/officeDocument/relationships';
/** What stands behind the head and foot of a sheet, by the standard's order. */
const behind =
  'rowBreaks|colBreaks|customProperties|cellWatches|ignoredErrors|smartTags|drawing|drawingHF|legacyDrawing|legacyDrawingHF|picture|oleObjects|controls|webPublishItems|tableParts|extLst';

export async function markedXlsx(content: Buffer, text: string, sheet: string): Promise<Buffer> {
  const parts = await partsOf(content);
  const workbook = parts.text(book);
  if (workbook === null) throw markBroken();
  const { prefix, namespace } = rootOf(workbook, 'workbook');
  for (const name of parts.names()) if (sheets.test(name)) parts.set(name, headed(parts.text(name) ?? '', text));
  const part = free(
    (one) => parts.text(one) !== null,
    (number) => `xl/worksheets/sheet${number}.xml`,
  );
  parts.set(part, sheetOf(text, namespace));
  const ties = namespace.startsWith('http://purl.oclc.org/') ? strictRelations : relations;
  const rels = 'xl/_rels/workbook.xml.rels';
  const id = added(parts, { part, type: sheetType, rels, target: part.slice('xl/'.length), tie: `${ties}/worksheet` });
  parts.set(book, withFirst(workbook, { id, prefix, ties, sheet }));
  return parts.packed();
}

/** The prefix of the part's own names, and what it stands for. */
function rootOf(xml: string, name: string): { prefix: string; namespace: string } {
  const prefix = new RegExp(`<((?:[A-Za-z_][\\w.-]*:)?)${name}(?=[\\s/>])`).exec(xml)?.[1];
  const root = prefix === undefined ? null : tag(`${prefix}${name}`).exec(xml)?.[1];
  const namespace = root ? attribute(root, prefix === '' ? 'xmlns' : `xmlns:${prefix?.slice(0, -1)}`) : null;
  if (prefix === undefined || !namespace) throw markBroken();
  return { prefix, namespace };
}

const sheetOf = (text: string, namespace: string): string =>
  `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><worksheet xmlns="${namespace}"><sheetViews><sheetView tabSelected="1" workbookViewId="0"/></sheetViews>` +
  `<cols><col min="1" max="1" width="90" customWidth="1"/></cols><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c></row></sheetData></worksheet>`;

/** The head of each printed page; what the sheet has at its foot stays. No longer the sheet that is open. */
function headed(xml: string, text: string): string {
  const { prefix } = rootOf(xml, 'worksheet');
  const closed = xml.replaceAll(tag(`${prefix}sheetView`, 'g'), (whole) =>
    whole.replace(/\stabSelected\s*=\s*(?:"[^"]*"|'[^']*')/, ''),
  );
  // In a head `&` begins a code.
  const own = `<${prefix}oddHeader>&amp;C&amp;8${escaped(text.replaceAll('&', '＆').slice(0, 240))}</${prefix}oddHeader>`;
  const old = new RegExp(`<${prefix}headerFooter(?=[\\s/>])[\\s\\S]*?(?:/>|</${prefix}headerFooter\\s*>)`).exec(closed);
  const feet = old
    ? (new RegExp(`<${prefix}oddFooter(?=[\\s/>])[\\s\\S]*?</${prefix}oddFooter\\s*>`).exec(old[0])?.[0] ?? '')
    : '';
  const head = `<${prefix}headerFooter>${own}${feet}</${prefix}headerFooter>`;
  if (old) return closed.slice(0, old.index) + head + closed.slice(old.index + old[0].length);
  const at = firstBehind(closed, prefix);
  return at === null ? (atEnd(closed, `${prefix}worksheet`, head) ?? closed) : closed.slice(0, at) + head + closed.slice(at);
}

/** Where the first part of the sheet begins that stands behind its head: of the sheet itself, not within another part. */
function firstBehind(xml: string, prefix: string): number | null {
  const wanted = new RegExp(`^${prefix}(?:${behind})$`);
  // Rows are most of a sheet, and hold nothing that is looked for.
  const from = Math.max(xml.lastIndexOf(`</${prefix}sheetData`), 0);
  let depth = from === 0 ? -1 : 0;
  const tags = /<(\/?)([A-Za-z_][\w.:-]*)((?:[^>"']|"[^"]*"|'[^']*')*?)(\/?)>/g;
  tags.lastIndex = from === 0 ? 0 : xml.indexOf('>', from) + 1;
  for (let found = tags.exec(xml); found; found = tags.exec(xml)) {
    const [, close, name = '', , self] = found;
    if (close === '/') depth -= 1;
    else {
      if (depth === 0 && wanted.test(name)) return found.index;
      if (self !== '/') depth += 1;
    }
  }
  return null;
}

type First = { id: string; prefix: string; ties: string; sheet: string };

/** The sheet before all others: names that belong to one of them, by its place, follow; it is the one that is open. */
function withFirst(workbook: string, { id, prefix, ties, sheet }: First): string {
  const listed = [...workbook.matchAll(tag(`${prefix}sheet`, 'g'))].map(([, of = '']) => of);
  if (listed.length === 0) throw markBroken();
  const number = Math.max(0, ...listed.map((of) => Number(attribute(of, 'sheetId') ?? 0))) + 1;
  const names = new Set(listed.map((of) => attribute(of, 'name')?.toLowerCase()));
  const name = free(
    (one) => names.has(one.toLowerCase()),
    (at) => (at === 1 ? sheet : `${sheet} ${at}`),
  );
  const own = `<${prefix}sheet xmlns:r="${ties}" name="${escaped(name)}" sheetId="${number}" r:id="${id}"/>`;
  const first = within(workbook, `${prefix}sheets`, own);
  if (first === null) throw markBroken();
  return first
    .replaceAll(tag(`${prefix}definedName`, 'g'), (whole) =>
      whole.replace(/(\slocalSheetId\s*=\s*["'])(\d+)/, (_all, before: string, at: string) => `${before}${Number(at) + 1}`),
    )
    .replaceAll(tag(`${prefix}workbookView`, 'g'), (whole) =>
      whole.replaceAll(/\s(?:activeTab|firstSheet)\s*=\s*(?:"[^"]*"|'[^']*')/g, ''),
    );
}
