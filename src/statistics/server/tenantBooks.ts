// Workbooks of an incubator: its tenants with what they answered, and the links of a year. Given to its own people alone.
import { sql } from 'kysely';
import { sheetTypes, writeSheet, type SheetColumn, type Written } from '../../platform/server/documents/sheet.ts';
import type { Attachment } from '../../platform/server/mount.ts';
import type { Actor } from '../../platform/shared/actor.ts';
import { textIn } from '../../platform/shared/words.ts';
import { bannerOf, now } from '../../records/server/index.ts';
import type { Values } from '../../forms/answers.ts';
import { itemsOf } from '../../forms/form.ts';
import type { Link } from '../tenantAsk.ts';
import type { Answering } from './tenantAnswers.ts';
import { shownIn } from './tenantAnswers.ts';
import { own } from './tenantAsks.ts';

/** One line each, to be sent out by whatever way the incubator has. */
export function bookOfLinks(of: Answering, actor: Actor, { year, links, origin, until }: Book): Attachment {
  const say = (key: string, params: Record<string, string | number> = {}) => of.say(actor.language, `tenantAsks:${key}`, params);
  const name = say('book.links', { year });
  const columns = [
    { key: 'name', title: say('book.name'), width: 36 },
    { key: 'link', title: say('book.link'), width: 80 },
    { key: 'text', title: say('book.text'), width: 100 },
  ];
  const rows = links.map(({ name: tenant, path }) => {
    const link = `${origin}${path}`;
    return { name: tenant, link, text: say('copy.one', { tenant, year, until, link }) };
  });
  return { attachment: writeSheet(name, columns, rows), type: sheetTypes.xlsx, name: `${name}.xlsx` };
}
type Book = { year: number; until: string; links: readonly Link[]; origin: string };

type Row = {
  name: string;
  credit_code: string | null;
  joined_on: string;
  left_on: string | null;
  state: string;
  area: string | null;
  answered_at: Date | null;
  in_place: boolean;
  answers: Values | null;
  explanation: string | null;
};

/** All tenants of a year, those who left in it as well, with their answers in the units of the questions. */
export async function bookOfTenants(of: Answering, actor: Actor, year: number): Promise<Attachment> {
  const { kernel, db, questions } = of;
  const say = (key: string, params: Record<string, string | number> = {}) => of.say(actor.language, key, params);
  const { version } = questions.ofYear(year);
  const { rows } = await sql<Row>`
    select coalesce(o.name, t.name) as name, t.credit_code, t.joined_on, t.left_on, t.state, t.area, a.answered_at,
      a.answered_by is not null as in_place, case when a.answered_at is null then null else a.answers end as answers, a.explanation
    from tenancies t left join organizations o on o.id = t.tenant left join tenant_asks a on a.tenancy = t.id and a.year = ${year}
    where t.incubator = ${own(actor)}::uuid and t.state <> 'voided' and t.joined_on <= ${`${year}-12-31`}::date
      and (t.left_on is null or t.left_on >= ${`${year}-01-01`}::date) order by name, t.id`.execute(db);
  const columns: SheetColumn[] = [
    ...(['name', 'creditCode', 'joinedOn', 'leftOn', 'state'] as const).map((key) => ({
      key,
      title: say(`tenancies:${key}`),
      width: key === 'name' ? 36 : 18,
    })),
    { key: 'area', title: say('tenancies:area'), kind: 'number' },
    { key: 'answeredOn', title: say('tenantAsks:book.answeredOn'), width: 14 },
    ...itemsOf(version).map(
      (item): SheetColumn => ({
        key: `q.${item.code}`,
        title:
          item.kind === 'number'
            ? say('forms:template.inUnit', { name: textIn(item.name, actor.language), unit: say(`forms:units.${item.unit}`) })
            : textIn(item.name, actor.language),
        ...(item.kind === 'number' ? { kind: 'number' } : {}),
      }),
    ),
    { key: 'explanation', title: say('tenantAsks:explanation'), width: 40 },
  ];
  const lines = rows.map(
    (row): Written => ({
      name: row.name,
      creditCode: row.credit_code,
      joinedOn: row.joined_on,
      leftOn: row.left_on,
      state: say(`tenancies:states.${row.state}`),
      area: row.area,
      answeredOn: row.answered_at && kernel.dayOf(row.answered_at),
      ...answersIn(of, year, row, say),
      explanation: row.answered_at === null ? null : row.explanation,
    }),
  );
  const banner = bannerOf(kernel, of.say, actor);
  const name = say('tenantAsks:book.tenants', { year });
  const day = kernel.dayOf(await now(db));
  const all = banner === null ? lines : [...lines, { name: banner }];
  return { attachment: writeSheet(name, columns, all), type: sheetTypes.xlsx, name: `${name} ${day}.xlsx` };
}

function answersIn({ questions }: Answering, year: number, { answers }: Row, say: (key: string) => string): Written {
  if (answers === null) return {};
  const { version } = questions.ofYear(year);
  const shown = shownIn(version, answers);
  return Object.fromEntries(
    itemsOf(version).map((item) => {
      const value = shown[item.code] ?? null;
      return [`q.${item.code}`, item.kind === 'choice' && value !== null ? say(`tenancies:said.${value}`) : value];
    }),
  );
}
