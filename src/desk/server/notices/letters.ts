// What a message says: subject, text and HTML of a mail, the one line of a short message. No personal data, nothing of a comment's text.
import type { Language } from '../../../platform/shared/actor.ts';
import { clockAt } from '../../../platform/shared/dates.ts';
import type { Params } from '../../../platform/shared/errors.ts';
import { textIn } from '../../../platform/shared/words.ts';
import type { Topic } from '../../../records/tells.ts';
import type { Around } from './around.ts';

export type Line = { id: string; topic: Topic; words: string; params: Record<Language, Params>; at: Date };
export type Letter = { subject: string; text: string; html: string };

/** More than these are counted, not listed. */
const mostLines = 50;
/** Characters of a short message: one message in Chinese. */
const shortest = 70;

type House = Pick<Around, 'say' | 'city' | 'publicUrl'>;

const escaped = (said: string): string =>
  said
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');

/** An address of the house's pages; null where the house does not know how it is reached. */
const addressOf = ({ publicUrl }: House, path: string): string | null =>
  publicUrl === null ? null : `${publicUrl.replace(/\/+$/, '')}${path}`;
export const settingsAddress = (house: House): string | null => addressOf(house, '/notices/settings');

/** One notice is its own subject; several are told by their number. */
export function letterOf(house: House, lines: readonly Line[], language: Language): Letter {
  const { say, city } = house;
  const tell = (key: string, params: Params = {}): string => say(language, `notices:letters.${key}`, params);
  const said = lines.slice(0, mostLines).map((line) => ({
    words: say(language, line.words, line.params[language]),
    to: addressOf(house, `/notices/${line.id}`),
    when: clockAt(line.at, city.timeZone),
  }));
  const more = lines.length - said.length;
  const product = tell('product', { city: textIn(city.name, language) });
  const subject =
    lines.length === 1 ? `${said[0]?.words ?? ''} · ${product}` : `${tell('several', { notices: lines.length })} · ${product}`;
  const settings = settingsAddress(house);
  const foot = settings === null ? tell('signIn') : tell('why');
  const text = [
    ...said.map(({ words, to, when }) => `${words}\n${when}${to === null ? '' : `\n${to}`}`),
    ...(more > 0 ? [tell('more', { more })] : []),
    `-- \n${product}\n${foot}${settings === null ? '' : `\n${settings}`}`,
  ].join('\n\n');
  const item = ({ words, to, when }: (typeof said)[number]): string =>
    `<li style="margin:0 0 14px">${to === null ? escaped(words) : `<a href="${escaped(to)}" style="color:#1b5fc1">${escaped(words)}</a>`}<br><span style="color:#4a5a70;font-size:13px">${escaped(when)}</span></li>`;
  const html = `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${escaped(subject)}</title></head>
<body style="margin:0;background:#f5f7fa;color:#14233a;font:15px/1.6 system-ui,'Noto Sans CJK SC','PingFang SC','Microsoft YaHei',sans-serif">
<div style="max-width:600px;margin:0 auto;padding:24px"><h1 style="font-size:17px;margin:0 0 16px">${escaped(product)}</h1>
<ul style="list-style:none;margin:0;padding:20px;background:#fff;border:1px solid #e4e9f0;border-radius:10px">${said.map(item).join('')}${more > 0 ? `<li>${escaped(tell('more', { more }))}</li>` : ''}</ul>
<p style="color:#4a5a70;font-size:13px">${escaped(foot)}${settings === null ? '' : ` <a href="${escaped(settings)}" style="color:#1b5fc1">${escaped(tell('settings'))}</a>`}</p></div></body></html>`;
  return { subject, text, html };
}

/** The topic and how many: no title and no name, since a short message is read over shoulders. */
export function shortOf({ say }: House, lines: readonly Line[], language: Language): string {
  const topics = [...new Set(lines.map(({ topic }) => topic))];
  const about = say(language, `notices:topics.${topics[0] ?? 'followed'}`);
  const key = topics.length === 1 ? 'notices:letters.short' : 'notices:letters.shortSeveral';
  const said = say(language, key, { about, notices: lines.length });
  return language === 'en' ? said.slice(0, 2 * shortest) : [...said].slice(0, shortest).join('');
}

/** The letter with a code that confirms an address. */
export function codeLetter(house: House, code: string, language: Language): Letter {
  const product = house.say(language, 'notices:letters.product', { city: textIn(house.city.name, language) });
  const text = house.say(language, 'notices:letters.code', { code });
  const subject = `${house.say(language, 'notices:letters.codeSubject')} · ${product}`;
  return {
    subject,
    text: `${text}\n\n-- \n${product}`,
    html: `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${escaped(subject)}</title></head><body><p>${escaped(text)}</p><p>${escaped(product)}</p></body></html>`,
  };
}
