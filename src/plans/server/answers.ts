// Puts a figure into two sentences: reads it, the same day of the year before, its districts and who came in; the words stand in words.ts.
import type { FastifyInstance } from 'fastify';
import type { Actor } from '../../platform/shared/actor.ts';
import { addDays, startOfYear, yearBefore } from '../../platform/shared/dates.ts';
import { notFound } from '../../platform/shared/errors.ts';
import { add, compare, ratio, subtract } from '../../platform/shared/money.ts';
import { type Display, shownIn, shownWithUnit } from '../../platform/shared/shown.ts';
import { mount } from '../../platform/server/mount.ts';
import { displayIn, isFlow } from '../../indicators/indicator.ts';
import type { Asked, Asking, Indicators } from '../../indicators/server/index.ts';
import { type Change, changesOf, explaining, getAnswer, percentOf } from '../answer.ts';
import { paceOf, type PlanTarget } from '../plan.ts';
import type { KnownPlans } from './known.ts';
import type { PlanPorts } from './ports.ts';

type Of = { known: KnownPlans; indicators: Indicators; ports: PlanPorts };
type Saying = (key: string, params?: Record<string, string | number>) => string;

export function mountAnswers(app: FastifyInstance, of: Of): void {
  mount(app, getAnswer, ({ params, query, actor }) => answerTo(of, params.code, query, actor));
}

export async function answerTo(of: Of, code: string, asked: Asked, actor: Actor) {
  const { indicators, ports } = of;
  if (!indicators.codes.includes(code)) throw notFound();
  const q = await indicators.opened(code, await indicators.asking(asked, actor));
  const say: Saying = (key, params) => ports.say(`plans:answer.${key}`, actor, params);
  const read = await readAround(of, code, q, actor);
  const sentences: [string, string] = read.now === null ? nothing(read, say) : [first(read, say), second(read, say)];
  return {
    sentences,
    text: sentences.join(actor.language === 'en' ? ' ' : ''),
    asOf: q.asOf,
    knownAt: q.knownAt.toISOString(),
  };
}

type Read = Awaited<ReturnType<typeof readAround>>;

async function readAround({ known, indicators, ports }: Of, code: string, q: Asking, actor: Actor) {
  const definition = indicators.definitionOf(code, q.asOf);
  const before = yearBefore(q.asOf);
  const sameDefinition = indicators.definitionOf(code, before).from === definition.from;
  // Where districts are told as of an earlier day than the whole (decision 0015), the sentences leave them out.
  const by = indicators.opened(code, { ...q, by: 'region' }).hiding === null ? ('region' as const) : null;
  const [got, past] = await Promise.all([
    indicators.value(code, { ...q, by }),
    sameDefinition ? indicators.value(code, { ...q, asOf: before, by }) : null,
  ]);
  const shown = indicators.show(definition, { ...q, by }, got, actor.language);
  const parts = shown.parts?.map((part) => ({ ...part, name: part.name ?? part.key })) ?? [];
  const place = ports.regionName(q.region, actor.language);
  const isCity = place === null || q.inside.length === 0 || q.region === ports.root;
  const plans = (await known.all()).map((one) => one.plan);
  const plan = plans.find((one) => one.from <= q.asOf && one.targets.some((target) => target.indicator === code));
  const target = isCity ? (plan?.targets.find((one) => one.indicator === code) ?? null) : null;
  return {
    code,
    flow: isFlow(definition),
    language: actor.language,
    display: displayIn(definition.display, actor.language),
    name: shown.name,
    place: place ?? '',
    // A reported value speaks of its own last day.
    on: got.through ?? q.asOf,
    now: got.value,
    before: past?.value ?? null,
    approximate: got.approximate,
    missing: shown.missing,
    parts,
    changes: changesOf(parts, past?.parts ?? []),
    target,
    pace: target && plan ? paceOf(target, got.value, got.through ?? q.asOf, plan) : null,
    newcomers:
      got.value === null ? [] : await newcomers(indicators, { code, q, flow: definition.compute.kind === 'flow' }, actor),
    source: ports.say(`plans:source.${got.source ?? 'none'}`, actor),
  };
}

/** Organizations by what their entries of the last twelve months, or of a flow's year, came to; most first. Those whom the ledger names. */
async function newcomers(indicators: Indicators, { code, q, flow }: { code: string; q: Asking; flow: boolean }, actor: Actor) {
  const since = flow ? startOfYear(q.asOf) : addDays(yearBefore(q.asOf), 1);
  const asked = { asOf: q.asOf, knownAt: q.knownAt.toISOString(), region: q.region, functionalAreas: q.functionalAreas };
  const { items } = await indicators.entries(code, asked, { limit: 200, actor });
  const sums = new Map<string, { name: string; change: string }>();
  for (const { organization, organizationName, effectiveOn, amount } of items) {
    if (organization === null || organizationName === null || effectiveOn < since) continue;
    const before = sums.get(organization)?.change ?? '0';
    sums.set(organization, { name: organizationName, change: add(before, amount) });
  }
  return [...sums.values()].filter((one) => compare(one.change, '0') > 0).sort((a, b) => compare(b.change, a.change));
}

const nothing = ({ missing, place, name, on, language }: Read, say: Saying): [string, string] => [
  say('none', { day: dayIn(on, language), place, name, reason: missing?.reason ?? '' }),
  say('supplier', { supplier: missing?.supplier ?? '', known: missing?.known ?? 0 }),
];

function first(read: Read, say: Saying): string {
  const { now, display, language, name, place, on } = read;
  const value = `${read.approximate ? say('about') : ''}${withUnit(now ?? '0', display, language)}`;
  return say('first', {
    day: dayIn(on, language),
    place,
    name,
    value,
    target: against(read, say),
    change: sinceLastYear(read, say),
  });
}

/** How it stands to its target. */
function against({ target, now, pace, display, language }: Read, say: Saying): string {
  if (target === null || now === null) return '';
  const share = `${(Number(ratio(now, target.value, 4) ?? '0') * 100).toFixed(1)}%`;
  const goal = goalOf(target, withUnit(target.value, display, language), say);
  const points = pace === null ? null : Number(pace.points);
  const going =
    points === null
      ? ''
      : points > 0.5
        ? say('ahead', { points: points.toFixed(1) })
        : points < -0.5
          ? say('behind', { points: (-points).toFixed(1) })
          : say('onPace');
  return say('target', { year: target.everyYear ? say('everyYear') : target.by.slice(0, 4), goal, share, pace: going });
}

const goalOf = (target: PlanTarget, value: string, say: Saying): string => say(`goal.${target.comparator}`, { value });

function sinceLastYear({ display, language, flow, now, before }: Read, say: Saying): string {
  if (now === null || before === null) return '';
  const change = subtract(now, before);
  if (compare(change, '0') === 0) return say('same');
  const up = compare(change, '0') > 0;
  const percent = percentOf(change, before);
  const amount = withUnit(change.replace('-', ''), display, language);
  const share = percent === null ? '' : say('percent', { percent: percent.replace('-', '') });
  return say(`${flow ? 'flow' : 'stock'}${up ? 'Up' : 'Down'}`, { amount, share });
}

function second(read: Read, say: Saying): string {
  const { now, before, changes, parts, newcomers: came, display, language } = read;
  const comma = say('comma');
  const list = (of: readonly Change[]) =>
    of.map(({ name, change }) => say('part', { name, amount: signed(change, display, language) })).join(comma);
  const who =
    came.length === 0
      ? ''
      : say(came.length > 3 ? 'cameMore' : 'came', {
          names: came
            .slice(0, 3)
            .map((one) => one.name)
            .join(comma),
          count: came.length,
        });
  const source = read.source;
  const total = now !== null && before !== null ? subtract(now, before) : null;
  if (total !== null && changes.length > 1) {
    const { along, against: other } = explaining(changes, total);
    if (along.length > 0)
      return say(compare(total, '0') >= 0 ? 'risesFrom' : 'fallsFrom', {
        list: list(along),
        against: other === null ? '' : say('against', { list: list([other]) }),
        who,
        source,
      });
  }
  const largest = parts
    .filter((part) => part.value !== null && compare(part.value, '0') > 0)
    .sort((a, b) => compare(b.value ?? '0', a.value ?? '0'))
    .slice(0, 3);
  if (largest.length > 1)
    return say('largest', {
      list: largest.map(({ name, value }) => say('part', { name, amount: shownIn(value ?? '0', display, language) })).join(comma),
      who,
      source,
    });
  return say('alone', { who, source });
}

/** In running text Chinese has no space before the unit. */
const withUnit = (value: string, display: Display, language: Actor['language']): string =>
  shownWithUnit(value, display, language).replace(' ', language === 'en' ? ' ' : '');

const dayIn = (on: string, language: Actor['language']): string =>
  new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'zh-CN', { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${on}T00:00:00Z`),
  );

function signed(change: string, display: Display, language: Actor['language']): string {
  const text = shownIn(change, display, language);
  return text.startsWith('−') ? text : `+${text}`;
}
