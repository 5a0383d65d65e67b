// Handing over a post: what would pass, to whom, and what has passed. The security administrator carries it out; who leaves himself asks his successor.
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import {
  askHandOver,
  confirmHandOver,
  declineHandOver,
  type HandOver,
  listHandOvers,
  type Matters,
  withdrawHandOver,
} from '../shared/deputy.ts';
import { offices } from '../shared/office.ts';
import { useChangeSearch, useSearch } from './address.ts';
import { AsWritten } from './AsWritten.tsx';
import { call } from './call.ts';
import { People } from './DeputiesPage.tsx';
import { shownInstant } from './format.ts';
import { useLanguage, useWords } from './i18n.ts';
import { Line } from './Line.tsx';
import { OnlyFor } from './OnlyFor.tsx';
import { PageHead, ProblemView, Skeleton, Tag } from './Parts.tsx';
import { queries } from './query.ts';
import './form.css';
import './account.css';

export default function HandOversPage() {
  const t = useWords();
  return (
    <OnlyFor roles={[...offices, 'securityAdmin', 'auditAdmin']} title={t('rights:handOver.title')}>
      {({ roles }) => <HandOvers security={roles.includes('securityAdmin')} />}
    </OnlyFor>
  );
}

const readAnew = () => queries.invalidateQueries({ queryKey: ['hand-overs'] });

function HandOvers({ security }: { security: boolean }) {
  const t = useWords();
  const language = useLanguage();
  const { from = '' } = useSearch();
  const asked = useQuery({
    queryKey: ['hand-overs', from, language],
    queryFn: () => call(listHandOvers, { query: from ? { from } : {} }),
    staleTime: 0,
  });
  return (
    <div className="page account-page">
      <PageHead title={t('rights:handOver.title')} note={t('rights:handOver.note')} />
      {security ? <Leaving said={from} /> : null}
      {asked.isError ? <ProblemView problem={asked.error} again={() => void asked.refetch()} /> : null}
      {asked.isPending ? <Skeleton lines={8} height={300} /> : null}
      {asked.data ? (
        <>
          {asked.data.leaving ? (
            <Begin key={asked.data.leaving.account} security={security} {...asked.data} leaving={asked.data.leaving} />
          ) : from ? (
            <p className="card note">{t('rights:handOver.notFound')}</p>
          ) : null}
          <List items={asked.data.items} />
        </>
      ) : null}
    </div>
  );
}

function Leaving({ said }: { said: string }) {
  const t = useWords();
  const change = useChangeSearch();
  const [account, setAccount] = useState(said);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change({ from: account.trim() });
  };
  return (
    <section className="card">
      <form className="form" onSubmit={submit}>
        <Line
          id="leaving"
          label={t('rights:handOver.from')}
          help={t('rights:handOver.fromHelp')}
          value={account}
          onChange={setAccount}
          maxLength={100}
        />
        <div className="form-foot">
          <button type="submit" className="button">
            {t('rights:handOver.look')}
          </button>
        </div>
      </form>
    </section>
  );
}

function Passes({ passes }: { passes: Matters }) {
  const t = useWords();
  const found = Object.entries(passes);
  if (found.length === 0) return <p className="note">{t('rights:handOver.nothing')}</p>;
  return (
    <dl className="account-facts">
      {found.map(([matter, count]) => (
        <Fact key={matter} title={t(`rights:matters.${matter}`)} value={String(count)} />
      ))}
    </dl>
  );
}
const Fact = ({ title, value }: { title: string; value: string }) => (
  <>
    <dt>{title}</dt>
    <dd>{value}</dd>
  </>
);

type BeginProps = {
  security: boolean;
  leaving: { account: string; name: string };
  passes: Matters;
  successors: readonly { account: string; name: string }[];
  items: readonly HandOver[];
};

function Begin({ security, leaving, passes, successors, items }: BeginProps) {
  const t = useWords();
  const [to, setTo] = useState('');
  const [reason, setReason] = useState('');
  const [refused, setRefused] = useState<unknown>(null);
  if (items.some((one) => one.state === 'asked' && one.from.account === leaving.account)) return null;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setRefused(null);
    try {
      await call(askHandOver, { body: { ...(security ? { from: leaving.account } : {}), to, reason } });
      await readAnew();
    } catch (problem) {
      setRefused(problem);
    }
  };
  return (
    <section className="card">
      <h2>
        {t('rights:handOver.passes')} <AsWritten>{`${leaving.name} · ${leaving.account}`}</AsWritten>
      </h2>
      <Passes passes={passes} />
      {successors.length === 0 ? (
        <p className="note">{t('rights:handOver.nobody')}</p>
      ) : (
        <form className="form" onSubmit={(event) => void submit(event)}>
          <People id="successor" label={t('rights:handOver.to')} people={successors} value={to} onChange={setTo} />
          <Line id="reason" label={t('rights:handOver.reason')} value={reason} onChange={setReason} maxLength={500} />
          <p className="note">{t('rights:handOver.doSure', { name: leaving.name })}</p>
          {refused ? <ProblemView problem={refused} /> : null}
          <div className="form-foot">
            <button type="submit" className={security ? 'button button-danger' : 'button button-primary'}>
              {t(security ? 'rights:handOver.do' : 'rights:handOver.ask')}
            </button>
          </div>
        </form>
      )}
    </section>
  );
}

const tones = { asked: 'warn', done: 'good', declined: 'none', withdrawn: 'none' } as const;
const answers = { confirm: confirmHandOver, decline: declineHandOver, withdraw: withdrawHandOver } as const;

function List({ items }: { items: readonly HandOver[] }) {
  const t = useWords();
  const [refused, setRefused] = useState<unknown>(null);
  const answer = async (one: HandOver, how: keyof typeof answers) => {
    setRefused(null);
    await call(answers[how], { params: { id: one.id } }).catch(setRefused);
    await readAnew();
  };
  return (
    <section className="card">
      <h2>{t('rights:handOver.list')}</h2>
      {items.length === 0 ? <p className="note">{t('rights:handOver.none')}</p> : null}
      {refused ? <ProblemView problem={refused} /> : null}
      <ul className="session-list">
        {items.map((one) => (
          <li key={one.id}>
            <span>
              <AsWritten>{t('rights:handOver.line', { from: one.from.name, to: one.to.name })}</AsWritten>{' '}
              <Tag tone={tones[one.state]}>{t(`rights:handOver.states.${one.state}`)}</Tag>
              <span className="note">
                {shownInstant(one.endedAt ?? one.askedAt)} · <AsWritten>{one.reason}</AsWritten>
              </span>
            </span>
            {one.may.map((how) => (
              <button
                key={how}
                type="button"
                className={how === 'confirm' ? 'button button-small button-primary' : 'button button-small'}
                onClick={() => void answer(one, how)}
              >
                {t(`rights:handOver.${how}`)}
              </button>
            ))}
          </li>
        ))}
      </ul>
    </section>
  );
}
