// Tax benefits claimed on a contract: recorded by the party that claims or by the bureau for a body outside, taken back with a reason, told of when the contract changes.
import { type Selectable, sql } from 'kysely';
import { type Actor, hasRole } from '../../platform/shared/actor.ts';
import { yearOf } from '../../platform/shared/dates.ts';
import { wrongField } from '../../platform/shared/errors.ts';
import {
  claimantRoles,
  claimedAlready,
  type ClaimSaid,
  mostClaims,
  type ShownTaxClaim,
  standing,
  type TaxClaim,
  tooManyClaims,
} from '../taxClaims.ts';
import type { Contracts as Table } from './tables.ts';

type Row = Selectable<Table>;
type Doing = { record: Row; actor: Actor; day: string };

/** Contracts on which a claim stands. A condition on their table. */
export const claimed = sql<boolean>`(tax_claims <> '[]' and jsonb_path_exists(tax_claims, '$[*] ? (@.withdrawnOn == null)'))`;

const ownOrganization = (actor: Actor): string | null =>
  hasRole(actor, 'member', 'organizationAdmin') ? actor.organization : null;

/** A member of its seller or of its buyer: who mediates claims nothing on it. */
export const isClaimant = (actor: Actor, row: Row | null): boolean => {
  const own = ownOrganization(actor);
  return (
    own !== null &&
    row !== null &&
    row.parties.some((one) => one.organization === own && claimantRoles.some((role) => role === one.role))
  );
};

/** Whether it came from the actor's hands: of its own organization, or on paper to the bureau. */
const isOwn = (actor: Actor, one: TaxClaim): boolean =>
  one.from === 'party'
    ? one.organization !== null && one.organization === ownOrganization(actor)
    : hasRole(actor, 'bureauOfficer');

export function recordTaxClaim({ record, actor, input, day }: Doing & { input: ClaimSaid }) {
  const { from, body, ...said } = input;
  if (record.tax_claims.length >= mostClaims) throw tooManyClaims({ most: mostClaims });
  if (said.year > yearOf(day)) throw wrongField('year', 'inFuture', 'contracts:wrong.claimYearAhead', { year: yearOf(day) });
  if (record.signed_on !== null && said.year < yearOf(record.signed_on))
    throw wrongField('year', 'beforeSigning', 'contracts:wrong.beforeSigning', { on: record.signed_on });
  const organization = claimantOf({ record, actor, day }, { from, body }, said.role);
  const same = standing(record.tax_claims).some(
    (one) =>
      one.benefit === said.benefit && one.year === said.year && one.role === said.role && one.organization === organization,
  );
  if (same) throw claimedAlready({ year: said.year });
  const claim: TaxClaim = {
    ...said,
    body,
    from: from ?? 'party',
    number: record.tax_claims.length + 1,
    organization,
    on: day,
    withdrawnOn: null,
    withdrawnFor: null,
  };
  return { tax_claims: [...record.tax_claims, claim] };
}

/** Which of the parties in this role claimed. A party speaks for itself, the bureau for a body that it names. */
function claimantOf({ record, actor }: Doing, { from, body }: Pick<ClaimSaid, 'from' | 'body'>, role: ClaimSaid['role']) {
  const inRole = record.parties.filter((one) => one.role === role);
  if (isClaimant(actor, record)) {
    if (from !== null) throw wrongField('from', 'ofBureau', 'contracts:wrong.claimOfBureau');
    const own = inRole.find((one) => one.organization === actor.organization);
    if (!own) throw wrongField('role', 'notYours', 'contracts:wrong.claimRole');
    return own.organization;
  }
  if (from === null) throw wrongField('from', 'required', 'platform:form.required');
  if (body === null) throw wrongField('body', 'required', 'platform:form.required');
  if (inRole.length === 0) throw wrongField('role', 'nobody', 'contracts:wrong.claimNobody');
  // Where several stand in the role the paper's words say which: none of them is accused here.
  return inRole.length === 1 ? (inRole[0]?.organization ?? null) : null;
}

export function withdrawTaxClaim({ record, actor, input, day }: Doing & { input: { claim: number; reason: string } }) {
  const found = standing(record.tax_claims).find((one) => one.number === input.claim && isOwn(actor, one));
  if (!found) throw wrongField('claim', 'unknown', 'contracts:wrong.claim');
  const withdrawn = { ...found, withdrawnOn: day, withdrawnFor: input.reason };
  return { tax_claims: record.tax_claims.map((one) => (one === found ? withdrawn : one)) };
}

export const shownClaims = (row: Row, actor: Actor, names: ReadonlyMap<string, string> | undefined): ShownTaxClaim[] =>
  row.tax_claims.map((one) => {
    const { organization, ...said } = one;
    return {
      ...said,
      organizationName: organization === null ? null : (names?.get(organization) ?? null),
      mine: one.withdrawnOn === null && isOwn(actor, one),
    };
  });
