// A technology manager's contracts on his page: what is registered of them, and the latest, as far as the reader sees them.
import { useQuery } from '@tanstack/react-query';
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { call } from '../../platform/web/call.ts';
import { exactNumber } from '../../platform/web/format.ts';
import { addWords, useLanguage, useWords } from '../../platform/web/i18n.ts';
import { EmptyState, ProblemView, Skeleton } from '../../platform/web/Parts.tsx';
import { useSession } from '../../platform/web/session.ts';
import { getManaged } from '../managed.ts';
import { ContractLines } from './ContractLines.tsx';
import { contractReaders } from './readers.ts';
import { managedContractWords } from './managed-words.ts';

addWords({ managedContracts: managedContractWords });

export default function ManagedContracts({ person }: { person: string }) {
  const t = useWords();
  const language = useLanguage();
  const session = useSession();
  const reads = [...contractReaders, 'technologyManager' as const].some((one) => session?.roles.includes(one));
  const asked = useQuery({
    queryKey: ['contracts', 'managed', person, language, session?.account],
    queryFn: () => call(getManaged, { params: { id: person } }),
    enabled: reads,
  });
  if (!reads) return null;
  const { data } = asked;
  const { registered } = data ?? {};
  return (
    <section className="card stack" aria-label={t('managedContracts:title')} aria-busy={asked.isFetching}>
      <h2>{t('managedContracts:title')}</h2>
      {asked.isPending ? <Skeleton lines={3} /> : null}
      {asked.isError ? <ProblemView problem={asked.error} again={() => void asked.refetch()} /> : null}
      {data?.count === 0 ? <EmptyState title={t('managedContracts:none')} /> : null}
      {registered && registered.count > 0 ? (
        <p>
          {t('managedContracts:registered', {
            count: registered.count,
            amount: exactNumber(registered.amount, false, language),
            technologyAmount: exactNumber(registered.technologyAmount, false, language),
          })}
        </p>
      ) : null}
      {data && data.items.length > 0 ? (
        <>
          {data.count > data.items.length ? <p className="note">{t('managedContracts:more', { count: data.count })}</p> : null}
          <ContractLines
            lines={data.items.map((one) => ({
              ...one,
              to: one.naming === null ? `/contracts/${one.id}` : `/manager-namings/${one.naming}`,
              note: (
                <>
                  <AsWritten>{one.sellerName ?? ''}</AsWritten> {one.registeredOn}
                </>
              ),
            }))}
          />
          <p className="note">{t('managedContracts:note')}</p>
        </>
      ) : null}
    </section>
  );
}
