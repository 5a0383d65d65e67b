// What makes a technology manager count, clause by clause, and what would make one count who does not. Pure; the ledger's own rule decides.
import { affiliationOn, certificateOn, confirmedUntil, isConfirmed } from '../contributes.ts';
import type { Person } from './view.ts';

type Said = Pick<Person, 'state' | 'certificates' | 'affiliations'>;
export type Clause = {
  of: 'certificate' | 'affiliation' | 'confirmation';
  holds: 'yes' | 'no' | 'unknown';
  /** What it rests on: `people:clauses.<why>`. */
  why: string;
  params: Record<string, string>;
  /** What would make it hold: `people:mend.<mend>`; null where it holds or nothing can. */
  mend: string | null;
};

/** The three clauses on a day. All must hold, of a record that stands. */
export function clausesOn(one: Said, today: string): [Clause, Clause, Clause] {
  const clauses: [Clause, Clause, Clause] = [
    certificateClause(one, today),
    affiliationClause(one, today),
    confirmationClause(one, today),
  ];
  if (one.state !== 'registered') for (const clause of clauses) clause.mend = null;
  return clauses;
}

function certificateClause({ certificates }: Said, today: string): Clause {
  const of = 'certificate';
  const held = certificateOn(certificates, today);
  const level = held?.level ?? certificates.at(-1)?.level ?? '';
  if (held)
    return {
      of,
      holds: 'yes',
      why: held.to === null ? 'certificateOpen' : 'certificateValid',
      params: { level, day: held.to ?? held.from },
      mend: null,
    };
  const last = certificates.at(-1);
  if (!last) return { of, holds: 'unknown', why: 'certificateGone', params: {}, mend: null };
  if (last.from > today) return { of, holds: 'no', why: 'certificateLater', params: { level, day: last.from }, mend: null };
  return { of, holds: 'no', why: 'certificateExpired', params: { level, day: last.to ?? last.from }, mend: 'renew' };
}

const nameOf = (all: Said['affiliations'], held: { organization: string }): string =>
  all.find((one) => one.organization === held.organization)?.organizationName ?? held.organization;

function affiliationClause({ affiliations }: Said, today: string): Clause {
  const of = 'affiliation';
  const held = affiliationOn(affiliations, today);
  if (held)
    return {
      of,
      holds: 'yes',
      why: 'affiliated',
      params: { organization: nameOf(affiliations, held), day: held.on },
      mend: null,
    };
  const last = affiliations.at(-1);
  if (last?.endedOn) return { of, holds: 'no', why: 'affiliationEnded', params: { day: last.endedOn }, mend: 'affiliate' };
  return { of, holds: 'no', why: 'notAffiliated', params: {}, mend: 'affiliate' };
}

function confirmationClause({ affiliations }: Said, today: string): Clause {
  const of = 'confirmation';
  const held = affiliationOn(affiliations, today);
  if (!held) return { of, holds: 'unknown', why: 'nothingToConfirm', params: {}, mend: null };
  const until = confirmedUntil(held);
  if (until === null) return { of, holds: 'unknown', why: 'notConfirmed', params: {}, mend: 'confirm' };
  if (isConfirmed(held, today))
    return { of, holds: 'yes', why: 'confirmed', params: { day: held.confirmations.at(-1) ?? '', until }, mend: null };
  return { of, holds: 'no', why: 'lapsed', params: { day: held.confirmations.at(-1) ?? '', until }, mend: 'confirm' };
}

/** Last day on which one that counts still does, unless somebody acts; null where the certificate and the word have no end known. */
export function countsUntil(one: Pick<Person, 'certificates' | 'confirmedUntil'>, today: string): string | null {
  const ends = [certificateOn(one.certificates, today)?.to ?? null, one.confirmedUntil].filter((day) => day !== null);
  return ends.sort()[0] ?? null;
}
