// A mark in the head of every page of a DOCX: a line in each head that it has, and a head of its own where a section has none.
import { markBroken } from '../../shared/marks.ts';
import { added, atEnd, attribute, escaped, free, type Parts, partsOf, tag, within } from './parts.ts';

const body = 'word/document.xml';
const head = /^word\/header[^/]*\.xml$/i;
const headType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
/** The strict form of the standard has names of its own. */
const strictRelations = 'http://purl.oclc.org/ooxml/officeDocument/relationships';

const lineOf = (text: string): string =>
  `<w:p><w:pPr><w:spacing w:before="0" w:after="0"/><w:jc w:val="center"/></w:pPr><w:r><w:rPr><w:color w:val="7F7F7F"/>` +
  `<w:sz w:val="16"/><w:szCs w:val="16"/></w:rPr><w:t xml:space="preserve">${escaped(text)}</w:t></w:r></w:p>`;

export async function markedDocx(content: Buffer, text: string): Promise<Buffer> {
  const parts = await partsOf(content);
  const document = parts.text(body);
  const root = document === null ? null : tag('w:document').exec(document)?.[1];
  const words = root ? attribute(root, 'xmlns:w') : null;
  // Where another part is the document, or another prefix its own, a line of ours might not be what is read.
  if (document === null || !words || !isMain(parts)) throw markBroken();
  for (const name of parts.names())
    if (head.test(name)) parts.set(name, atEnd(parts.text(name) ?? '', 'w:hdr', lineOf(text)) ?? no());
  const part = free(
    (one) => parts.text(one) !== null,
    (number) => `word/header${number}.xml`,
  );
  const strict = words.startsWith('http://purl.oclc.org/');
  const ties = strict ? strictRelations : relations;
  parts.set(part, `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:hdr xmlns:w="${words}">${lineOf(text)}</w:hdr>`);
  const rels = 'word/_rels/document.xml.rels';
  const id = added(parts, { part, type: headType, rels, target: part.slice('word/'.length), tie: `${ties}/header` });
  parts.set(body, withHead(document, id, ties));
  return parts.packed();
}

const no = (): never => {
  throw markBroken();
};

const isMain = (parts: Parts): boolean => /Target\s*=\s*["']\/?word\/document\.xml["']/i.test(parts.text('_rels/.rels') ?? '');

/** The first section gets what it lacks: those after it have heads of their own, or take over those before. */
function withHead(document: string, id: string, ties: string): string {
  const first = tag('w:sectPr').exec(document);
  const end = first?.[2] === '/' ? -1 : document.indexOf('</w:sectPr', first?.index ?? 0);
  const has = first && end > 0 ? document.slice(first.index, end) : '';
  const lacking = ['default', 'first', 'even'].filter(
    (type) => ![...has.matchAll(tag('w:headerReference', 'g'))].some(([, of = '']) => attribute(of, 'w:type') === type),
  );
  const references = lacking.map((type) => `<w:headerReference xmlns:r="${ties}" w:type="${type}" r:id="${id}"/>`).join('');
  const changed = first
    ? within(document, 'w:sectPr', references)
    : atEnd(document, 'w:body', `<w:sectPr>${references}</w:sectPr>`);
  return changed ?? no();
}
