// What a technology manager adds to the ledger: one person while the certificate is valid and the affiliation confirmed. Pure, from dated statements.
import { addDays } from '../platform/shared/dates.ts';
import { entry, measure, type Posted } from '../ledger/entry.ts';
import { regionOn, type Seat } from '../organizations/organization.ts';
import type { Affiliation, Certificate, CertificateLevel } from './technologyManager.ts';

/** Technology managers attached to organizations: a stock of persons; `level` is that of the certificate. */
export const technologyManagers = measure('technologyManagers', 'person', 0);

/** Days after its own on which a confirmation still holds. */
export const confirmationDays = 365;

export type Statements = { certificates: readonly Certificate[]; affiliations: readonly Affiliation[] };
export type Facts = {
  /** Where each organization reported over time. */
  seats: ReadonlyMap<string, readonly Seat[]>;
  /** Region of what lies in no known district: the city itself. */
  root: string;
};
export type Standing = { organization: string; level: CertificateLevel };
type Placed = Standing & { region: string };

/** The certificate in force at a day: the last to have begun, of two on one day the one stated later, if it has not run out. */
export function certificateOn(certificates: readonly Certificate[], on: string): Certificate | null {
  const begun = certificates.filter((one) => one.from <= on);
  const last = begun.reduce<Certificate | null>((best, one) => (best === null || one.from >= best.from ? one : best), null);
  return last !== null && (last.to === null || on <= last.to) ? last : null;
}

/** The affiliation at a day, confirmed or not. */
export const affiliationOn = (affiliations: readonly Affiliation[], on: string): Affiliation | null =>
  affiliations.findLast((one) => one.on <= on && (one.endedOn === null || on < one.endedOn)) ?? null;

export const isConfirmed = (of: Affiliation, on: string): boolean =>
  of.confirmations.some((one) => one <= on && on <= addDays(one, confirmationDays));

/** Last day on which an affiliation counts without another confirmation; null while it was never confirmed. */
export const confirmedUntil = ({ confirmations }: Affiliation): string | null =>
  confirmations.length === 0 ? null : addDays([...confirmations].sort().at(-1) ?? '', confirmationDays);

/** For which organization, and at which level, the manager counts on a day; null when not at all. */
export function standingOn({ certificates, affiliations }: Statements, on: string): Standing | null {
  const certificate = certificateOn(certificates, on);
  const affiliation = affiliationOn(affiliations, on);
  if (certificate === null || affiliation === null || !isConfirmed(affiliation, on)) return null;
  return { organization: affiliation.organization, level: certificate.level };
}

/** Days on which the standing, or the place of it, can change. */
function daysOfChange({ certificates, affiliations }: Statements, { seats }: Facts): string[] {
  const days = [
    ...certificates.flatMap(({ from, to }) => [from, to === null ? null : addDays(to, 1)]),
    ...affiliations.flatMap((one) => [
      one.on,
      one.endedOn,
      ...one.confirmations.flatMap((day) => [day, addDays(day, confirmationDays + 1)]),
    ]),
    ...affiliations.flatMap((one) => (seats.get(one.organization) ?? []).map((seat) => seat.on)),
  ];
  return [...new Set(days.filter((one) => one !== null))].sort();
}

/** All entries of a technology manager as they should stand. A voided one adds nothing; an erased one what it counted. */
export function contributes(row: Statements & { state: string }, facts: Facts): Posted[] {
  if (row.state === 'voided') return [];
  const entries: Posted[] = [];
  let before = null as Placed | null;
  const post = (of: Placed, amount: '1' | '-1', on: string) =>
    entries.push(entry({ measure: technologyManagers, amount, on, dimensions: {}, ...of }));
  for (const on of daysOfChange(row, facts)) {
    const standing = standingOn(row, on);
    const now = standing && { ...standing, region: regionOn(facts.seats.get(standing.organization) ?? [], on) ?? facts.root };
    if (before?.organization === now?.organization && before?.level === now?.level && before?.region === now?.region) continue;
    if (before) post(before, '-1', on);
    if (now) post(now, '1', on);
    before = now;
  }
  return entries;
}
