// What technology managers wait for: that their organization confirms them for another year, and that a certificate is renewed before it ends.
import { type Selectable, sql } from 'kysely';
import { addDays } from '../../platform/shared/dates.ts';
import type { WaitOf } from '../../records/server/index.ts';
import type { life } from '../technologyManager.ts';
import type { TechnologyManagers } from './tables.ts';

type Row = Selectable<TechnologyManagers>;

/** Days before the end from which it is time; and how long after it a lapse still lies on a desk. */
const confirmAhead = 60;
const renewAhead = 90;
const renewAfter = 180;

export const waits: WaitOf<Row, typeof life>[] = [
  {
    states: ['registered'],
    for: 'confirm',
    words: 'people:waits.confirm',
    due: (row) => row.confirmed_until,
    since: (row) =>
      row.confirmed_until === null ? (row.affiliations.at(-1)?.on ?? null) : addDays(row.confirmed_until, -confirmAhead),
    among: (today) =>
      sql<boolean>`organization is not null and coalesce(confirmed_until, '-infinity'::date) <= ${addDays(today, confirmAhead)}::date`,
    mine: (actor) => sql<boolean>`organization = ${actor.organization}::uuid`,
  },
  {
    states: ['registered'],
    for: 'renew',
    words: 'people:waits.renew',
    due: (row) => row.certificate_valid_to,
    since: (row) => (row.certificate_valid_to === null ? null : addDays(row.certificate_valid_to, -renewAhead)),
    among: (today) =>
      sql<boolean>`certificate_valid_to between ${addDays(today, -renewAfter)}::date and ${addDays(today, renewAhead)}::date`,
  },
];
