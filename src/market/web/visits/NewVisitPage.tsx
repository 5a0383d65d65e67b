// A visit in a minute on a phone: the firm by one touch where it was visited lately, today and its purpose filled in, a few words.
import { lazy, Suspense } from 'react';
import { AsWritten } from '../../../platform/web/AsWritten.tsx';
import { useSearch } from '../../../platform/web/address.ts';
import type { FieldSources, Option } from '../../../platform/web/FieldForm.tsx';
import { useWords } from '../../../platform/web/i18n.ts';
import { useSession } from '../../../platform/web/session.ts';
import { NewRecord } from '../../../records/web/index.ts';
import { asAsked, asOptions, findFirms, useAtHand, visitsApi } from './visit-view.ts';
import './visits.css';

const Picker = lazy(() => import('../../../platform/web/Picker.tsx'));
type Control = Parameters<NonNullable<FieldSources['controls']>[string]>[0];

export default function NewVisitPage() {
  const t = useWords();
  const { firm } = useSearch();
  const atHand = useAtHand();
  const session = useSession();
  const region = session?.roles.some((role) => role === 'bureauOfficer') ? null : (session?.region ?? null);
  const lately = asOptions(atHand?.firms ?? []);
  return (
    <NewRecord
      api={visitsApi}
      back={{ to: '/visits', words: t('visits:page.back') }}
      title={t('visits:form.title')}
      note={t('visits:form.note')}
      submitWords={t('visits:form.submit')}
      page={(id) => `/visits/${id}`}
      asked={asAsked}
      ready={atHand !== undefined}
      given={{ on: atHand?.today, ...(firm ? { organization: firm } : {}) }}
      sources={{ controls: { organization: (props) => <FirmField {...props} lately={lately} region={region} /> } }}
      keep="visit"
      anew={firm !== undefined}
    />
  );
}

function FirmField({
  common,
  value,
  onChange,
  title,
  lately,
  region,
}: Control & { lately: readonly Option[]; region: string | null }) {
  const t = useWords();
  return (
    <>
      {lately.length > 0 ? (
        <fieldset className="visit-chips" aria-label={t('visits:recent')}>
          {lately.map((one) => (
            <button
              key={one.value}
              type="button"
              className="button"
              aria-pressed={one.value === value}
              onClick={() => onChange(one.value)}
            >
              <AsWritten>{one.title}</AsWritten>
            </button>
          ))}
        </fieldset>
      ) : null}
      <Suspense fallback={<input className="input" disabled aria-label={title} />}>
        <Picker {...{ common, value, onChange, title }} find={(words) => findFirms(words, region, lately)} />
      </Suspense>
    </>
  );
}
