// A release as it is shown, and what may be published after what on one day. Not the computing of its figures.
import { type Selectable, sql, type Transaction } from 'kysely';
import type { z } from 'zod';
import type { Language } from '../../platform/shared/actor.ts';
import { wrongField } from '../../platform/shared/errors.ts';
import { textIn } from '../../platform/shared/words.ts';
import type { Publication } from '../publication.ts';
import { finalAlready, isCorrection, type ReleaseInput } from '../release.ts';
import { finalOf, type OfDay, standingOf } from '../releaseStanding.ts';
import { releasesOn } from './publications.ts';
import type { Releases, StatisticsTables } from './tables.ts';
import { oneAtATime } from '../../platform/server/locks.ts';

type Around = { related: readonly OfDay[]; language: Language; publications: readonly Publication[] };

export function presentRelease(row: Selectable<Releases>, { related, language, publications }: Around) {
  const { publication: code, number } = row;
  const name = publications.findLast((one) => one.code === code)?.name;
  const itself: OfDay = {
    id: row.id,
    number: number ?? '',
    asOf: row.as_of,
    stage: row.stage,
    knownAt: row.known_at,
    codes: row.figures.map((one) => one.code),
  };
  return {
    number: number ?? '',
    title: row.title,
    asOf: row.as_of,
    stage: row.stage,
    // Of one that the calendar does not know any more its code is left.
    publication: code === null ? null : { code, name: name ? textIn(name, language) : code },
    period: row.period,
    reason: row.reason,
    standing: standingOf(itself, related),
    knownAt: row.known_at.toISOString(),
    packDigest: row.pack_digest,
    packVersion: row.pack_version,
    anchor: row.anchor,
    figures: row.figures,
  };
}

type Publishing = { codes: readonly string[]; dayOf: (at: Date) => string };
/** Of one day one release is published after the other: what was called final is corrected with a reason, and never provisional again. */
export async function mayFollow(
  tx: Transaction<StatisticsTables>,
  { asOf, stage, reason }: z.output<typeof ReleaseInput>,
  { codes, dayOf }: Publishing,
): Promise<void> {
  await oneAtATime(tx, 'releases of', asOf);
  const final = finalOf(asOf, codes, await releasesOn(tx, { days: [asOf], dayOf }));
  if (!final) {
    if (reason !== null) throw wrongField('reason', 'noCorrection', 'publishing:refusals.noCorrection', { asOf });
    return;
  }
  const said = { number: final.number, id: final.id, asOf };
  if (stage === 'provisional') throw finalAlready(said);
  if (reason === null)
    throw isCorrection(said, [{ path: 'reason', code: 'correction', words: 'publishing:refusals.correction', params: said }]);
}

/** What the list of releases can be asked by. */
export const releaseFilters = {
  q: (value: string) => sql<boolean>`title ilike ${`%${value.replaceAll(/[\\%_]/g, '\\$&')}%`}`,
  year: (value: string) => sql<boolean>`left(number, 4) = ${value}`,
  asOf: (value: string) => sql<boolean>`as_of = ${value}`,
  stage: (value: string) => sql<boolean>`stage = ${value}`,
  publication: (value: string) => sql<boolean>`publication = ${value}`,
};
