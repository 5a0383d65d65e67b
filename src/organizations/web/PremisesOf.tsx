// The places that an organization runs, on its page: for those who may know them, and where there are any.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { request } from '../../platform/web/call.ts';
import { useLanguage, useWords } from '../../platform/web/i18n.ts';
import { ProblemView, TableHead } from '../../platform/web/Parts.tsx';
import { useSession } from '../../platform/web/session.ts';
import type { Page } from '../../records/web/index.ts';
import { extentOn, premisesRecords } from '../premises.ts';
import { type Premises, premisesApi, useArea } from './premises-view.ts';
import '../../platform/web/table.css';

const most = 20;

export default function PremisesOf({ organization }: { organization: string }) {
  const t = useWords();
  const language = useLanguage();
  const session = useSession();
  const area = useArea();
  const { readers } = premisesRecords;
  const reads = Array.isArray(readers) && readers.some((one) => session?.roles.includes(one));
  const asked = useQuery({
    queryKey: ['premises', 'of', organization, language, session?.account],
    queryFn: () => request<Page<Premises>>('GET', premisesApi, { query: { organization, state: 'inUse', limit: most } }),
    enabled: reads,
  });
  if (asked.isError) return <ProblemView problem={asked.error} again={() => void asked.refetch()} />;
  if (!asked.data || asked.data.items.length === 0) return null;
  const titles = ['name', 'address', 'use', 'area'].map((key) => t(`premises:${key}`));
  return (
    <section className="card stack" aria-label={t('premises:of.title')}>
      <h2>
        {t('premises:of.title')}
        <span className="spread" />
        <Link className="card-link" to={`/premises?organization=${organization}` as string}>
          {t('premises:of.all')}
        </Link>
      </h2>
      <div className="list-scroll">
        <table className="table table-list">
          <TableHead caption={t('premises:of.title')} titles={titles} />
          <tbody>
            {asked.data.items.map((one) => {
              const stands = extentOn(one, null);
              return (
                <tr key={one.id}>
                  <td data-title={titles[0]}>
                    <Named one={one} />
                  </td>
                  <td data-title={titles[1]}>
                    <AsWritten>{one.address}</AsWritten>
                  </td>
                  <td data-title={titles[2]}>{stands && t(`premises:uses.${stands.use}`)}</td>
                  <td data-title={titles[3]}>{area(stands?.area ?? null)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </section>
  );
}

const Named = ({ one }: { one: Premises }) => (
  <Link to={`/premises/${one.id}` as string}>
    <AsWritten>{one.name}</AsWritten>
  </Link>
);
