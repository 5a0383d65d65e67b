// Says the sentences of a template: each query answered by the figures of the release, in the reader's language. A missing figure is said in words, never as 0.
import { clockAt } from '../../../platform/shared/dates.ts';
import type { Language } from '../../../platform/shared/actor.ts';
import { compare, isZero, multiply, ratio, subtract } from '../../../platform/shared/money.ts';
import { shownWithUnit } from '../../../platform/shared/shown.ts';
import { type Text, textIn } from '../../../platform/shared/words.ts';
import { writtenDay } from '../../../platform/server/documents/document.ts';
import { displayIn } from '../../../indicators/indicator.ts';
import { type ReportQuery, readText } from '../../reportQuery.ts';
import type { ReportVersion } from '../../reportTemplate.ts';
import type { Span } from '../../routes.ts';
import { type Figures, growthBetween, regionName, shareOf, valueIn } from './figures.ts';
import { monthsOf, periodSaid, spanSaid } from './spans.ts';
import { isTargetOf, targetsOf } from './targets.ts';

export type Saying = {
  figures: Figures;
  version: ReportVersion;
  say: (key: string, params?: Record<string, string | number>) => string;
  language: Language;
  span: Span;
  /** The place that the text is about; null: the city. */
  here: string | null;
  /** How it is set: a report of many pages smaller than a brief. */
  look: { close?: true };
};
/** `missing`: what is not there and without which the sentence says nothing: a figure, its parts, the plan. */
type Told = { text: string; missing?: { what: 'noData' | 'noParts'; code: string } | { what: 'withoutPlan' } };

/** `0.1234` as `12.3`, without its sign: grown or fallen is said in words. */
export const percent = (share: string): string => {
  const shown = (ratio(multiply(share, '100'), '1', 1) ?? '0').replace('-', '\u2212');
  return shown === '\u22120.0' ? '0.0' : shown;
};
const size = (share: string): string => percent(share).replace('\u2212', '');

export const shownValue = ({ figures, language }: Saying, code: string, value: string): string =>
  shownWithUnit(value, displayIn(figures.shownAs(code).display, language), language);
export const nameOf = ({ figures, language }: Saying, code: string): string => textIn(figures.shownAs(code).name, language);
export const placeOf = ({ figures, language }: Saying, region: string): string =>
  textIn(regionName(figures.of, region), language);

const noFigure = (code: string): Told => ({ text: '', missing: { what: 'noData', code } });

/** Sentences as one paragraph; what has no figure is said once, whatever many sentences speak of it. */
export async function paragraphSaid(of: Saying, sentences: readonly Text[]): Promise<string> {
  const said: string[] = [];
  for (const one of sentences) {
    const text = await textSaid(of, one);
    if (!said.includes(text)) said.push(text);
  }
  return said.join(of.language === 'en' ? ' ' : '');
}

/** One text; where a figure is missing without which it says nothing, that instead. */
export async function textSaid(of: Saying, text: Text): Promise<string> {
  const { pieces } = readText(textIn(text, of.language));
  const told = await Promise.all(
    pieces.map((one): Told | Promise<Told> => ('words' in one ? { text: one.words } : queried(of, one.query))),
  );
  const missing = told.find((one) => one.missing !== undefined)?.missing;
  if (missing === undefined) return told.map((one) => one.text).join('');
  if (missing.what === 'withoutPlan') return of.say('monitoring:said.withoutPlan');
  const place = of.here === null ? '' : of.say('monitoring:said.ofPlace', { place: placeOf(of, of.here) });
  return of.say(`monitoring:said.${missing.what}`, { place, name: nameOf(of, missing.code) });
}

/** The answer to one query, as it stands in a sentence. */
export function queried(of: Saying, query: ReportQuery): Told | Promise<Told> {
  switch (query.verb) {
    case 'city':
    case 'place':
    case 'plan':
    case 'number':
    case 'known':
    case 'period':
    case 'span':
    case 'day':
    case 'year':
    case 'cite':
    case 'name':
      return named(of, query);
    case 'top':
      return topSaid(of, query);
    case 'grew':
      return grewSaid(of, query.code);
    case 'flow':
    case 'flowGrowth':
      return flowSaid(of, query);
    case 'target':
    case 'targets':
      return targetSaid(of, query);
    case 'value':
    case 'growth':
    case 'change':
    case 'comparable':
    case 'share':
    case 'rank':
      return figureSaid(of, query);
  }
}

type Only<V extends ReportQuery['verb']> = Extract<ReportQuery, { verb: V }>;

async function named(
  of: Saying,
  query: Only<'city' | 'place' | 'plan' | 'number' | 'known' | 'period' | 'span' | 'day' | 'year' | 'cite' | 'name'>,
): Promise<Told> {
  const { figures, language, say } = of;
  const { release, days } = figures;
  const textOf = async (): Promise<string> => {
    switch (query.verb) {
      case 'city':
        return textIn(figures.of.city, language);
      case 'place':
        return of.here === null ? textIn(figures.of.city, language) : placeOf(of, of.here);
      case 'plan': {
        const plan = await figures.plan();
        return plan ? textIn(plan.name, language) : say('monitoring:said.noPlan');
      }
      case 'number':
        return release.number;
      case 'known':
        return clockAt(new Date(release.knownAt), figures.of.timeZone);
      case 'period':
        return periodSaid(release.asOf, of);
      case 'span':
        return spanSaid(release.asOf, of.span, of);
      case 'day':
        return writtenDay(days[query.at], language);
      case 'year':
        return days[query.at].slice(0, 4);
      case 'cite':
        return textIn(of.version.cited[query.code]?.name ?? figures.of.city, language);
      case 'name':
        return nameOf(of, query.code);
    }
  };
  return { text: await textOf() };
}

async function figureSaid(
  of: Saying,
  query: Only<'value' | 'growth' | 'change' | 'comparable' | 'share' | 'rank'>,
): Promise<Told> {
  const { figures, say } = of;
  const here = 'in' in query && query.in === 'city' ? null : of.here;
  const now = await figures.at(query.code, query.verb === 'value' ? query.at : 'period');
  const value = valueIn(now, here);
  if (query.verb === 'comparable')
    return { text: comparableSaid(of, (await figures.comparable(query.code)).get(here ?? figures.of.root)) };
  if (value === null) return noFigure(query.code);
  if (query.verb === 'value') return { text: shownValue(of, query.code, value) };
  if (query.verb === 'rank') {
    const told = figures.places.flatMap((one) => valueIn(now, one) ?? []);
    return { text: say('monitoring:said.rank', { rank: rankOf(value, told), of: told.length }) };
  }
  if (query.verb === 'share') {
    const whole = query.of === undefined ? now.value : valueIn(await figures.at(query.of, 'period'), here);
    const share = shareOf(value, whole);
    return share === null ? noFigure(query.of ?? query.code) : { text: say('monitoring:said.share', { share: percent(share) }) };
  }
  const before = valueIn(await figures.at(query.code, 'yearBefore'), here);
  return {
    text: query.verb === 'growth' ? growthSaid(of, growthBetween(value, before)) : changeSaid(of, query.code, value, before),
  };
}

export const rankOf = (value: string, all: readonly string[]): number => all.filter((one) => compare(one, value) > 0).length + 1;

function growthSaid({ say }: Saying, growth: string | null): string {
  if (growth === null) return say('monitoring:said.incomparable');
  if (Number(percent(growth).replace('\u2212', '-')) === 0) return say('monitoring:said.flat');
  return say(Number(growth) < 0 ? 'monitoring:said.down' : 'monitoring:said.up', { growth: size(growth) });
}

function comparableSaid({ say }: Saying, growth: string | null | undefined): string {
  if (growth === null || growth === undefined) return say('monitoring:said.comparableNone');
  if (Number(percent(growth).replace('\u2212', '-')) === 0) return say('monitoring:said.comparableFlat');
  return say(Number(growth) < 0 ? 'monitoring:said.comparableDown' : 'monitoring:said.comparableUp', { growth: size(growth) });
}

function changeSaid(of: Saying, code: string, now: string, before: string | null): string {
  if (before === null) return of.say('monitoring:said.incomparable');
  const change = subtract(now, before);
  if (isZero(change)) return of.say('monitoring:said.flat');
  const shown = shownValue(of, code, change.replace('-', ''));
  return of.say(change.startsWith('-') ? 'monitoring:said.less' : 'monitoring:said.more', { change: shown });
}

async function topSaid(of: Saying, { code, by, most }: Only<'top'>): Promise<Told> {
  const { figures, language, say } = of;
  const named =
    by === 'region'
      ? (await figures.at(code, 'period')).regions
          .filter(({ region }) => figures.places.includes(region))
          .map(({ region, value }) => ({ name: placeOf(of, region), value }))
      : (await figures.parts(code, figures.release.asOf, by)).map(({ key, value }) => ({
          name: textIn(figures.of.partName(by, key, figures.release.asOf) ?? { zh: key, en: key }, language),
          value,
        }));
  const told = named.flatMap(({ name, value }) => (value === null || isZero(value) ? [] : [{ name, value }]));
  if (told.length === 0) return { text: '', missing: { what: 'noParts', code } };
  told.sort((a, b) => compare(b.value, a.value));
  const items = told
    .slice(0, most)
    .map(({ name, value }) => say('monitoring:said.item', { name, value: shownValue(of, code, value) }));
  return { text: items.join(say('monitoring:said.comma')) };
}

async function grewSaid({ figures, say }: Saying, code: string): Promise<Told> {
  const [now, before] = await Promise.all([figures.at(code, 'period'), figures.at(code, 'yearBefore')]);
  const growths = figures.places.flatMap((one) => growthBetween(valueIn(now, one), valueIn(before, one)) ?? []);
  if (growths.length === 0) return { text: say('monitoring:said.incomparable') };
  const growing = growths.filter((one) => Number(one) > 0).length;
  return { text: say('monitoring:said.grew', { known: growths.length, growing }) };
}

async function flowSaid(of: Saying, query: Only<'flow' | 'flowGrowth'>): Promise<Told> {
  const { now, before } = await of.figures.during(query.code, monthsOf(of.span));
  if (now === null) return noFigure(query.code);
  return { text: query.verb === 'flow' ? shownValue(of, query.code, now) : growthSaid(of, growthBetween(now, before)) };
}

async function targetSaid(of: Saying, query: Only<'target' | 'targets'>): Promise<Told> {
  const all = await targetsOf(of.figures);
  if (query.verb === 'targets' && all.length === 0) return { text: '', missing: { what: 'withoutPlan' } };
  if (query.verb === 'targets')
    return { text: String(all.filter(({ verdict }) => query.state === 'all' || verdict === query.state).length) };
  const found = all.find((one) => isTargetOf(one, query.code));
  if (!found) return { text: of.say('monitoring:said.noTarget') };
  const goal = shownValue(of, query.code, found.goal);
  if (found.share === null) return { text: of.say('monitoring:said.targetOpen', { goal }) };
  return { text: of.say('monitoring:said.target', { goal, share: percent(found.share) }) };
}
