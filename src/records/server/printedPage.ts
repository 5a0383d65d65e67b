// A record as a page to print: what a reader is shown of it, and what was done. Plain HTML that needs nothing else; every text escaped.
import type { z } from 'zod';
import { titleAt } from '../../platform/server/form.ts';
import type { Say } from '../../platform/server/words.ts';
import type { Body } from '../body.ts';
import { inputOf } from '../lifecycle.ts';
import type { AnyKind } from './call.ts';
import type { Row } from './kernel.ts';

const style = `body{font:14px/1.7 "Noto Sans CJK SC","SimSun",sans-serif;color:#111;margin:32px auto;max-width:760px}
h1{font-size:20px}h2{font-size:15px;margin:24px 0 6px}table{border-collapse:collapse;width:100%}
th,td{border:1px solid #999;padding:4px 8px;text-align:left;vertical-align:top;overflow-wrap:anywhere}th{width:28%;font-weight:500}
.note{color:#555;font-size:12px}@page{margin:20mm}`;

const escaped = (said: string): string =>
  said.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

type Printed = { title: string; row: Row; shown: Record<string, unknown>; events: readonly Body[] };

export function printedPage(say: Say, def: AnyKind, { title, row, shown, events }: Printed): string {
  const { life } = def.kind;
  const words = wordsOf(def);
  const spoken = (key: string): string | null => {
    const said = say('zh-CN', key);
    return said === key ? null : said;
  };
  const module = [...words.values()][0]?.split(':')[0] ?? '';
  const name = (group: string, code: string) => spoken(`${module}:${group}.${code}`) ?? code;
  const label = (field: string) => {
    const key = words.get(field);
    return (key && spoken(key)) ?? spoken(`${module}:${field}`) ?? field;
  };
  const facts = Object.entries(shown)
    .filter(([field, value]) => value !== null && value !== undefined && shown[`${field}Name`] === undefined && !isEmpty(value))
    .map(([field, value]) => `<tr><th>${escaped(label(field.replace(/Name$/, '')))}</th><td>${valueOf(value, label)}</td></tr>`);
  const done = events.map(
    ({ at, day, action, state, reason }) =>
      `<tr><td>${escaped(day)} ${escaped(at.slice(11, 19))}Z</td><td>${escaped(name('actions', action))}</td><td>${escaped(name('states', state))}</td><td>${escaped(reason ?? '')}</td></tr>`,
  );
  const heading = (key: string) => escaped(say('zh-CN', `archives:page.${key}`));
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(title)}</title><style>${style}</style></head>
<body><h1>${escaped(title)}</h1>
<p class="note">${escaped(life.kind)} ${escaped(row.id)} · ${escaped(name('states', row.state))} · v${row.version}</p>
<h2>${heading('facts')}</h2><table>${facts.join('\n')}</table>
<h2>${heading('history')}</h2><table><tr><th>${heading('when')}</th><th>${heading('action')}</th><th>${heading('state')}</th><th>${heading('reason')}</th></tr>
${done.join('\n')}</table></body></html>
`;
}

const isEmpty = (value: unknown): boolean => value === '' || (Array.isArray(value) && value.length === 0);

function valueOf(value: unknown, label: (field: string) => string): string {
  if (Array.isArray(value)) return value.map((one) => valueOf(one, label)).join('<br>');
  if (typeof value !== 'object' || value === null) return escaped(String(value));
  return Object.entries(value)
    .filter(([, held]) => held !== null && !isEmpty(held))
    .map(([field, held]) => `${escaped(label(field))}: ${valueOf(held, label)}`)
    .join('; ');
}

/** What the forms of its actions call each field. */
function wordsOf(def: AnyKind): Map<string, string> {
  const found = new Map<string, string>();
  for (const step of Object.values(def.kind.life.actions)) {
    const schema: z.ZodObject = inputOf(step);
    for (const field of Object.keys(schema.shape)) {
      const key = titleAt(schema, field);
      if (key !== null && !found.has(field)) found.set(field, key);
    }
  }
  return found;
}
