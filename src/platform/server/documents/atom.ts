// An Atom feed (RFC 4287): what every feed of the house has, written from its entries. Not what they say.
import type { Language } from '../../shared/actor.ts';
import type { Attachment } from '../mount.ts';

export type Entry = {
  /** Stays the same however often it is told anew. */
  id: string;
  title: string;
  page: string;
  /** Taken away from where each stands. */
  files?: readonly { name: string; type: string; size: number; address: string }[];
  published: string;
  updated: string;
  author: string;
  categories: readonly { term: string; label: string }[];
  summary: string;
};
/** `self`: where the feed is; `page`: what it tells of, for people; `updated`: when nothing is in it. Instants as ISO 8601. */
export type Feed = {
  language: Language;
  title: string;
  self: string;
  page: string;
  updated: string;
  entries: readonly Entry[];
};

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };
/** Text of XML 1.0: what it has no way to write is left out. */
const xml = (said: string): string =>
  said
    .replaceAll(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replaceAll(/[&<>"']/g, (sign) => escapes[sign] ?? sign);

export function atomFeed({ language, title, self, page, updated, entries }: Feed): Attachment {
  const last = entries.reduce((latest, one) => (one.updated > latest ? one.updated : latest), '');
  const lines = [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${language}">`,
    `<id>${xml(self)}</id>`,
    `<title>${xml(title)}</title>`,
    `<updated>${last === '' ? updated : last}</updated>`,
    `<link rel="self" type="application/atom+xml" href="${xml(self)}"/>`,
    `<link rel="alternate" type="text/html" href="${xml(page)}"/>`,
    ...entries.map(written),
    '</feed>',
    '',
  ];
  return { attachment: lines.join('\n'), type: 'application/atom+xml; charset=utf-8' };
}

const written = (one: Entry): string =>
  [
    '<entry>',
    `<id>${xml(one.id)}</id>`,
    `<title>${xml(one.title)}</title>`,
    `<link rel="alternate" type="text/html" href="${xml(one.page)}"/>`,
    ...(one.files ?? []).map(
      ({ name, type, size, address }) =>
        `<link rel="enclosure" type="${xml(type)}" length="${size}" title="${xml(name)}" href="${xml(address)}"/>`,
    ),
    `<published>${one.published}</published><updated>${one.updated}</updated>`,
    `<author><name>${xml(one.author)}</name></author>`,
    ...one.categories.map(({ term, label }) => `<category term="${xml(term)}" label="${xml(label)}"/>`),
    `<summary type="text">${xml(one.summary)}</summary>`,
    '</entry>',
  ].join('\n');
