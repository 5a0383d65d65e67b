// All registers of the city by group: how many titles are in force where a list confirms the register, else how many are known.
import { Link } from '@tanstack/react-router';
import { useWords } from '../../platform/web/i18n.ts';
import { EmptyState, PageHead, ProblemView, Skeleton, Tag } from '../../platform/web/Parts.tsx';
import { exactNumber } from '../../platform/web/format.ts';
import { useHealth } from '../../platform/web/session.ts';
import { useOffers } from '../../records/web/index.ts';
import { Ways } from './Ways.tsx';
import { api, type Complete, completeBy, type Kind, useDefinitions, useKinds } from './view.ts';
import './recognitions.css';

export default function OverviewPage() {
  const t = useWords();
  const asked = useKinds();
  const definitions = useDefinitions().data;
  const today = useHealth()?.today;
  const creates = useOffers(api)?.some((one) => one.name === 'create') ?? false;
  return (
    <div className="page">
      <PageHead title={t('recognitions:nav')} note={t('recognitions:overview.note')} aside={creates ? <Ways /> : null} />
      {asked.isPending ? <Skeleton lines={12} height={600} /> : null}
      {asked.isError ? <ProblemView problem={asked.error} again={() => void asked.refetch()} /> : null}
      {asked.isSuccess && asked.data.kinds.length === 0 ? <EmptyState title={t('recognitions:overview.empty')} /> : null}
      <Link className="card register-organizations" to={'/organizations' as string}>
        <b>{t('recognitions:overview.organizations')}</b>
        <span className="note">{t('recognitions:overview.organizationsNote')}</span>
      </Link>
      {asked.data?.groups.map((group) => {
        const kinds = asked.data.kinds.filter((one) => one.group === group.code);
        return kinds.length === 0 ? null : (
          <section key={group.code} className="register-group" aria-label={group.name}>
            <h2>{group.name}</h2>
            <ul>
              {kinds.map((kind) => (
                <KindCard
                  key={kind.code}
                  kind={kind}
                  complete={definitions && today ? completeBy(definitions, kind.code, today) : undefined}
                />
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}

/** `complete` is undefined while it is not known whether a list confirms the register. */
function KindCard({ kind, complete }: { kind: Kind; complete: Complete | null | undefined }) {
  const t = useWords();
  return (
    <li>
      <Link className="card register" to={`/registers/${kind.code}` as string}>
        <span className="register-name">
          {kind.name}
          {kind.tasks.length > 0 ? (
            <small>{t('recognitions:overview.tasks', { numbers: kind.tasks.join(t('organizations:page.comma')) })}</small>
          ) : null}
        </span>
        <span className="register-count">
          {complete === undefined ? (
            '…'
          ) : complete ? (
            <>
              <b>{exactNumber(String(kind.counting))}</b> {t('recognitions:overview.counting')}
            </>
          ) : kind.known === 0 ? (
            t('shell:noData')
          ) : (
            t('shell:noDataKnown', { count: kind.known })
          )}
        </span>
        {complete === undefined ? null : (
          <span>
            <Tag tone={complete ? 'good' : 'none'}>
              {complete ? t('recognitions:overview.complete', { day: complete.from }) : t('recognitions:overview.incomplete')}
            </Tag>
          </span>
        )}
      </Link>
    </li>
  );
}
