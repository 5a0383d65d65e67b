// What the city has published: releases by number, with the day of the figures and the instant as known at which they were frozen.
import { Link } from '@tanstack/react-router';
import { request } from '../../platform/web/call.ts';
import { type Column, DataTable, type Filter } from '../../platform/web/DataTable.tsx';
import { shownInstant } from '../../platform/web/format.ts';
import { addWords, useWords } from '../../platform/web/i18n.ts';
import { EmptyState, PageHead } from '../../platform/web/Parts.tsx';
import { type Page, useCreates, WaysIn } from '../../records/web/index.ts';
import { life, stages } from '../release.ts';
import { publishingWords } from './publishing-words.ts';
import { Sections } from './Sections.tsx';
import { StageOf } from './Stage.tsx';
import { type Release, releasesApi } from './view.ts';
import './publishing.css';

addWords({ publishing: publishingWords });

export default function ReleasesPage() {
  const t = useWords();
  const publishes = useCreates(releasesApi, life);
  const filters: readonly Filter[] = [
    { kind: 'search', key: 'q', title: t('statistics:release.title') },
    {
      kind: 'select',
      key: 'stage',
      title: t('publishing:stage'),
      options: stages.map((value) => ({ value, title: t(`publishing:stages.${value}`) })),
    },
  ];
  return (
    <div className="page">
      <PageHead
        title={t('statistics:release.nav')}
        note={t('statistics:release.note')}
        aside={
          <WaysIn creates={publishes}>
            <Link className="button button-primary" to={'/releases/new' as string}>
              {t('statistics:release.publish')}
            </Link>
          </WaysIn>
        }
      />
      <Sections />
      <div className="card">
        <DataTable<Release>
          name="releases"
          caption={t('statistics:release.nav')}
          list={(query) => request<Page<Release>>('GET', releasesApi, { query })}
          columns={useColumns()}
          filters={filters}
          open={(row) => `/releases/${row.id}`}
          empty={
            <EmptyState title={t('statistics:release.empty')}>
              <p>{t(publishes === 'yes' ? 'statistics:release.emptyWhy' : 'statistics:release.emptyWho')}</p>
            </EmptyState>
          }
        />
      </div>
    </div>
  );
}

function useColumns(): readonly Column<Release>[] {
  const t = useWords();
  const title = (key: string) => t(`statistics:release.${key}`);
  return [
    {
      key: 'number',
      title: title('number'),
      cell: (row) => <Link to={`/releases/${row.id}` as string}>{row.number}</Link>,
      text: (row) => row.number,
    },
    { key: 'title', title: title('title'), cell: (row) => row.title, text: (row) => row.title },
    {
      key: 'stage',
      title: t('publishing:stage'),
      cell: (row) => <StageOf release={row} />,
      text: (row) => t(`publishing:stages.${row.stage ?? 'none'}`),
    },
    { key: 'asOf', title: title('asOf'), cell: (row) => row.asOf, text: (row) => row.asOf },
    { key: 'knownAt', title: title('knownAt'), cell: (row) => shownInstant(row.knownAt), text: (row) => row.knownAt },
    {
      key: 'pack',
      title: title('pack'),
      cell: (row) => (
        <span>
          {t('statistics:release.version', { version: row.packVersion })} <code>{row.packDigest.slice(0, 12)}</code>
        </span>
      ),
      text: (row) => `${row.packVersion} ${row.packDigest}`,
    },
  ];
}
