// A new key of a program: its name, what it reads, its last day. Its token is drawn on the key's own page.
import { addDays } from '../../platform/shared/dates.ts';
import { useWords } from '../../platform/web/i18n.ts';
import { useHealth } from '../../platform/web/session.ts';
import { NewRecord } from '../../records/web/index.ts';
import { longest } from '../apiKey.ts';
import { asAsked, keysApi, useKeySources } from './key-view.ts';

export default function NewKeyPage() {
  const t = useWords();
  const today = useHealth()?.today;
  return (
    <NewRecord
      api={keysApi}
      back={{ to: '/api-keys', words: t('apiKeys:page.back') }}
      title={t('apiKeys:form.title')}
      note={t('apiKeys:form.note')}
      submitWords={t('apiKeys:actions.create')}
      page={(id) => `/api-keys/${id}`}
      asked={asAsked}
      sources={useKeySources()}
      given={{ scopes: ['market'], expiresOn: today === undefined ? '' : addDays(today, longest - 1) }}
      ready={today !== undefined}
    />
  );
}
