// Drafts of the next plan: from which plan, for which years, adopted or not.
import { Link } from '@tanstack/react-router';
import { request } from '../../platform/web/call.ts';
import { type Column, DataTable } from '../../platform/web/DataTable.tsx';
import { useLanguage, useWords } from '../../platform/web/i18n.ts';
import { textIn } from '../../platform/shared/words.ts';
import { EmptyState, PageHead, Tag } from '../../platform/web/Parts.tsx';
import { type Page, useCreates, WaysIn } from '../../records/web/index.ts';
import { life } from '../planDraft.ts';
import { draftsApi, type PlanDraft } from './working.ts';

export const draftTones = { draft: 'none', proposed: 'warn', adopted: 'good', withdrawn: 'none' } as const;

export default function PlanDraftsPage() {
  const t = useWords();
  const creates = useCreates(draftsApi, life);
  return (
    <div className="page">
      <PageHead
        title={t('plans:draft.title')}
        note={t('plans:draft.note')}
        aside={
          <WaysIn creates={creates}>
            <Link className="button button-primary" to={'/next-plan/new' as string}>
              {t('plans:draft.new')}
            </Link>
          </WaysIn>
        }
      />
      <div className="card">
        <DataTable<PlanDraft>
          name="plan-drafts"
          caption={t('plans:draft.title')}
          list={(query) => request<Page<PlanDraft>>('GET', draftsApi, { query })}
          columns={useColumns()}
          open={(row) => `/next-plan/${row.id}`}
          empty={
            <EmptyState title={t('plans:draft.empty')}>
              <p>{t('plans:draft.emptyWhy')}</p>
            </EmptyState>
          }
        />
      </div>
    </div>
  );
}

function useColumns(): readonly Column<PlanDraft>[] {
  const t = useWords();
  const language = useLanguage();
  return [
    {
      key: 'name',
      title: t('plans:draft.name'),
      cell: (row) => <Link to={`/next-plan/${row.id}` as string}>{textIn(row.name, language)}</Link>,
      text: (row) => textIn(row.name, language),
    },
    {
      key: 'span',
      title: t('plans:draft.span'),
      cell: (row) => `${row.from} – ${row.to}`,
      text: (row) => `${row.from} – ${row.to}`,
    },
    {
      key: 'predecessor',
      title: t('plans:draft.predecessor'),
      cell: (row) => row.predecessorName,
      text: (row) => row.predecessorName,
    },
    {
      key: 'state',
      title: t('plans:draft.state'),
      cell: (row) => <Tag tone={draftTones[row.state as keyof typeof draftTones]}>{t(`planDrafts:states.${row.state}`)}</Tag>,
      text: (row) => t(`planDrafts:states.${row.state}`),
    },
  ];
}
