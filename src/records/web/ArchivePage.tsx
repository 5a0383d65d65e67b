// One archived package: what it is, how long it is kept, its catalogue with digests, what may be done, its history.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { usePathParam } from '../../platform/web/address.ts';
import { address, request } from '../../platform/web/call.ts';
import { FailedPage } from '../../platform/web/ErrorPage.tsx';
import { useLanguage, useWords } from '../../platform/web/i18n.ts';
import { recordKind } from '../../platform/web/pages.ts';
import { PageHead, Skeleton, Tag } from '../../platform/web/Parts.tsx';
import { useSession } from '../../platform/web/session.ts';
import { shownSize } from '../../platform/web/upload.ts';
import { Closed, useKindName, useReadsArchives } from './ArchivesPage.tsx';
import { acted } from './asking.ts';
import { type Archive, archivesApi } from './files.ts';
import { withControls } from './offered.ts';
import { Back, FactList, History } from './Parts.tsx';
import { RecordActions } from './RecordActions.tsx';
import '../../platform/web/table.css';
import './files.css';

export default function ArchivePage() {
  const t = useWords();
  const id = usePathParam('id');
  const key = ['archives', 'one', id, useLanguage(), useSession()?.account ?? null];
  const reads = useReadsArchives();
  const asked = useQuery({
    queryKey: key,
    queryFn: () => request<Archive>('GET', `${archivesApi}/${id}`),
    enabled: reads === true,
  });
  return (
    <div className="page">
      <Back to="/archives">{t('archives:list.title')}</Back>
      {reads === false ? (
        <>
          <PageHead title={t('archives:one')} />
          <Closed />
        </>
      ) : null}
      {reads !== false && asked.isPending ? (
        <>
          <PageHead title={t('shell:loading')} />
          <Skeleton lines={12} height={520} />
        </>
      ) : null}
      {asked.isLoadingError ? <FailedPage problem={asked.error} again={() => void asked.refetch()} /> : null}
      {asked.data ? <Shown one={asked.data} onDone={(after) => acted(key, after)} /> : null}
    </div>
  );
}

function Shown({ one, onDone }: { one: Archive; onDone: (after: Archive) => void }) {
  const t = useWords();
  return (
    <>
      <PageHead
        title={one.title ?? t('archives:one')}
        note={
          <span className="head-names">
            <span>{t('archives:one')}</span>
            <Tag tone={one.state === 'archived' ? 'good' : 'none'}>{t(`archives:states.${one.state}`)}</Tag>
          </span>
        }
        aside={
          one.state === 'archived' ? (
            <a className="button button-primary" href={address(`${archivesApi}/${one.id}/package`)}>
              {t('archives:download')}
            </a>
          ) : null
        }
      />
      <div className="two">
        <div className="stack">
          <Facts one={one} />
          <Catalogue one={one} />
        </div>
        <div className="stack">
          <RecordActions
            one={one}
            api={archivesApi}
            words="archives"
            primary=""
            danger={['destroy']}
            asked={asAsked}
            given={(action) => (action === 'reclassify' ? { retention: one.retention } : undefined)}
            onDone={onDone}
          />
          <History api={archivesApi} id={one.id} words="archives" title={t('archives:history')} />
        </div>
      </div>
    </>
  );
}

function Facts({ one }: { one: Archive }) {
  const t = useWords();
  const kindName = useKindName();
  const page = recordKind(one.recordKind)?.page?.(one.record);
  return (
    <section className="card" aria-label={t('archives:facts')}>
      <h2>{t('archives:facts')}</h2>
      <FactList
        facts={[
          [t('archives:recordKind'), kindName(one.recordKind)],
          [
            t('archives:record'),
            page ? (
              <Link key="record" to={page as string}>
                {t('archives:openRecord')}
              </Link>
            ) : null,
          ],
          [t('archives:version'), String(one.recordVersion)],
          [t('archives:archivedOn'), one.archivedOn],
          [t('archives:archivedBy'), one.archivedBy],
          [t('archives:retention'), t(`archives:retentions.${one.retention}`)],
          [t('archives:keptUntil'), one.keptUntil ?? t('archives:forEver')],
          [t('archives:size'), t('archives:files', { count: one.catalogue.length, size: shownSize(one.size) })],
          [
            suiteOf(one),
            <code key="digest" className="archive-digest">
              {one.digest}
            </code>,
          ],
        ]}
      />
    </section>
  );
}

const suiteOf = ({ algorithm }: Archive): string => (algorithm === 'sha256' ? 'SHA-256' : 'SM3');

const asAsked = (offer: Archive['actions'][number]) =>
  withControls(offer, {
    controls: {
      retention: { options: 'archives:retentions' },
      ground: { options: 'archives:grounds' },
      reason: { control: 'textarea', ...(offer.name === 'destroy' ? { help: 'archives:destroyNote' } : {}) },
    },
    order: ['retention', 'ground', 'reason'],
  });

function Catalogue({ one }: { one: Archive }) {
  const t = useWords();
  return (
    <section className="card" aria-label={t('archives:catalogue')}>
      <h2>{t('archives:catalogue')}</h2>
      <table className="table table-list archive-catalogue">
        <thead>
          <tr>
            <th scope="col">{t('archives:columns.order')}</th>
            <th scope="col">{t('archives:columns.file')}</th>
            <th scope="col">{t('archives:size')}</th>
            <th scope="col">{t('archives:columns.digest', { algorithm: suiteOf(one) })}</th>
          </tr>
        </thead>
        <tbody>
          {one.catalogue.map((line) => (
            <tr key={line.file}>
              <td>{line.order}</td>
              <td data-title={t('archives:columns.file')}>
                <AsWritten>{line.file}</AsWritten>
              </td>
              <td data-title={t('archives:size')}>{shownSize(line.bytes)}</td>
              <td data-title={suiteOf(one)}>
                <code>{line.digest}</code>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
