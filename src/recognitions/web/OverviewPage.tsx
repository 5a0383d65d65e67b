// All registers of the city by group: how many titles are in force where a list confirms the register, else how many are known.
import { Link } from '@tanstack/react-router';
import { useWords } from '../../platform/web/i18n.ts';
import { EmptyState, PageHead, ProblemView, Skeleton } from '../../platform/web/Parts.tsx';
import { exactNumber } from '../../platform/web/format.ts';
import { useHealth } from '../../platform/web/session.ts';
import { Ways } from './Ways.tsx';
import { type Complete, completeBy, type Kind, useDefinitions, useKinds } from './view.ts';
import './recognitions.css';

export default function OverviewPage() {
  const t = useWords();
  const asked = useKinds();
  const definitions = useDefinitions().data;
  const today = useHealth()?.today;
  return (
    <div className="page">
      <PageHead title={t('recognitions:nav')} note={t('recognitions:overview.note')} aside={<Ways />} />
      <Link className="card register-organizations" to={'/organizations' as string}>
        <b>{t('recognitions:overview.organizations')}</b>
        <span className="note">{t('recognitions:overview.organizationsNote')}</span>
      </Link>
      {asked.isPending ? <Skeleton lines={12} height={600} /> : null}
      {asked.isError ? <ProblemView problem={asked.error} again={() => void asked.refetch()} /> : null}
      {asked.isSuccess && asked.data.kinds.length === 0 ? <EmptyState title={t('recognitions:overview.empty')} /> : null}
      <div className="registers">
        {asked.data?.groups.map((group) => {
          const kinds = asked.data.kinds.filter((one) => one.group === group.code);
          return kinds.length === 0 ? null : (
            <section key={group.code} className="card register-group" aria-label={group.name}>
              <h2>{group.name}</h2>
              <ul>
                {kinds.map((kind) => (
                  <KindLine
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
    </div>
  );
}

/** `complete` is undefined while it is not known whether a list confirms the register. */
function KindLine({ kind, complete }: { kind: Kind; complete: Complete | null | undefined }) {
  const t = useWords();
  const tasks =
    kind.tasks.length > 0 ? t('recognitions:overview.tasks', { numbers: kind.tasks.join(t('organizations:page.comma')) }) : '';
  const known = kind.known === 0 ? t('shell:noData') : t('shell:noDataKnown', { count: kind.known });
  const note = complete ? t('recognitions:overview.complete', { day: complete.from }) : t('recognitions:overview.incomplete');
  return (
    <li>
      <Link className="register" to={`/registers/${kind.code}` as string}>
        <b>{kind.name}</b>
        <span className="register-count">
          {complete ? (
            <>
              <strong>{exactNumber(String(kind.counting))}</strong> {t('recognitions:overview.counting')}
            </>
          ) : complete === null ? (
            known
          ) : (
            '…'
          )}
        </span>
        <small>{[tasks, complete === undefined ? '' : note].filter(Boolean).join(' · ')}</small>
      </Link>
    </li>
  );
}
