// The parts of an Office file as texts to be changed, and packed again; what is not changed stays as it is, byte for byte.
import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';
import { markBroken } from '../../shared/marks.ts';
import { sheetLimits } from '../documents/refusals.ts';
import { openArchive } from '../documents/zip.ts';

/** As an upload may be unpacked (files/content.ts). */
const limits = { ...sheetLimits, unpacked: 128 * 1024 * 1024, entries: 5000 };

export type Parts = {
  /** Names as the file spells them. */
  names: () => string[];
  /** The text of a part, however its name is spelt; null where there is none. Without comments, which no program shows. */
  text: (name: string) => string | null;
  /** Changes a part, or adds it. */
  set: (name: string, text: string) => void;
  packed: () => Promise<Buffer>;
};

export async function partsOf(content: Buffer): Promise<Parts> {
  const archive = await openArchive(content, limits);
  const held = new Map<string, Buffer>();
  for (const name of archive.names) {
    if (name.endsWith('/')) continue;
    const pieces: Buffer[] = [];
    for await (const piece of archive.read(name)) pieces.push(piece);
    held.set(archive.spelt(name), Buffer.concat(pieces));
  }
  const spelt = (name: string) => [...held.keys()].find((one) => one.toLowerCase() === name.toLowerCase());
  return {
    names: () => [...held.keys()],
    text: (name) => {
      const part = held.get(spelt(name) ?? '');
      return part === undefined ? null : xmlOf(part);
    },
    set: (name, text) => void held.set(spelt(name) ?? name, Buffer.from(text)),
    packed: () => {
      const zip = new ZipFile();
      for (const [name, part] of held) zip.addBuffer(part, name);
      zip.end();
      return buffer(zip.outputStream);
    },
  };
}

/** XML in UTF-8, or in UTF-16 as some programs write it; what declares entities of its own is no Office file. */
function xmlOf(part: Buffer): string {
  const wide = part[0] === 0xff && part[1] === 0xfe;
  const text = new TextDecoder(wide ? 'utf-16le' : 'utf-8', { fatal: true }).decode(part);
  if (/<!(?:DOCTYPE|\[CDATA\[)/i.test(text)) throw markBroken();
  const plain = text.replace(/<!--[\s\S]*?-->/g, '');
  return wide ? plain.replace(/^<\?xml[^>]*\?>/, '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>') : plain;
}

export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** One tag with its attributes, in which `>` may stand within quotation marks. */
export const tag = (name: string, flags = ''): RegExp =>
  new RegExp(`<${name}(?=[\\s/>])((?:[^>"']|"[^"]*"|'[^']*')*?)(/?)>`, flags);
export const attribute = (of: string, name: string): string | null =>
  new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`)
    .exec(of)
    ?.slice(1)
    .find((one) => one !== undefined) ?? null;

/** Puts a text behind the opening of the first such tag; a tag that closes itself is opened. Null where there is none. */
export function within(xml: string, name: string, text: string): string | null {
  const found = tag(name).exec(xml);
  if (!found) return null;
  const [whole, attributes = '', self = ''] = found;
  const opened = self === '/' ? `<${name}${attributes}>${text}</${name}>` : `${whole}${text}`;
  return xml.slice(0, found.index) + opened + xml.slice(found.index + whole.length);
}

/** Puts a text before the last end of such a tag; one that closes itself is opened. Null where there is none. */
export function atEnd(xml: string, name: string, text: string): string | null {
  const end = xml.lastIndexOf(`</${name}`);
  return end === -1 ? within(xml, name, text) : xml.slice(0, end) + text + xml.slice(end);
}

/** `first`, or the first of its kind with a number that is free. */
export function free(taken: (one: string) => boolean, first: (number: number) => string): string {
  for (let number = 1; ; number++) if (!taken(first(number))) return first(number);
}

/** Declares a part in the list of content types, and ties it to the part that uses it; gives the tie's id. */
export function added(parts: Parts, of: { part: string; type: string; rels: string; target: string; tie: string }): string {
  const types = parts.text('[Content_Types].xml');
  const declared = types && atEnd(types, 'Types', `<Override PartName="/${of.part}" ContentType="${of.type}"/>`);
  const rels =
    parts.text(of.rels) ?? '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>';
  const id = free(
    (one) => rels.includes(`"${one}"`),
    (number) => `rIdMark${number}`,
  );
  const tied = atEnd(rels, 'Relationships', `<Relationship Id="${id}" Type="${of.tie}" Target="${of.target}"/>`);
  if (!declared || !tied) throw markBroken();
  parts.set('[Content_Types].xml', declared);
  parts.set(of.rels, tied);
  return id;
}
