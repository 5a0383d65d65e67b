// What a person wants to be told, how and when: each change is kept as it is made. Addresses and followed records beside it.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../../platform/web/call.ts';
import { FailedPage } from '../../../platform/web/ErrorPage.tsx';
import { addWords, useWords } from '../../../platform/web/i18n.ts';
import { PageHead, ProblemView, Skeleton } from '../../../platform/web/Parts.tsx';
import '../../../platform/web/form.css';
import { channels, changeSettings, getSettings, hows, resetSettings, type Settings, type Times } from '../../notices.ts';
import { useNoticesKey } from './asking.ts';
import { Contacts } from './Contacts.tsx';
import { Follows } from './Follows.tsx';
import { noticeSettingsWords } from './settings-words.ts';
import { SignedIn } from './SignedIn.tsx';
import { Sure } from './Sure.tsx';
import './notices.css';

addWords({ notices: noticeSettingsWords });

export default function SettingsPage() {
  return (
    <SignedIn>
      <OwnSettings />
    </SignedIn>
  );
}

function OwnSettings() {
  const t = useWords();
  const key = useNoticesKey('settings');
  const asked = useQuery({ queryKey: key, queryFn: () => call(getSettings), staleTime: 0 });
  const queries = useQueryClient();
  return (
    <div className="page">
      <PageHead title={t('notices:settings.title')} note={t('notices:settings.note')} />
      {asked.isPending ? <Skeleton lines={12} height={520} /> : null}
      {asked.isError ? <FailedPage problem={asked.error} again={() => void asked.refetch()} /> : null}
      {asked.data ? <Shown settings={asked.data} keep={(after) => queries.setQueryData(key, after)} /> : null}
    </div>
  );
}

type Keep = (after: Settings) => void;
type Saving = 'no' | 'saving' | 'saved';

function Shown({ settings, keep }: { settings: Settings; keep: Keep }) {
  const t = useWords();
  const [saving, setSaving] = useState<Saving>('no');
  const [refused, setRefused] = useState<unknown>(null);
  const [asking, setAsking] = useState(false);
  /** Shown at once as chosen; taken back where it is refused. */
  const save = async (ask: () => Promise<Settings>, meanwhile?: Settings) => {
    setSaving('saving');
    setRefused(null);
    if (meanwhile) keep(meanwhile);
    try {
      keep(await ask());
      setSaving('saved');
    } catch (problem) {
      if (meanwhile) keep(settings);
      setRefused(problem);
      setSaving('no');
    }
  };
  return (
    <>
      <Contacts contacts={settings.contacts} keep={keep} />
      <section className="card" aria-label={t('notices:settings.choices')}>
        <h2>
          {t('notices:settings.choices')}
          <output className="note settings-saved">
            {saving === 'no' ? '' : t(saving === 'saving' ? 'notices:settings.saving' : 'notices:settings.saved')}
          </output>
          <span className="spread" />
          <button type="button" className="button-text note" onClick={() => setAsking(true)}>
            {t('notices:settings.reset')}
          </button>
        </h2>
        {refused ? <ProblemView problem={refused} /> : null}
        <Choices settings={settings} save={save} />
      </section>
      <section className="card" aria-label={t('notices:settings.times')}>
        <h2>{t('notices:settings.times')}</h2>
        <When
          times={settings.times}
          change={(times) =>
            void save(() => call(changeSettings, { body: { times } }), {
              ...settings,
              times,
            })
          }
        />
      </section>
      <Follows />
      <Sure
        open={asking}
        close={() => setAsking(false)}
        title={t('notices:settings.reset')}
        question={t('notices:settings.resetAsk')}
        go={() => save(() => call(resetSettings))}
      />
    </>
  );
}

type ChoicesProps = { settings: Settings; save: (ask: () => Promise<Settings>, meanwhile: Settings) => Promise<void> };

/** One row a topic, one column a channel that the house has. */
function Choices({ settings, save }: ChoicesProps) {
  const t = useWords();
  const on = channels.filter((one) => one === 'inApp' || settings.contacts[one].on);
  return (
    <table className="table table-list choices">
      <caption className="sr-only">{t('notices:settings.choices')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('notices:settings.topic')}</th>
          {on.map((channel) => (
            <th key={channel} scope="col">
              {t(`notices:settings.channel.${channel}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {settings.topics.map((row) => (
          <tr key={row.topic}>
            <th scope="row">{t(`notices:topics.${row.topic}`)}</th>
            {on.map((channel) => (
              <td key={channel} data-title={t(`notices:settings.channel.${channel}`)}>
                <select
                  className="input"
                  aria-label={t('notices:settings.cell', {
                    topic: t(`notices:topics.${row.topic}`),
                    channel: t(`notices:settings.channel.${channel}`),
                  })}
                  value={row[channel]}
                  onChange={(event) => {
                    const how = hows.find((one) => one === event.target.value);
                    const { topic } = row;
                    if (how === undefined || topic === 'delivery') return;
                    const meanwhile = settings.topics.map((one) => (one.topic === topic ? { ...one, [channel]: how } : one));
                    void save(() => call(changeSettings, { body: { choices: [{ topic, channel, how }] } }), {
                      ...settings,
                      topics: meanwhile,
                    });
                  }}
                >
                  {hows.map((one) => (
                    <option key={one} value={one}>
                      {t(`notices:settings.how.${one}`)}
                    </option>
                  ))}
                </select>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const hours = Array.from({ length: 24 }, (_none, at) => at);
const clockOf = (hour: number): string => `${String(hour).padStart(2, '0')}:00`;

function When({ times, change }: { times: Times; change: (times: Times) => void }) {
  const t = useWords();
  const quiet = times.quietFrom !== null;
  return (
    <>
      <div className="settings-times">
        <Select
          title={t('notices:settings.digestHour')}
          value={times.digestHour}
          options={hours.map((one) => [one, clockOf(one)])}
          onChange={(digestHour) => change({ ...times, digestHour: digestHour ?? 9 })}
        />
        <Select
          title={t('notices:settings.weeklyDay')}
          value={times.weeklyDay}
          options={[1, 2, 3, 4, 5, 6, 7].map((one) => [one, t(`notices:settings.weekday.${one}`)])}
          onChange={(weeklyDay) => change({ ...times, weeklyDay: weeklyDay ?? 1 })}
        />
        <Select
          title={t('notices:settings.quietFrom')}
          value={times.quietFrom}
          none={t('notices:settings.quietOff')}
          options={hours.map((one) => [one, clockOf(one)])}
          onChange={(quietFrom) => change({ ...times, quietFrom, quietTo: quietFrom === null ? null : (times.quietTo ?? 7) })}
        />
        {quiet ? (
          <Select
            title={t('notices:settings.quietTo')}
            value={times.quietTo}
            options={hours.map((one) => [one, clockOf(one)])}
            onChange={(quietTo) => change({ ...times, quietTo })}
          />
        ) : null}
      </div>
      <p className="note">{t('notices:settings.quietNote')}</p>
      <label className="field field-boolean">
        <input
          type="checkbox"
          checked={times.workingDaysOnly}
          onChange={(event) => change({ ...times, workingDaysOnly: event.target.checked })}
        />
        <span>{t('notices:settings.workingDaysOnly')}</span>
      </label>
    </>
  );
}

type SelectProps = {
  title: string;
  value: number | null;
  none?: string;
  options: readonly (readonly [value: number, title: string])[];
  onChange: (value: number | null) => void;
};
function Select({ title, value, none, options, onChange }: SelectProps) {
  return (
    <label className="field">
      <span className="field-label">{title}</span>
      <select
        className="input"
        value={value ?? ''}
        onChange={(event) => onChange(event.target.value === '' ? null : Number(event.target.value))}
      >
        {none === undefined ? null : <option value="">{none}</option>}
        {options.map(([one, said]) => (
          <option key={one} value={one}>
            {said}
          </option>
        ))}
      </select>
    </label>
  );
}
