// Publishing: the form of a release, with what it does and cannot be taken back.
import { useSearch } from '../../platform/web/address.ts';
import { useWords } from '../../platform/web/i18n.ts';
import { useHealth } from '../../platform/web/session.ts';
import { NewRecord, withControls } from '../../records/web/index.ts';
import { releasesApi } from './view.ts';

const controls = { title: { help: 'statistics:release.titleHelp' }, asOf: { help: 'statistics:release.asOfHelp' } };

export default function NewReleasePage() {
  const t = useWords();
  const today = useHealth()?.today;
  const { asOf } = useSearch();
  return (
    <NewRecord
      api={releasesApi}
      back={{ to: '/releases', words: t('statistics:release.back') }}
      title={t('statistics:release.publish')}
      note={t('statistics:release.intro')}
      submitWords={t('statistics:release.actions.create')}
      page={(id) => `/releases/${id}`}
      asked={(offer) => withControls(offer, { controls })}
      ready={today !== undefined}
      given={{ asOf: asOf ?? today }}
      refused={t('statistics:release.onlyBureau')}
    />
  );
}
