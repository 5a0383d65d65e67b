// Tax benefits claimed on a contract, on its page; and, for who may change or revoke it, which claims rest on it. What was claimed, never what is due.
import { Link } from '@tanstack/react-router';
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { useWords } from '../../platform/web/i18n.ts';
import { Tag } from '../../platform/web/Parts.tsx';
import type { FieldSources } from '../../platform/web/Fields.tsx';
import { claimantRoles, standing } from '../taxClaims.ts';
import { choosing } from './asking.tsx';
import type { Contract } from './view.ts';

type One = { one: Contract };
type Claim = Contract['taxClaims'][number];

/** What the benefits page is asked with of this contract; a sum or a day that is not known is left open. */
function questionOf(one: Contract): string {
  const said = { type: one.type, amount: one.amount, technologyAmount: one.technologyAmount, signedOn: one.signedOn };
  const known = Object.entries({ ...said, registeredOn: one.registeredOn, contract: one.id });
  return new URLSearchParams(
    known.flatMap(([key, value]): [string, string][] => (value === null ? [] : [[key, value]])),
  ).toString();
}

export function TaxClaims({ one }: One) {
  const t = useWords();
  if (one.statements.length === 0) return null;
  return (
    <section className="card" aria-label={t('contracts:claims.title')}>
      <h2>
        {t('contracts:claims.title')}
        <span className="spread" />
        <Link className="card-link" to={`/contracts/benefits?${questionOf(one)}` as string}>
          {t('contracts:claims.askBenefits')}
        </Link>
      </h2>
      {one.taxClaims.length === 0 ? (
        <p className="note">{t('contracts:claims.none')}</p>
      ) : (
        <ol className="contract-beside">
          {one.taxClaims.map((each) => (
            <ClaimOf key={each.number} claim={each} />
          ))}
        </ol>
      )}
      <p className="note">{t('contracts:claims.how')}</p>
    </section>
  );
}

function ClaimOf({ claim }: { claim: Claim }) {
  const t = useWords();
  const { year, role, reference, note, from, body, on, withdrawnOn } = claim;
  return (
    <li>
      <p className="head-names">
        <Tag tone={withdrawnOn === null ? 'blue' : 'none'}>{t(`contracts:claimedBenefits.${claim.benefit}`)}</Tag>
        <span>{t('contracts:claims.head', { year })}</span>
        <span>
          <AsWritten>
            {t('contracts:claims.by', { role: t(`contracts:roles.${role}`), name: claim.organizationName ?? '' }).trim()}
          </AsWritten>
        </span>
      </p>
      <p className="note">
        <AsWritten>
          {[
            from === 'party'
              ? null
              : t('contracts:claims.fromBody', { kind: t(`contracts:objectionFrom.${from}`), body: body ?? '' }),
            reference === null ? null : t('contracts:claims.reference', { reference }),
            t('contracts:claims.on', { day: on }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </AsWritten>
      </p>
      {note === null ? null : (
        <p>
          <AsWritten>{note}</AsWritten>
        </p>
      )}
      {withdrawnOn === null ? null : (
        <p>
          <AsWritten>{t('contracts:claims.withdrawn', { day: withdrawnOn, reason: claim.withdrawnFor ?? '' })}</AsWritten>
        </p>
      )}
    </li>
  );
}

/** Which claims rest on it: said before it is amended, cancelled or revoked. */
export function ClaimsAtStake({ one }: One) {
  const t = useWords();
  const claims = standing(one.taxClaims);
  if (claims.length === 0) return null;
  return (
    <div className="claims-at-stake" role="note">
      <p>{t('contracts:claims.stake')}</p>
      <ul>
        {claims.map((each) => (
          <li key={each.number}>
            {t(`contracts:claimedBenefits.${each.benefit}`)} {t('contracts:claims.head', { year: each.year })}{' '}
            <AsWritten>{each.organizationName ?? t(`contracts:roles.${each.role}`)}</AsWritten>
          </li>
        ))}
      </ul>
    </div>
  );
}

const shaking = ['amend', 'settle', 'cancel', 'revoke', 'amendOnRecheck', 'revokeOnRecheck'];
/** Beforehand on the page, for who may do one of these. */
export function Stake({ one }: One) {
  const t = useWords();
  const may = one.actions.some(({ name }) => shaking.includes(name));
  if (!may || standing(one.taxClaims).length === 0) return null;
  return (
    <section className="card" aria-label={t('contracts:claims.stake.title')}>
      <h2>{t('contracts:claims.stake.title')}</h2>
      <ClaimsAtStake one={one} />
    </section>
  );
}

const firstField: Readonly<Record<string, string>> = {
  amend: 'amount',
  settle: 'amount',
  amendOnRecheck: 'amount',
  cancel: 'on',
  revoke: 'ground',
  revokeOnRecheck: 'reason',
};

type Claiming = { own: string | null; t: ReturnType<typeof useWords> };

/** What a claim's form begins with: the year of registration, and the role in which the reader's organization stands. */
export function givenClaim(one: Contract, own: string | null): Record<string, unknown> {
  const isOwn = (party: Contract['parties'][number]) => own !== null && party.organization === own;
  const role = claimantRoles.find((each) => one.parties.some((party) => party.role === each && isOwn(party)));
  return { year: Number((one.registeredOn ?? '').slice(0, 4)) || null, role: role ?? null };
}

/** The sources of one action's form: the claims that it would shake, and what only the bureau is asked for of a claim. */
export function withClaims(one: Contract, sources: FieldSources, action: string, { own, t }: Claiming): FieldSources {
  const field = firstField[action];
  const notes = sources.notes ?? {};
  if (field !== undefined && standing(one.taxClaims).length > 0) {
    const before = notes[field];
    const both: NonNullable<FieldSources['notes']>[string] = (draft) => (
      <>
        {before?.(draft)}
        <ClaimsAtStake one={one} />
      </>
    );
    return { ...sources, notes: { ...notes, [field]: both } };
  }
  if (action === 'withdrawTaxClaim') {
    const mine = one.taxClaims
      .filter((each) => each.mine)
      .map((each) => ({
        value: String(each.number),
        title: `${t(`contracts:claimedBenefits.${each.benefit}`)} ${t('contracts:claims.head', { year: each.year })}`,
      }));
    return { ...sources, controls: { ...sources.controls, claim: choosing(() => mine) } };
  }
  if (action === 'recordTaxClaim') {
    const isParty = own !== null && one.parties.some((party) => party.organization === own);
    const ofBureau = () => !isParty;
    return { ...sources, shown: { ...sources.shown, from: ofBureau, body: ofBureau } };
  }
  return sources;
}
