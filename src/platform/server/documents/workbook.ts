// Finds the parts of an XLSX that are read: its sheets, its texts and formats. Reads no cells.
import { posix } from 'node:path';
import { type CellFormat, formatOf } from './cells.ts';
import { damaged, empty, macros, type SheetLimits, wrongKind } from './refusals.ts';
import { readXml } from './xml.ts';
import { type Archive, openArchive } from './zip.ts';

/** A sheet by its name on the tab; `part` is where it stands in the archive. */
export type SheetPart = { name: string; part: string; hidden: boolean };
/** `sheet` is the first visible one. */
export type Workbook = {
  archive: Archive;
  sheet: string;
  sheets: SheetPart[];
  strings: string | null;
  formats: CellFormat[];
  from1904: boolean;
};

const contentTypes = '[Content_Types].xml';
const mainTypes = [
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml',
];

export async function openWorkbook(bytes: Buffer, limits: SheetLimits): Promise<Workbook> {
  const archive = await openArchive(bytes, limits);
  const main = await mainPart(archive);
  const { sheets, from1904 } = await readMain(archive, main);
  const links = await readLinks(archive, main);
  const part = (kind: string) => links.find((link) => link.type.endsWith(`/${kind}`))?.target ?? null;
  const parts = sheets.flatMap(({ id, name, hidden }) => {
    const link = links.find((one) => one.id === id);
    return link?.type.endsWith('/worksheet') ? [{ name, hidden, part: link.target }] : [];
  });
  const first = parts.find(({ hidden }) => !hidden);
  if (!first) throw empty();
  const styles = part('styles');
  return {
    archive,
    sheet: first.part,
    sheets: parts,
    strings: part('sharedStrings'),
    from1904,
    formats: styles ? await readFormats(archive, styles) : [],
  };
}

/** What a zip is, is said by its content types, not by its name. */
async function mainPart(archive: Archive): Promise<string> {
  if (!archive.names.has(contentTypes.toLowerCase())) throw wrongKind();
  let main: string | undefined;
  let byDefault = false;
  let withMacros = [...archive.names].some((name) => macroParts.test(name));
  await readXml(contentTypes, archive.read(contentTypes), {
    open: (name, { ContentType: type = '', PartName: partName = '' }) => {
      if (/vbaproject|macroenabled|macrosheet/i.test(type)) withMacros = true;
      if (!mainTypes.includes(type)) return;
      if (name === 'Override') main ??= partName.replace(/^\//, '');
      else byDefault = true;
    },
  });
  if (withMacros) throw macros();
  // Some programs make the workbook's type the default of all XML and say only in the links of the package which part it is.
  if (main === undefined && byDefault)
    main = (await readLinks(archive, '')).find(({ type }) => type.endsWith('/officeDocument'))?.target;
  if (main === undefined || !archive.names.has(main.toLowerCase())) throw wrongKind();
  return main;
}

const macroParts = /(^|\/)(vbaproject\.bin|vbadata\.xml)$|(^|\/)(macrosheets|activex)\//;

/** No file that anybody fills in has more. */
const mostSheets = 200;

type SheetEntry = { id: string; name: string; hidden: boolean };

async function readMain(archive: Archive, main: string): Promise<{ sheets: SheetEntry[]; from1904: boolean }> {
  const sheets: SheetEntry[] = [];
  let from1904 = false;
  await readXml(main, archive.read(main), {
    open: (name, { id, state, date1904, name: title = '' }) => {
      if (name === 'workbookPr') from1904 = date1904 === '1' || date1904 === 'true';
      if (name === 'sheet' && id !== undefined && sheets.length < mostSheets)
        sheets.push({ id, name: title, hidden: state === 'hidden' || state === 'veryHidden' });
    },
  });
  return { sheets, from1904 };
}

type Link = { id: string; type: string; target: string };

/** The links of a part; of the whole package for `''`. */
async function readLinks(archive: Archive, from: string): Promise<Link[]> {
  const folder = posix.dirname(from);
  const part = posix.join(folder, '_rels', `${posix.basename(from)}.rels`);
  const links: Link[] = [];
  await readXml(part, archive.read(part), {
    open: (name, { Id: id = '', Type: type = '', Target: target = '', TargetMode: mode }) => {
      if (name !== 'Relationship' || mode === 'External') return;
      links.push({ id, type, target: target.startsWith('/') ? target.slice(1) : posix.join(folder, target) });
    },
  });
  return links;
}

/** Formats by the number that a cell says in `s`. */
async function readFormats(archive: Archive, part: string): Promise<CellFormat[]> {
  const codes = new Map<number, string>();
  const ids: number[] = [];
  let inCells = false;
  await readXml(part, archive.read(part), {
    open: (name, { numFmtId = '0', formatCode = '' }) => {
      if (name === 'numFmt') codes.set(Number(numFmtId), formatCode);
      if (name === 'cellXfs') inCells = true;
      if (name === 'xf' && inCells) ids.push(Number(numFmtId));
      if (ids.length > 100_000) throw damaged({ part });
    },
    close: (name) => {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return ids.map((id) => formatOf(id, codes.get(id)));
}
