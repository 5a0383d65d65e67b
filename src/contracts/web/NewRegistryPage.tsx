// A new registry: the form of `create`. It is prepared first, and opened once it has two registrars.
import { useWords } from '../../platform/web/i18n.ts';
import { NewRecord } from '../../records/web/index.ts';
import { asAsked, registriesApi, useRegistrySources } from './registry-view.ts';

export default function NewRegistryPage() {
  const t = useWords();
  return (
    <NewRecord
      api={registriesApi}
      back={{ to: '/registries', words: t('registries:nav') }}
      title={t('registries:actions.create')}
      note={t('registries:newNote')}
      submitWords={t('registries:actions.create')}
      page={(id) => `/registries/${id}`}
      asked={asAsked}
      sources={useRegistrySources()('create')}
    />
  );
}
