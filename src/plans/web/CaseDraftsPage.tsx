// Cases in hand: being written, to be checked, published, withdrawn.
import { Link } from '@tanstack/react-router';
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { request } from '../../platform/web/call.ts';
import { DataTable, type PageOf } from '../../platform/web/DataTable.tsx';
import { useWords } from '../../platform/web/i18n.ts';
import { EmptyState, PageHead, Tag } from '../../platform/web/Parts.tsx';
import { life } from '../typicalCase.ts';
import { casesApi, toneOfState, type TypicalCase, useBilingual, useRegionName } from './at-work-view.ts';
import { WorkSections } from './WorkSections.tsx';

export default function CaseDraftsPage() {
  const t = useWords();
  const region = useRegionName();
  const say = useBilingual();
  const state = (one: TypicalCase) => t(`cases:states.${one.state}`);
  return (
    <div className="page">
      <PageHead title={t('atWork:sections.cases')} note={t('cases:desk.note')} />
      <WorkSections />
      <div className="card">
        <DataTable<TypicalCase>
          name="typical-cases"
          caption={t('atWork:sections.cases')}
          list={(query) => request<PageOf<TypicalCase>>('GET', casesApi, { query })}
          filters={[
            { kind: 'search', key: 'q', title: t('cases:caseTitle') },
            {
              kind: 'select',
              key: 'state',
              title: t('cases:state'),
              options: life.states.map((value) => ({ value, title: t(`cases:states.${value}`) })),
            },
          ]}
          open={(one) => `/case-drafts/${one.id}`}
          empty={<EmptyState title={t('cases:desk.empty')}>{t('cases:desk.emptyWhy')}</EmptyState>}
          columns={[
            {
              key: 'title',
              title: t('cases:caseTitle'),
              cell: (one) => (
                <Link to={`/case-drafts/${one.id}` as string}>
                  <AsWritten>{say(one.title).text}</AsWritten>
                </Link>
              ),
              text: (one) => say(one.title).text,
            },
            {
              key: 'region',
              title: t('cases:region'),
              cell: (one) => region(one.region),
              text: (one) => region(one.region),
            },
            {
              key: 'publishedOn',
              title: t('cases:publishedOn'),
              cell: (one) => one.publishedOn ?? '',
              text: (one) => one.publishedOn,
            },
            {
              key: 'state',
              title: t('cases:state'),
              cell: (one) => <Tag tone={toneOfState(one.state)}>{state(one)}</Tag>,
              text: state,
            },
          ]}
        />
      </div>
    </div>
  );
}
