// Who has not handed in: by how much, whom to call, what was tried, a text to send; all can be reminded in one go.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { usePathParam } from '../../../platform/web/address.ts';
import { AsWritten } from '../../../platform/web/AsWritten.tsx';
import { call } from '../../../platform/web/call.ts';
import { addWords, useLanguage, useWords } from '../../../platform/web/i18n.ts';
import { EmptyState, PageHead, ProblemView, Skeleton, TableHead, Tag } from '../../../platform/web/Parts.tsx';
import { Back } from '../../../records/web/index.ts';
import { type Late, listLate } from '../../chase.ts';
import { actOnMany } from '../../returnRoutes.ts';
import { useRegionName } from '../view.ts';
import { chaseWords } from '../chase-words.ts';
import { usePeriodName } from './view.ts';
import '../statistics.css';
import './filling.css';

addWords({ chase: chaseWords });

export default function ChasePage() {
  const t = useWords();
  const language = useLanguage();
  const name = usePeriodName();
  const [form, period] = [usePathParam('form'), usePathParam('period')];
  const asked = useQuery({
    queryKey: ['late', form, period, language],
    queryFn: () => call(listLate, { params: { form, period }, query: { limit: 200 } }),
  });
  return (
    <div className="page">
      <Back to={`/collections/${form}/${period}`}>{name(period)}</Back>
      <PageHead title={t('chase:title')} note={t('chase:note')} />
      {asked.isPending ? <Skeleton lines={10} height={420} /> : null}
      {asked.isError ? <ProblemView problem={asked.error} again={() => void asked.refetch()} /> : null}
      {asked.data?.items.length === 0 ? (
        <section className="card">
          <EmptyState title={t('chase:empty')} />
        </section>
      ) : null}
      {asked.data && asked.data.items.length > 0 ? <List {...{ form, period }} answer={asked.data} /> : null}
    </div>
  );
}

type Listed = { form: string; period: string; answer: { total: number; items: Late[] } };
function List({ form, period, answer: { total, items } }: Listed) {
  const t = useWords();
  const titles = ['organization', 'days', 'before', 'contact', 'last'].map((key) => t(`chase:${key}`));
  return (
    <section className="card" aria-label={t('chase:title')}>
      <Tools {...{ form, period, items }} />
      {total > items.length ? <p className="note">{t('chase:more', { total, shown: items.length })}</p> : null}
      <div className="wide-table">
        <table className="table table-list chase">
          <TableHead caption={t('chase:title')} titles={[...titles, t('chase:copy')]} />
          <tbody>
            {items.map((one) => (
              <Row key={one.id} one={one} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

/** Reminds who can still hand in, at most two hundred at once. */
function Tools({ form, period, items }: { form: string; period: string; items: readonly Late[] }) {
  const t = useWords();
  const cache = useQueryClient();
  const [done, setDone] = useState<{ done: number; refused: { words: string }[] } | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const waiting = items.filter(({ state }) => state !== 'missing');
  const remind = async () => {
    setBusy(true);
    setProblem(null);
    try {
      const returns = waiting.map(({ id, version }) => ({ id, version }));
      setDone(await call(actOnMany, { params: { form, period }, body: { action: 'remind', returns } }));
      await cache.invalidateQueries({ queryKey: ['late'] });
    } catch (fault) {
      setProblem(fault);
    }
    setBusy(false);
  };
  return (
    <div className="chase-tools">
      <button
        type="button"
        className="button button-primary"
        disabled={busy || waiting.length === 0}
        onClick={() => void remind()}
      >
        {t('chase:remindAll', { count: waiting.length })}
      </button>
      <Copy text={items.map(({ text }) => text).join('\n')} words={t('chase:copyAll')} />
      <output className="note">
        {done ? t('chase:reminded', { done: done.done }) : ''}
        {done && done.refused.length > 0 ? ` ${t('chase:refused', { count: done.refused.length })}` : ''}
      </output>
      {problem === null ? null : <ProblemView problem={problem} />}
    </div>
  );
}

function Row({ one }: { one: Late }) {
  const t = useWords();
  const region = useRegionName();
  return (
    <tr>
      <th scope="row">
        <Link to={`/returns/${one.id}` as string}>
          <AsWritten>{one.organization.name}</AsWritten>
        </Link>
        <div className="note">{one.region === null ? '' : region(one.region)}</div>
      </th>
      <td data-title={t('chase:days')}>
        {one.days === 0 ? (
          <Tag>{t('chase:notYet')}</Tag>
        ) : (
          <Tag tone={one.days > 5 ? 'bad' : 'warn'}>{t('chase:daysOf', { count: one.days })}</Tag>
        )}
        {one.state === 'open' ? null : <div className="note">{t(`returns:states.${one.state}`)}</div>}
      </td>
      <td data-title={t('chase:before')}>
        {one.askedBefore === 0 ? '' : t('chase:beforeOf', { late: one.lateBefore, asked: one.askedBefore })}
      </td>
      <td data-title={t('chase:contact')}>
        <Contact contact={one.contact} />
      </td>
      <td data-title={t('chase:last')}>
        <LastCall one={one} />
      </td>
      <td data-title={t('chase:copy')}>
        <Copy text={one.text} words={t('chase:copy')} />
      </td>
    </tr>
  );
}

function Contact({ contact }: { contact: Late['contact'] }) {
  const t = useWords();
  if (contact === null) return <span className="note">{t('chase:noContact')}</span>;
  const { name, phone, email } = contact;
  return (
    <>
      {name === null ? null : (
        <div>
          <AsWritten>{name}</AsWritten>
        </div>
      )}
      {phone === null ? null : (
        <div>
          <a href={`tel:${phone}`}>{phone}</a>
        </div>
      )}
      {email === null ? null : (
        <div>
          <a href={`mailto:${email}`}>{email}</a>
        </div>
      )}
    </>
  );
}

function LastCall({ one: { lastCall } }: { one: Late }) {
  const t = useWords();
  if (lastCall === null) return <span className="note">{t('chase:never')}</span>;
  const { on, by, how, said, promisedOn } = lastCall;
  return (
    <>
      <div>
        {on} {t(`returns:how.${how}`)} <AsWritten>{by}</AsWritten>
      </div>
      {said === null ? null : (
        <div className="note">
          <AsWritten>{said}</AsWritten>
        </div>
      )}
      {promisedOn === null ? null : <div className="note">{t('chase:promised', { day: promisedOn })}</div>}
    </>
  );
}

function Copy({ text, words }: { text: string; words: string }) {
  const t = useWords();
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
    setTimeout(() => setCopied(false), 2000);
  };
  return (
    <button type="button" className="button button-small" onClick={() => void copy()}>
      {copied ? t('chase:copied') : words}
    </button>
  );
}
