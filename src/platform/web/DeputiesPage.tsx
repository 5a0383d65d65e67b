// Deputies of an officer: who stands in for him in an absence, for whom he stands in, and the way to hand over a post for good.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { addDays } from '../shared/dates.ts';
import {
  type Deputies,
  endNaming,
  getDeputies,
  longestAbsence,
  nameDeputy,
  type Naming,
  shortenNaming,
} from '../shared/deputy.ts';
import { offices } from '../shared/office.ts';
import { AsWritten } from './AsWritten.tsx';
import { call } from './call.ts';
import { DayInput } from './DayInput.tsx';
import { shownDay } from './format.ts';
import { useLanguage, useWords } from './i18n.ts';
import { Modal } from './Modal.tsx';
import { OnlyFor } from './OnlyFor.tsx';
import { PageHead, ProblemView, Skeleton, Tag } from './Parts.tsx';
import { queries } from './query.ts';
import { actFor, useSession } from './session.ts';
import './form.css';
import './account.css';

export default function DeputiesPage() {
  const t = useWords();
  return (
    <OnlyFor roles={offices} title={t('rights:deputy.title')}>
      {() => <Own />}
    </OnlyFor>
  );
}

const refresh = (after: Deputies) => queries.setQueriesData({ queryKey: ['deputies'] }, after);

function Own() {
  const t = useWords();
  const language = useLanguage();
  const asked = useQuery({ queryKey: ['deputies', language], queryFn: () => call(getDeputies), staleTime: 0 });
  return (
    <div className="page account-page">
      <PageHead
        title={t('rights:deputy.title')}
        note={t('rights:deputy.note')}
        aside={
          <Link className="button" to={'/hand-overs' as string}>
            {t('rights:handOver.begin')}
          </Link>
        }
      />
      {asked.isError ? <ProblemView problem={asked.error} again={() => void asked.refetch()} /> : null}
      {asked.isPending ? <Skeleton lines={8} height={360} /> : null}
      {asked.data ? (
        <>
          <StandsIn of={asked.data} />
          <Name of={asked.data} />
          <Named of={asked.data} />
        </>
      ) : null}
    </div>
  );
}

function usePeriod(): (one: Naming) => string {
  const t = useWords();
  const language = useLanguage();
  return ({ from, to }) =>
    t('rights:deputy.period', { from: shownDay(from, language, 'long'), to: shownDay(to, language, 'long') });
}
const tones = { ahead: 'blue', running: 'good', over: 'none', ended: 'none' } as const;

/** For whom the reader stands in; while an absence runs he chooses here for whom he acts. */
function StandsIn({ of }: { of: Deputies }) {
  const t = useWords();
  const period = usePeriod();
  const acting = useSession()?.for?.account;
  const [refused, setRefused] = useState<unknown>(null);
  const choose = (account: string | null) => actFor(account).catch(setRefused);
  return (
    <section className="card">
      <h2>{t('rights:deputy.standsIn')}</h2>
      {of.standsIn.length === 0 ? <p className="note">{t('rights:deputy.standsInNone')}</p> : null}
      {refused ? <ProblemView problem={refused} /> : null}
      <ul className="session-list">
        {of.standsIn.map((one) => (
          <li key={one.id}>
            <span>
              <AsWritten>{one.absent.name}</AsWritten> <Tag tone={tones[one.state]}>{t(`rights:states.${one.state}`)}</Tag>
              <span className="note">{period(one)}</span>
            </span>
            {one.state !== 'running' ? null : acting === one.absent.account ? (
              <button type="button" className="button button-small" onClick={() => void choose(null)}>
                {t('rights:acting.stop')}
              </button>
            ) : (
              <button type="button" className="button button-small" onClick={() => void choose(one.absent.account)}>
                {t('rights:acting.choose', { name: one.absent.name })}
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Name({ of }: { of: Deputies }) {
  const t = useWords();
  const [deputy, setDeputy] = useState('');
  const [from, setFrom] = useState(of.today);
  const [to, setTo] = useState(of.today);
  const [refused, setRefused] = useState<unknown>(null);
  const [done, setDone] = useState('');
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setRefused(null);
    setDone('');
    try {
      refresh(await call(nameDeputy, { body: { deputy, from, to } }));
      setDone(of.colleagues.find((one) => one.account === deputy)?.name ?? deputy);
    } catch (problem) {
      setRefused(problem);
    }
  };
  return (
    <section className="card">
      <h2>{t('rights:deputy.name')}</h2>
      {of.colleagues.length === 0 ? (
        <p className="note">{t('rights:deputy.nobody')}</p>
      ) : (
        <form className="form" onSubmit={(event) => void submit(event)}>
          <People id="deputy" label={t('rights:deputy.who')} people={of.colleagues} value={deputy} onChange={setDeputy} />
          <Day id="from" label={t('rights:deputy.from')} value={from} min={of.today} onChange={setFrom} />
          <Day
            id="to"
            label={t('rights:deputy.to')}
            value={to}
            min={from}
            max={from ? addDays(from, longestAbsence - 1) : undefined}
            onChange={setTo}
            help={t('rights:deputy.daysHelp')}
          />
          {refused ? <ProblemView problem={refused} /> : null}
          {done ? <output className="note">{t('rights:deputy.done', { name: done })}</output> : null}
          <div className="form-foot">
            <button type="submit" className="button button-primary">
              {t('rights:deputy.name')}
            </button>
          </div>
        </form>
      )}
    </section>
  );
}

type PeopleProps = {
  id: string;
  label: string;
  people: readonly { account: string; name: string }[];
  value: string;
  onChange: (value: string) => void;
};
/** One of some colleagues. */
export function People({ id, label, people, value, onChange }: PeopleProps) {
  const t = useWords();
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      <select id={id} className="input" required value={value} onChange={(event) => onChange(event.target.value)}>
        <option value="">{t('shell:form.choose')}</option>
        {people.map((one) => (
          <option key={one.account} value={one.account}>
            {one.name} · {one.account}
          </option>
        ))}
      </select>
    </div>
  );
}

type DayProps = {
  id: string;
  label: string;
  value: string;
  min?: string | undefined;
  max?: string | undefined;
  help?: string;
  onChange: (value: string) => void;
};
function Day({ id, label, value, min, max, help, onChange }: DayProps) {
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      <DayInput
        id={id}
        className="input"
        required
        value={value}
        min={min}
        max={max}
        aria-describedby={help ? `${id}-help` : undefined}
        onChange={(event) => onChange(event.target.value)}
      />
      {help ? (
        <p id={`${id}-help`} className="note">
          {help}
        </p>
      ) : null}
    </div>
  );
}

function Named({ of }: { of: Deputies }) {
  const t = useWords();
  const period = usePeriod();
  const [changing, setChanging] = useState<{ one: Naming; how: 'shorten' | 'end' } | null>(null);
  return (
    <section className="card">
      <h2>{t('rights:deputy.own')}</h2>
      {of.named.length === 0 ? <p className="note">{t('rights:deputy.none')}</p> : null}
      <ul className="session-list">
        {of.named.map((one) => (
          <li key={one.id}>
            <span>
              <AsWritten>{one.deputy.name}</AsWritten> <Tag tone={tones[one.state]}>{t(`rights:states.${one.state}`)}</Tag>
              <span className="note">{period(one)}</span>
            </span>
            {one.state === 'running' && one.to > of.today ? (
              <button type="button" className="button button-small" onClick={() => setChanging({ one, how: 'shorten' })}>
                {t('rights:deputy.shorten')}
              </button>
            ) : null}
            {one.state === 'running' || one.state === 'ahead' ? (
              <button type="button" className="button button-small" onClick={() => setChanging({ one, how: 'end' })}>
                {t(one.state === 'ahead' ? 'rights:deputy.end' : 'rights:deputy.endNow')}
              </button>
            ) : null}
          </li>
        ))}
      </ul>
      <Modal
        open={changing !== null}
        onClose={() => setChanging(null)}
        title={changing ? t('rights:deputy.endSure', { name: changing.one.deputy.name }) : ''}
      >
        {changing ? <Change key={changing.one.id} {...changing} today={of.today} close={() => setChanging(null)} /> : null}
      </Modal>
    </section>
  );
}

function Change({ one, how, today, close }: { one: Naming; how: 'shorten' | 'end'; today: string; close: () => void }) {
  const t = useWords();
  const [to, setTo] = useState(today);
  const [refused, setRefused] = useState<unknown>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    try {
      const params = { id: one.id };
      refresh(how === 'end' ? await call(endNaming, { params }) : await call(shortenNaming, { params, body: { to } }));
      close();
    } catch (problem) {
      setRefused(problem);
    }
  };
  return (
    <form className="form" onSubmit={(event) => void submit(event)}>
      {how === 'shorten' ? (
        <Day
          id="shorten"
          label={t('rights:deputy.shortenTo')}
          value={to}
          min={today}
          max={addDays(one.to, -1)}
          onChange={setTo}
        />
      ) : null}
      {refused ? <ProblemView problem={refused} /> : null}
      <div className="form-foot">
        <button type="submit" className="button button-danger">
          {t(how === 'shorten' ? 'rights:deputy.shorten' : one.state === 'ahead' ? 'rights:deputy.end' : 'rights:deputy.endNow')}
        </button>
        <button type="button" className="button" onClick={close}>
          {t('shell:cancel')}
        </button>
      </div>
    </form>
  );
}
