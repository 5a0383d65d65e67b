// Reads one XML part of an XLSX as a run of tags and texts, strictly and without document types. Knows nothing of sheets.
import { SaxesParser } from 'saxes';
import { Refusal } from '../../shared/errors.ts';
import { damaged, hostile } from './refusals.ts';

export type XmlEvents = {
  /** Names without their prefix; attributes likewise. */
  open: (name: string, attributes: Record<string, string>) => void;
  close?: (name: string) => void;
  text?: (text: string) => void;
};

const local = (name: string): string => name.slice(name.indexOf(':') + 1);

/** `part` is the name said when it is damaged. What `events` throw stops the reading. */
export async function readXml(part: string, pieces: AsyncIterable<Buffer>, events: XmlEvents): Promise<void> {
  const parser = new SaxesParser<{ position: false; xmlns: false }>({ position: false, xmlns: false });
  parser.on('error', () => {
    throw damaged({ part });
  });
  parser.on('doctype', () => {
    throw hostile({ part });
  });
  parser.on('opentag', (tag) => events.open(local(tag.name), localNames(tag.attributes)));
  parser.on('closetag', (tag) => events.close?.(local(tag.name)));
  parser.on('text', (text) => events.text?.(text));
  parser.on('cdata', (text) => events.text?.(text));
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const piece of pieces) parser.write(decoder.decode(piece, { stream: true }));
    parser.write(decoder.decode()).close();
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw damaged({ part });
  }
}

/** `r:id` beside `id` would fall together: the prefixed one wins, as only relationships have both. */
function localNames(attributes: Record<string, string>): Record<string, string> {
  for (const name in attributes) {
    const at = name.indexOf(':');
    if (at > 0) attributes[name.slice(at + 1)] = attributes[name] ?? '';
  }
  return attributes;
}
