// The publication calendar over the releases that there are: what came out when, what is due, what is late. Changes nothing.
import type { FastifyInstance } from 'fastify';
import { type Kysely, sql } from 'kysely';
import { z } from 'zod';
import type { Language } from '../../platform/shared/actor.ts';
import { addDays } from '../../platform/shared/dates.ts';
import { wrongField } from '../../platform/shared/errors.ts';
import { textIn } from '../../platform/shared/words.ts';
import { mount } from '../../platform/server/mount.ts';
import { type Pack, PackError } from '../../platform/server/pack.ts';
import type { Indicators } from '../../indicators/server/index.ts';
import { spanOf } from '../../forms/period.ts';
import { type CalendarTables, type Kernel, workingDaysOn } from '../../records/server/index.ts';
import type { ReleaseInput } from '../release.ts';
import {
  type Dated,
  type DatedSaid,
  datedBetween,
  listPublications,
  type Publication,
  publication,
  publicationFaults,
  publicationOf,
  stateOf,
} from '../publication.ts';
import { inOrder, type OfDay } from '../releaseStanding.ts';
import type { StatisticsTables } from './tables.ts';

const file = 'publications.json';

/** @throws {PackError} where one holds an indicator that there is not, or two rules of a code overlap. */
export function readPublications(pack: Pack, indicators: readonly string[]): Publication[] {
  if (!pack.has(file)) return [];
  const all = pack.read(file, z.array(publication));
  const faults = publicationFaults(all, { indicators });
  if (faults.length > 0) throw new PackError(`${pack.city.code}/${file}`, faults);
  return all;
}

/** The rule that a release says it follows; null where it says none. @throws {Refusal} where it does not. */
export function ruleFor(
  all: readonly Publication[],
  { publication: code, period, asOf, stage }: z.output<typeof ReleaseInput>,
): Publication | null {
  if (code === null && period === null) return null;
  if (code === null) throw wrongField('publication', 'missing', 'publishing:refusals.publicationMissing');
  if (period === null) throw wrongField('period', 'missing', 'publishing:refusals.periodMissing');
  const of = publicationOf(all, code, period);
  if (of === null) throw wrongField('publication', 'unknown', 'publishing:refusals.publication', { period });
  const { to } = spanOf(period);
  if (asOf !== to) throw wrongField('asOf', 'otherDay', 'publishing:refusals.asOf', { period, to });
  if (stage !== of.stage) throw wrongField('stage', 'otherStage', `publishing:refusals.stage.${of.stage}`);
  return of;
}

type Named = OfDay & { publication: string | null; period: string | null; on: string; title: string };
/** Releases of these days, or of all, in the order of publishing; without their values. */
export async function releasesOn(
  on: Kysely<StatisticsTables>,
  { days, dayOf }: { days: readonly string[] | null; dayOf: (at: Date) => string },
): Promise<Named[]> {
  const { rows } = await sql<Omit<Named, 'on'> & { recorded: Date }>`
    select id, coalesce(number, '') as number, title, stage, publication, period, as_of as "asOf", known_at as "knownAt",
      recorded_at as recorded, jsonb_path_query_array(figures, '$[*].code') as codes
    from releases where ${days}::date[] is null or as_of = any(${days}::date[])`.execute(on);
  return inOrder(rows.map(({ recorded, ...one }) => ({ ...one, on: dayOf(recorded) })));
}

export type PublishingOf = {
  db: Kysely<StatisticsTables & CalendarTables>;
  kernel: Kernel;
  publications: readonly Publication[];
  indicators: Indicators;
  today: () => Promise<string>;
};

/** The first release that says it is of this publication and period; else a final one of its day that holds all of it. */
const cameOutIn = ({ of, period, end }: Dated, releases: readonly Named[], codes: readonly string[]): Named | undefined =>
  releases.find((one) => one.publication === of.code && one.period === period) ??
  releases.find(
    (one) => one.asOf === end && one.stage === 'final' && (of.indicators ?? codes).every((code) => one.codes.includes(code)),
  );

export type Publications = ReturnType<typeof openPublications>;
export function openPublications({ db, kernel, publications, indicators, today }: PublishingOf) {
  const said = (one: Dated, now: string, releases: readonly Named[], language: Language): DatedSaid => {
    const found = cameOutIn(one, releases, indicators.codes);
    return {
      code: one.of.code,
      name: textIn(one.of.name, language),
      stage: one.of.stage,
      period: one.period,
      asOf: one.end,
      dueOn: one.due,
      unpublished: one.unpublished,
      ...stateOf(one, found?.on ?? null, now),
      release: found ? { id: found.id, number: found.number, on: found.on } : null,
    };
  };
  /** What falls due between two days, with how it stands today. */
  async function between(span: { from: string; to: string }, language: Language): Promise<DatedSaid[]> {
    const dated = datedBetween(publications, await workingDaysOn(db), span);
    if (dated.length === 0) return [];
    const days = [...new Set(dated.map(({ end }) => end))];
    const [now, releases] = [await today(), await releasesOn(db, { days, dayOf: kernel.dayOf })];
    return dated.map((one) => said(one, now, releases, language));
  }
  return {
    rules: publications,
    between,
    /** What is over and not published yet, of what fell due within a year or will. */
    async waiting(language: Language): Promise<DatedSaid[]> {
      const now = await today();
      const all = await between({ from: addDays(now, -366), to: addDays(now, 366) }, language);
      return all.filter(({ state }) => state === 'due' || state === 'late');
    },
    mount(app: FastifyInstance) {
      mount(app, listPublications, async ({ actor: { language } }) => {
        const now = await today();
        const name = (code: string) => textIn(indicators.definitionOf(code, now).name, language);
        return {
          today: now,
          known: publications.length > 0,
          rules: publications.map((one) => ({
            ...one,
            name: textIn(one.name, language),
            basis: textIn(one.basis, language),
            indicators: one.indicators?.map((code) => ({ code, name: name(code) })) ?? null,
          })),
          items: await between({ from: addDays(now, -366), to: addDays(now, 366) }, language),
        };
      });
    },
  };
}
