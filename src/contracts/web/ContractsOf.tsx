// An organization's contracts on its page: sold and bought by year, and the latest, as far as the reader sees them; nothing where he sees none.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { call } from '../../platform/web/call.ts';
import { exactNumber } from '../../platform/web/format.ts';
import { addWords, useLanguage, useWords } from '../../platform/web/i18n.ts';
import { ProblemView } from '../../platform/web/Parts.tsx';
import { useSession } from '../../platform/web/session.ts';
import { type ContractsOf as Found, getContractsOf } from '../uses.ts';
import { ContractLines } from './ContractLines.tsx';
import { contractReaders } from './readers.ts';
import { SumsHead } from './SumsHead.tsx';
import '../../platform/web/table.css';
import { contractUseWords } from './uses-words.ts';

addWords({ contractUses: contractUseWords });

export default function ContractsOf({ organization }: { organization: string }) {
  const t = useWords();
  const language = useLanguage();
  const session = useSession();
  const reads = contractReaders.some((one) => session?.roles.includes(one));
  const asked = useQuery({
    queryKey: ['contracts', 'of', organization, language, session?.account],
    queryFn: () => call(getContractsOf, { params: { id: organization } }),
    enabled: reads,
  });
  if (asked.isError) return <ProblemView problem={asked.error} again={() => void asked.refetch()} />;
  if (!asked.data || asked.data.items.length === 0) return null;
  return (
    <section className="card stack" aria-label={t('contractUses:ofOrganization')}>
      <h2>
        {t('contractUses:ofOrganization')}
        <span className="spread" />
        <Link className="card-link" to={`/contracts?seller=${organization}` as string}>
          {t('contractUses:all')}
        </Link>
      </h2>
      {(['sold', 'bought'] as const).map((side) => (
        <Years key={side} of={asked.data[side]} title={t(`contractUses:${side}`)} />
      ))}
      <h3>{t('contractUses:latest')}</h3>
      <ContractLines
        lines={asked.data.items.map((one) => ({
          ...one,
          to: `/contracts/${one.id}`,
          note: (
            <>
              {t(`contractUses:${one.side}`)} {one.registeredOn}
            </>
          ),
        }))}
      />
    </section>
  );
}

function Years({ of, title }: { of: Found['sold']; title: string }) {
  const t = useWords();
  if (of.length === 0) return null;
  const head = [title, t('contractUses:count'), t('contractUses:amount'), t('publicContracts:columns.technologyAmount')];
  return (
    <div className="list-scroll">
      <table className="table table-list">
        <caption className="sr-only">{title}</caption>
        <SumsHead titles={head} />
        <tbody>
          {of.map((one) => (
            <tr key={one.year}>
              <td data-title={t('contractUses:year')}>{one.year}</td>
              <td data-title={head[1]} className="num">
                {exactNumber(String(one.count))}
              </td>
              <td data-title={head[2]} className="num">
                {exactNumber(one.amount)}
              </td>
              <td data-title={head[3]} className="num">
                {exactNumber(one.technologyAmount)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
