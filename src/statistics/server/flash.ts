// The flash report (快报) of a release: one figure on one page, every number of it from the frozen release or recomputed as known at it.
import { clockAt } from '../../platform/shared/dates.ts';
import { addDays, startOfYear, yearBefore } from '../../platform/shared/dates.ts';
import { malformed } from '../../platform/shared/errors.ts';
import { evenlyIn, shownWithUnit } from '../../platform/shared/shown.ts';
import { textIn } from '../../platform/shared/words.ts';
import { type Block, documentNumber, writtenDay } from '../../platform/server/documents/document.ts';
import { displayIn } from '../../indicators/indicator.ts';
import { type Paper, type Papering } from '../../records/server/index.ts';
import { above, type Flash, flashOf, type FlashRow, type Goals, type Pace } from '../flash.ts';
import { fields as releaseFields, type FrozenFigure } from '../release.ts';
import type { DocumentsOf } from './documentsOf.ts';
import { standingSaid, titled } from './standingSaid.ts';

type Around = { say: Papering['say']; language: Papering['actor']['language']; of: DocumentsOf };

/** @throws {Refusal} where the figure is not in the release, or has no districts. */
export async function flashPaper({ record, actor, say, query }: Papering, of: DocumentsOf): Promise<Paper> {
  const one = releaseFields.parse(record);
  const { language } = actor;
  const figures = (one.figures ?? []).filter(({ regions }) => regions.some(({ value }) => value !== null));
  const asked = query['indicator'];
  const figure = asked === undefined ? figures[0] : figures.find(({ code }) => code === asked);
  if (!figure) throw malformed({}, [{ path: 'indicator', code: 'unknown', words: 'flash:refusals.indicator' }]);
  const [before, year] = await Promise.all(
    [yearBefore(one.asOf), addDays(startOfYear(one.asOf), -1)].map((asOf) => of.figureAt(figure.code, asOf, one.knownAt)),
  );
  const none = { value: null, regions: [] };
  const goals = await of.goalsOf({ indicator: figure.code, asOf: one.asOf, knownAt: new Date(one.knownAt) }, actor);
  const flash = flashOf(figure, before ?? none, year ?? none, goals);
  const name = textIn(figure.name, language);
  const day = writtenDay(one.asOf, language);
  const [series = '', number = ''] = one.number.split('-');
  const around = { say, language, of };
  return {
    name: say('flash:title', { name, day }),
    codeAtHead: true,
    close: true,
    head: {
      issuer: say('flash:issuer', { city: textIn(of.city, language) }),
      number: documentNumber(say('statistics:paper.series'), Number(series), Number(number), language),
    },
    title: titled(say('flash:head', { name }), one, say),
    blocks: [
      ...standingSaid(one, say),
      { kind: 'paragraph', text: citySaid(figure, flash, { day, goals }, around), close: true },
      tableOf(figure, flash, around),
      ...flash.rows.flatMap((row): Block[] =>
        row.value === null ? [] : [{ kind: 'note', text: rowSaid(figure, row, flash, around), close: true }],
      ),
      {
        kind: 'note',
        text: say('flash:source', {
          number: one.number,
          known: clockAt(new Date(one.knownAt), of.timeZone),
          basis: textIn(of.basisOf(figure.code, one.asOf) ?? figure.name, language),
        }).concat(goals === null ? '' : say(`flash:measured.${flash.by}`, { plan: textIn(goals.plan, language) })),
      },
    ],
  };
}

/** `0.1234` as `12.3`. */
const percent = (share: string): string => (Number(share) * 100).toFixed(1).replace('-', '\u2212');
/** Without its sign: grown or fallen is said in words. */
const size = (share: string): string => percent(share).replace('\u2212', '');
const changed = (share: string): 'growth' | 'fell' => (Number(share) < 0 ? 'fell' : 'growth');
const nameOf = (region: string, { of, language }: Around): string => {
  const found = of.regions.find(({ id }) => id === region);
  return found ? textIn(found.name, language) : region;
};

type CitySaid = { day: string; goals: Goals | null };
function citySaid(figure: FrozenFigure, { city, rows }: Flash, { day, goals }: CitySaid, { say, language, of }: Around): string {
  const value =
    city.value === null
      ? say('statistics:paper.noData')
      : shownWithUnit(city.value, displayIn(figure.display, language), language);
  const first = say('flash:city.value', { city: textIn(of.city, language), name: textIn(figure.name, language), day, value });
  const growing = rows.filter(({ growth }) => growth !== null && Number(growth) > 0).length;
  const known = rows.filter(({ growth }) => growth !== null).length;
  const reached =
    city.goal === null || goals === null
      ? ''
      : say('flash:city.goal', {
          plan: textIn(goals.plan, language),
          goal: shownWithUnit(goals.city.amount, displayIn(figure.display, language), language),
          reached: percent(city.goal.reached),
          beside: besideDue(city.goal, say, 'due'),
        });
  if (city.growth === null) return `${first}${reached}`;
  return `${first}${say(`flash:city.${changed(city.growth)}`, { growth: size(city.growth), growing, known })}${reached}`;
}

function tableOf(figure: FrozenFigure, { city, rows, by }: Flash, around: Around): Block {
  const { say, language } = around;
  const display = displayIn(figure.display, language);
  const shown = evenlyIn([city.value, ...rows.map(({ value }) => value)], display, language);
  const dash = say('flash:dash');
  const cells = ({ value, growth, pace }: Omit<Flash['city'], 'goal'>) => [
    value === null ? say('statistics:paper.noData') : shown(value),
    growth === null ? dash : percent(growth),
    pace === null ? dash : percent(pace.reached),
  ];
  return {
    kind: 'table',
    columns: [
      { title: say('flash:place'), share: 2 },
      { title: say('flash:rank'), align: 'right' },
      { title: say('flash:value', { unit: display.unit }), share: 1.4, align: 'right' },
      { title: say('flash:growth'), share: 1.2, align: 'right' },
      { title: say(`flash:pace.${by}`), share: 1.6, align: 'right' },
    ],
    rows: rows.map((row) => {
      const [value = '', growth = '', pace = ''] = cells(row);
      return [nameOf(row.region, around), row.rank === null ? dash : String(row.rank), value, growth, pace];
    }),
    total: [say('flash:whole'), '', ...cells(city)],
  };
}

/** Two sentences of a place: how much it is and where it stands; how it grew beside the city, and how far it has come. */
function rowSaid(figure: FrozenFigure, row: FlashRow, { city, rows }: Flash, around: Around): string {
  const { say, language } = around;
  const value = row.value === null ? '' : shownWithUnit(row.value, displayIn(figure.display, language), language);
  const ranked = rows.filter(({ rank }) => rank !== null).length;
  const first = say('flash:row.value', { place: nameOf(row.region, around), value, rank: row.rank ?? '', of: ranked });
  const pace =
    row.pace === null
      ? ''
      : row.pace.due === null
        ? say('flash:row.pace', { pace: percent(row.pace.reached) })
        : say('flash:row.target', { reached: percent(row.pace.reached), beside: besideDue(row.pace, say, 'row') });
  if (row.growth === null) return `${first}${pace === '' ? say('flash:row.noGrowth') : say('flash:row.alone', { pace })}`;
  const ahead = above(row.growth, city.growth);
  const beside = ahead === null ? '' : say(`flash:row.${Number(ahead) < 0 ? 'slower' : 'faster'}`, { points: size(ahead) });
  const grew = say(`flash:row.${changed(row.growth)}`, { growth: size(row.growth), beside });
  return `${first}${grew}${pace === '' ? '' : say('flash:row.and', { pace })}${say('flash:row.end')}`;
}

/** How far it is ahead of what was due by the day, or behind it. */
function besideDue({ reached, due }: Pace, say: Around['say'], where: 'due' | 'row'): string {
  const ahead = above(reached, due);
  return ahead === null
    ? ''
    : say(`flash:${where}.${Number(ahead) < 0 ? 'behind' : 'ahead'}`, { points: size(ahead), due: percent(due ?? '0') });
}
