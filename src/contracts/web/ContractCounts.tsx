// Where a contract counts, on its page: entries, indicators and targets of plans, each a link to what it adds to.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { call } from '../../platform/web/call.ts';
import { exactNumber } from '../../platform/web/format.ts';
import { addWords, useLanguage, useWords } from '../../platform/web/i18n.ts';
import { ProblemView, Skeleton } from '../../platform/web/Parts.tsx';
import { useRegions } from '../../platform/web/regions.ts';
import { FactList } from '../../records/web/index.ts';
import { type Counts, getCounts } from '../uses.ts';
import type { Contract } from './view.ts';
import './public.css';
import { contractUseWords } from './uses-words.ts';

addWords({ contractUses: contractUseWords });

export function ContractCounts({ one }: { one: Contract }) {
  const t = useWords();
  const language = useLanguage();
  const registered = one.statements.length > 0;
  const asked = useQuery({
    queryKey: ['contract', one.id, 'counts', one.version, language],
    queryFn: () => call(getCounts, { params: { id: one.id } }),
    enabled: registered,
  });
  return (
    <section className="card" aria-label={t('contractUses:counts')}>
      <h2>{t('contractUses:counts')}</h2>
      {registered ? null : <p className="note">{t('contractUses:notYet')}</p>}
      {registered && asked.isPending ? <Skeleton lines={3} /> : null}
      {asked.isError ? <ProblemView problem={asked.error} again={() => void asked.refetch()} /> : null}
      {asked.data ? <Counted of={asked.data} seller={one} /> : null}
    </section>
  );
}

function Counted({ of, seller }: { of: Counts; seller: Contract }) {
  const t = useWords();
  const regions = useRegions().data?.items ?? [];
  if (of.entries.length === 0) return <p className="note">{t('contractUses:nowhere')}</p>;
  const place = (id: string) => regions.find((one) => one.id === id)?.name ?? id;
  return (
    <FactList
      facts={[
        [
          t('contractUses:entries'),
          <ul key="entries" className="public-parties">
            {of.entries.map((one) => (
              <li key={`${one.on} ${one.measure} ${one.region}`}>
                {one.on} · {place(one.region)} · {t(`contractUses:measures.${one.measure}`)} {exactNumber(one.amount, true)}
              </li>
            ))}
          </ul>,
        ],
        [
          t('contractUses:indicators'),
          <ul key="indicators" className="public-parties">
            {of.indicators.map((one) => (
              <li key={one.code}>
                <Link to={`/indicators/${one.code}` as string}>{one.name}</Link>
              </li>
            ))}
          </ul>,
        ],
        [
          t('contractUses:targets'),
          of.targets.length === 0 ? undefined : (
            <ul key="targets" className="public-parties">
              {of.targets.map((one) => (
                <li key={`${one.plan} ${one.name}`}>
                  <Link to={`/indicators/${one.indicator}` as string}>{one.name}</Link>{' '}
                  <span className="note">{one.planName}</span>
                </li>
              ))}
            </ul>
          ),
        ],
        [
          t('contractUses:seller'),
          <Link key="seller" to={`/organizations/${seller.seller}` as string}>
            {seller.sellerName}
          </Link>,
        ],
      ]}
    />
  );
}
