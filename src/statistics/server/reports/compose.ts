// Composes a report from its template: text, tables and charts in order, numbered; with the exhibits by themselves, for the sheets.
import { textIn } from '../../../platform/shared/words.ts';
import type { Block } from '../../../platform/server/documents/document.ts';
import { fittedTo, type ReportVersion, type SimpleBlock, templateInForce } from '../../reportTemplate.ts';
import type { ReportKind } from '../../reportTemplate.ts';
import type { Span } from '../../routes.ts';
import { noTemplate } from '../../reportRefusals.ts';
import { chartOf } from './charts.ts';
import { type Exhibit, noteOf, shownCell } from './exhibits.ts';
import { figuresOf, type Release } from './figures.ts';
import type { ReportPorts } from './ports.ts';
import { paragraphSaid, type Saying, textSaid } from './say.ts';
import { tableOf } from './tables.ts';

/** An exhibit with its number among those of its kind, and what is said under it. */
export type Numbered = Exhibit & { number: number; note: string };
export type Composed = { title: string; blocks: Block[]; exhibits: Numbered[]; saying: Saying };
export type Composing = Pick<Saying, 'say' | 'language'> & { span: Span };

/** @throws {Refusal} where no template was in force on the release's day. */
export async function composed(
  of: ReportPorts,
  kind: ReportKind,
  release: Release,
  { say, language, span }: Composing,
): Promise<Composed> {
  const template = of.templates.get(kind);
  const found = template ? templateInForce(template, release.asOf) : null;
  if (!found) throw noTemplate({ day: release.asOf });
  const version: ReportVersion = fittedTo(found, of.indicators.codes);
  const saying: Saying = {
    figures: figuresOf(of, release),
    version,
    say,
    language,
    span,
    here: null,
    look: kind === 'development' ? { close: true } : {},
  };
  const exhibits: Numbered[] = [];
  const blocks: Block[] = [];
  for (const block of version.blocks) {
    if (block.kind !== 'each') blocks.push(...(await blockOf(saying, block, exhibits)));
    else
      for (const here of saying.figures.places)
        for (const one of block.blocks) blocks.push(...(await blockOf({ ...saying, here }, one, exhibits)));
  }
  return { title: await textSaid(saying, version.title), blocks, exhibits, saying };
}

async function blockOf(of: Saying, block: SimpleBlock, exhibits: Numbered[]): Promise<Block[]> {
  switch (block.kind) {
    case 'heading': {
      const level = block.level === 1 ? 1 : block.level === 2 ? 2 : 3;
      return [
        {
          kind: 'heading',
          level,
          text: await textSaid(of, block.text),
          ...(block.chapter ? { chapter: true } : {}),
          ...(block.newPage ? { newPage: true } : {}),
          ...of.look,
        },
      ];
    }
    case 'paragraph':
      return [{ kind: 'paragraph', text: await paragraphSaid(of, block.sentences), ...of.look }];
    case 'table': {
      const made = await tableOf(of, block);
      const numbered = await Promise.all(made.map((one) => withNumber(of, one, exhibits)));
      return numbered.map((one) => (one.isEmpty ? emptyBlock(of, one) : tableBlock(of, one)));
    }
    case 'chart': {
      const one = await withNumber(of, await chartOf(of, block), exhibits);
      return [chartBlock(of, one)];
    }
  }
}

/** Counts where it is told, so that numbers stand in the order of the paper. */
async function withNumber(of: Saying, one: Exhibit, exhibits: Numbered[]): Promise<Numbered> {
  const number = exhibits.filter(({ kind, isEmpty }) => kind === one.kind && !isEmpty).length + 1;
  const numbered = { ...one, number, note: '' };
  // An empty one is told in words and has no number.
  if (!one.isEmpty) exhibits.push(numbered);
  numbered.note = await noteOf(of, one);
  return numbered;
}

export const captionOf = ({ say }: Pick<Saying, 'say'>, { kind, number, title, unit }: Numbered): string =>
  say(kind === 'chart' ? 'monitoring:paper.figure' : 'monitoring:paper.table', {
    number,
    title: kind === 'table' && unit !== '' ? say('monitoring:inUnit', { name: title, unit }) : title,
  });

const tableBlock = (of: Saying, one: Numbered): Block => ({
  kind: 'table',
  caption: captionOf(of, one),
  columns: one.columns,
  rows: one.rows.map((row) => row.map(shownCell)),
  ...(one.total ? { total: one.total.map(shownCell) } : {}),
  ...(one.isShort ? { whole: true } : {}),
});

const emptyBlock = ({ say }: Saying, { title }: Exhibit): Block => ({
  kind: 'note',
  text: say('monitoring:paper.empty', { title }),
});

function chartBlock(of: Saying, one: Numbered): Block {
  const { say } = of;
  if (one.isEmpty || !one.chart) return emptyBlock(of, one);
  const points = one.rows.map(([name = '', ...cells]) =>
    say('monitoring:paper.point', { name: shownCell(name), value: cells.map(shownCell).join(' / ') }),
  );
  return {
    kind: 'chart',
    chart: one.chart,
    caption: captionOf(of, one),
    note: one.note,
    alt: say('monitoring:paper.alt', { title: one.title, points: points.join(say('monitoring:said.comma')) }),
  };
}

export const cityOf = ({ figures, language }: Saying): string => textIn(figures.of.city, language);
