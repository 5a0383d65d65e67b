// What is collected: each form and period with its returns by state, how many were accepted, how many are late. Opens the list of one.
import { Link } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useChangeSearch, useSearch } from '../../../platform/web/address.ts';
import { call } from '../../../platform/web/call.ts';
import { useLanguage, useWords } from '../../../platform/web/i18n.ts';
import { EmptyState, ProblemView, Skeleton, TableHead } from '../../../platform/web/Parts.tsx';
import '../../../platform/web/table.css';
import { type Collection, listCollections } from '../../returnRoutes.ts';
import { counting, life, type ReturnState } from '../../statisticalReturn.ts';
import { toneOf, usePeriodName } from './view.ts';
import './returns.css';

/** States in which nobody has anything left to do. */
const settled: readonly ReturnState[] = [...counting.filter((state) => state !== 'amending'), 'missing'];
const isSettled = ({ states }: Collection): boolean => states.every(({ state }) => settled.includes(state));

/** Periods that are shown at first: a year of months. */
const fewest = 12;

export function Collections() {
  const t = useWords();
  const language = useLanguage();
  const { form } = useSearch();
  const asked = useQuery({
    queryKey: ['collections', language],
    queryFn: () => call(listCollections),
    select: ({ items }) => items,
    placeholderData: (before) => before,
  });
  if (asked.isPending) return <Skeleton lines={10} height={420} />;
  if (asked.isError) return <ProblemView problem={asked.error} again={() => void asked.refetch()} />;
  if (asked.data.length === 0)
    return (
      <section className="card">
        <EmptyState title={t('filling:collections.empty')}>
          <p>{t('filling:collections.emptyWhy')}</p>
        </EmptyState>
      </section>
    );
  const shown = asked.data.filter((one) => form === undefined || one.form.code === form);
  return (
    <>
      <FormFilter all={asked.data} />
      <Group title={t('filling:collections.open')} items={shown.filter((one) => !isSettled(one))} />
      <Group title={t('filling:collections.settled')} items={shown.filter(isSettled)} />
    </>
  );
}

function FormFilter({ all }: { all: readonly Collection[] }) {
  const t = useWords();
  const { form } = useSearch();
  const change = useChangeSearch();
  const forms = new Map(all.map((one) => [one.form.code, one.form.name]));
  return (
    <div className="list-bar">
      <label className="filter">
        <span>{t('returns:form')}</span>
        <select className="input" value={form ?? ''} onChange={(event) => change({ form: event.target.value || undefined })}>
          <option value="">{t('shell:list.all')}</option>
          {[...forms].map(([code, name]) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}

function Group({ title, items }: { title: string; items: readonly Collection[] }) {
  const t = useWords();
  const name = usePeriodName();
  const [most, setMost] = useState(fewest);
  if (items.length === 0) return null;
  const titles = [
    t('returns:period'),
    t('returns:form'),
    t('returns:dueOn'),
    t('filling:collections.states'),
    t('filling:collections.accepted'),
    t('returns:late'),
  ];
  return (
    <section className="card" aria-label={title}>
      <h2>{title}</h2>
      <table className="table table-list">
        <TableHead caption={title} titles={titles} />
        <tbody>
          {items.slice(0, most).map((one) => (
            <tr key={`${one.form.code} ${one.period}`}>
              <td className="nowrap">
                <Link to={`/collections/${one.form.code}/${one.period}` as string}>{name(one.period)}</Link>
              </td>
              <td data-title={titles[1]}>{one.form.name}</td>
              <td data-title={titles[2]} className="nowrap">
                {one.dueOn}
              </td>
              <td data-title={titles[3]}>
                <StateBar of={one} />
              </td>
              <td data-title={titles[4]} className="nowrap">
                {t('filling:collections.share', {
                  accepted: one.accepted,
                  asked: one.asked,
                  percent: one.asked === 0 ? 0 : Math.floor((one.accepted / one.asked) * 100),
                })}
              </td>
              <td data-title={titles[5]}>
                {one.late === 0 ? (
                  <span className="note">0</span>
                ) : (
                  <Link to={`/collections/${one.form.code}/${one.period}` as string} search={{ late: 'yes' }}>
                    {one.late}
                  </Link>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {items.length > most ? (
        <div className="list-foot">
          <button type="button" className="button" onClick={() => setMost(items.length)}>
            {t('filling:collections.all', { count: items.length })}
          </button>
        </div>
      ) : null}
    </section>
  );
}

/** Returns by state in the order of their life: a bar, and the same in words. */
export function StateBar({ of }: { of: Collection }) {
  const t = useWords();
  const states = life.states.flatMap((state) => of.states.filter((one) => one.state === state && one.count > 0));
  return (
    <div className="state-bar">
      <div aria-hidden="true">
        {states.map(({ state, count }) => (
          <i key={state} className={`state-${toneOf(state)}`} style={{ flexGrow: count }} />
        ))}
      </div>
      <span className="note">
        {states
          .map(({ state, count }) => t('filling:collections.state', { state: t(`returns:states.${state}`), count }))
          .join(t('filling:and'))}
      </span>
    </div>
  );
}
