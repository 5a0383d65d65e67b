// From what a contract may be used for to recording what was claimed on it: on the contract that the address names, else by way of one's contracts.
import { Link } from '@tanstack/react-router';
import { ActionBar } from '../../platform/web/ActionBar.tsx';
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { useWords } from '../../platform/web/i18n.ts';
import { ProblemView, Skeleton } from '../../platform/web/Parts.tsx';
import { useSession } from '../../platform/web/session.ts';
import { acted } from '../../records/web/index.ts';
import { asAsked } from './form.ts';
import { givenClaim, withClaims } from './TaxClaims.tsx';
import { api, useContract } from './view.ts';

/** Who records claims: members of a seller or a buyer, and the bureau for a body outside. */
const recorders = ['member', 'organizationAdmin', 'bureauOfficer'] as const;

export function RecordClaim({ contract }: { contract: string | null }) {
  const t = useWords();
  const roles = useSession()?.roles ?? [];
  if (!recorders.some((one) => roles.includes(one))) return null;
  return (
    <section className="card" aria-label={t('contracts:claims.offer')}>
      <h2>{t('contracts:claims.offer')}</h2>
      {contract === null ? (
        <>
          <p>{t('contracts:claims.offerNote')}</p>
          <p>
            <Link className="button" to={'/contracts?state=registered' as string}>
              {t('contracts:claims.choose')}
            </Link>
          </p>
        </>
      ) : (
        <OnContract id={contract} />
      )}
    </section>
  );
}

function OnContract({ id }: { id: string }) {
  const t = useWords();
  const own = useSession()?.organization ?? null;
  const { asked, key } = useContract(id);
  if (asked.isError) return <ProblemView problem={asked.error} again={() => void asked.refetch()} />;
  if (asked.isPending) return <Skeleton lines={2} />;
  const one = asked.data;
  const actions = one.actions.filter(({ name }) => name === 'recordTaxClaim').map(asAsked);
  return (
    <>
      <p>
        <Link to={`/contracts/${one.id}` as string}>
          <AsWritten>{one.title}</AsWritten>
        </Link>
      </p>
      <p className="note">{t('contracts:claims.how')}</p>
      <ActionBar
        record={{ ...one, actions }}
        api={api}
        words="contracts"
        primary="recordTaxClaim"
        sources={(action) => withClaims(one, {}, action, { own, t })}
        given={() => givenClaim(one, own)}
        onDone={(after) => acted(key, { ...one, ...after })}
      />
    </>
  );
}
