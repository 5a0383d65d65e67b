// Publishing: the form of a release, with what it does and cannot be taken back; begun from the publication calendar it knows day, stage and period.
import { useQuery } from '@tanstack/react-query';
import { useSearch } from '../../platform/web/address.ts';
import { call } from '../../platform/web/call.ts';
import { addWords, useLanguage, useWords } from '../../platform/web/i18n.ts';
import { useHealth } from '../../platform/web/session.ts';
import { NewRecord, withControls } from '../../records/web/index.ts';
import { listPublications } from '../publication.ts';
import { publishingWords } from './publishing-words.ts';
import { releasesApi } from './view.ts';

addWords({ publishing: publishingWords });

const controls = {
  title: { help: 'statistics:release.titleHelp' },
  asOf: { help: 'statistics:release.asOfHelp' },
  stage: { options: 'publishing:stages', help: 'publishing:form.stage' },
  publication: { help: 'publishing:form.publication' },
  period: { help: 'publishing:form.period' },
  reason: { control: 'textarea', help: 'publishing:form.reason' },
} as const;
const order = ['title', 'asOf', 'stage', 'publication', 'period', 'reason'];

export default function NewReleasePage() {
  const t = useWords();
  const language = useLanguage();
  const today = useHealth()?.today;
  const calendar = useQuery({ queryKey: ['publications', language], queryFn: () => call(listPublications) });
  const { asOf, title, stage, publication, period } = useSearch();
  const names = new Map(calendar.data?.rules.map(({ code, name }) => [code, name]));
  return (
    <NewRecord
      api={releasesApi}
      back={{ to: '/releases', words: t('statistics:release.back') }}
      title={t('statistics:release.publish')}
      note={t('statistics:release.intro')}
      submitWords={t('statistics:release.actions.create')}
      page={(id) => `/releases/${id}`}
      asked={(offer) => withControls(offer, { controls, order })}
      sources={{ options: { publication: [...names].map(([value, name]) => ({ value, title: name })) } }}
      ready={today !== undefined && !calendar.isPending}
      given={{ asOf: asOf ?? today, title, stage, publication, period }}
      refused={t('statistics:release.onlyBureau')}
    />
  );
}
