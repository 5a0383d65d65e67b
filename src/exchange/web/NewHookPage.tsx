// A new webhook: which address is told of what. Its secret is drawn on its own page.
import { useWords } from '../../platform/web/i18n.ts';
import { NewRecord } from '../../records/web/index.ts';
import { listingEvents } from '../webhook.ts';
import { asAsked, useHookSources, webhooksApi } from './hook-view.ts';

export default function NewHookPage() {
  const t = useWords();
  return (
    <NewRecord
      api={webhooksApi}
      back={{ to: '/webhooks', words: t('webhooks:page.back') }}
      title={t('webhooks:form.title')}
      note={t('webhooks:form.note')}
      submitWords={t('webhooks:actions.create')}
      page={(id) => `/webhooks/${id}`}
      asked={asAsked}
      sources={useHookSources()}
      given={{ events: [...listingEvents], about: 'all' }}
    />
  );
}
