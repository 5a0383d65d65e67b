// The queue of figures that wait for a second officer: the list left, the figure beside what it is compared with, decided by keyboard.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import type { z } from 'zod';
import { ActionBar } from '../../platform/web/ActionBar.tsx';
import { useChangeSearch, useSearch } from '../../platform/web/address.ts';
import { call } from '../../platform/web/call.ts';
import { useLanguage, useWords } from '../../platform/web/i18n.ts';
import { isCommand } from '../../platform/web/keys.ts';
import { EmptyState, PageHead, ProblemView, Skeleton, Tag, Verdict } from '../../platform/web/Parts.tsx';
import { queries } from '../../platform/web/query.ts';
import { useSession } from '../../platform/web/session.ts';
import { FactList, SourceLine } from '../../records/web/index.ts';
import { textIn } from '../../platform/shared/words.ts';
import { compareReported } from '../compared.ts';
import { asAsked } from './form.tsx';
import { Sections } from './Sections.tsx';
import { figuresApi, type Reported, usePeriod, useRegionName, useReported, useShownValue } from './view.ts';
import './statistics.css';

export default function ConfirmPage() {
  const t = useWords();
  const session = useSession();
  const asked = useReported({ awaits: 'confirmation' });
  const rows = asked.data?.rows ?? [];
  return (
    <div className="page">
      <PageHead title={t('statistics:queue.title')} note={t('statistics:queue.note')} />
      <Sections />
      {asked.isError ? <ProblemView problem={asked.error} again={() => void asked.refetch()} /> : null}
      {asked.isPending || session === undefined ? (
        <section className="card">
          <Skeleton lines={8} height={320} />
        </section>
      ) : null}
      {asked.isSuccess && rows.length === 0 ? (
        <section className="card">
          <EmptyState title={t('statistics:queue.empty')}>{t('statistics:queue.emptyWhy')}</EmptyState>
        </section>
      ) : null}
      {rows.length > 0 && session !== undefined ? <Queue rows={rows} /> : null}
    </div>
  );
}

function Queue({ rows }: { rows: readonly Reported[] }) {
  const t = useWords();
  const change = useChangeSearch();
  const { figure } = useSearch();
  const region = useRegionName();
  const period = usePeriod();
  const value = useShownValue();
  const at = Math.max(
    0,
    rows.findIndex((one) => one.id === figure),
  );
  const chosen = rows[at];
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const step = event.key === 'j' ? 1 : event.key === 'k' ? -1 : 0;
      const next = rows[at + step];
      if (step === 0 || !next || !isCommand(event)) return;
      event.preventDefault();
      change({ figure: next.id });
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [rows, at, change]);
  return (
    <div className="two queue">
      <section className="card" aria-label={t('statistics:queue.list')}>
        <h2>
          {t('statistics:queue.list')} <small>{t('statistics:queue.keys')}</small>
        </h2>
        <ul className="queue-list">
          {rows.map((one) => (
            <li key={one.id}>
              <button
                type="button"
                className="queue-one"
                aria-pressed={one.id === chosen?.id}
                onClick={() => change({ figure: one.id })}
              >
                <b>{one.seriesName}</b>
                <span>
                  {region(one.region)} · {period(one.period)} · {value({ ...one, ...one.correction, display: one.display })}
                </span>
                {one.own ? (
                  <Tag>{t('statistics:queue.own')}</Tag>
                ) : one.state === 'correcting' ? (
                  <Tag tone="warn">{t('statistics:queue.correction')}</Tag>
                ) : null}
              </button>
            </li>
          ))}
        </ul>
      </section>
      {chosen ? <Judging key={`${chosen.id} ${chosen.version}`} one={chosen} /> : null}
    </div>
  );
}

function Judging({ one }: { one: Reported }) {
  const t = useWords();
  const language = useLanguage();
  const region = useRegionName();
  const period = usePeriod();
  const value = useShownValue();
  const account = useSession()?.account;
  const shown = { ...one, ...one.correction, display: one.display };
  const actions = one.actions
    .filter((action) => ['confirm', 'sendBack', 'decline'].includes(action.name) && !one.own)
    .map(asAsked);
  return (
    <section className="card stack" aria-label={one.seriesName}>
      <h2>
        <Link to={`/figures/${one.id}` as string}>{one.seriesName}</Link>{' '}
        <small>
          {region(one.region)} · {period(one.period)}
        </small>
      </h2>
      <p className="reported-value">{value(shown)}</p>
      {account ? <Compared one={one} /> : null}
      <FactList
        facts={[
          [t('statistics:basis'), shown.basis ? textIn(shown.basis, language) : null],
          [t('statistics:documentNumber'), shown.documentNumber],
          [t('statistics:reason'), one.correction?.reason ?? undefined],
          [t('statistics:sourceTitle'), shown.source?.title ?? null],
          [t('statistics:source'), <SourceLine key="source" source={shown.source} />],
        ]}
      />
      {one.own ? (
        <p className="note">{t('statistics:queue.ownNote')}</p>
      ) : (
        <ActionBar
          record={{ ...one, actions }}
          api={figuresApi}
          words="statistics"
          danger={['sendBack', 'decline']}
          keys={{ c: 'confirm', b: one.state === 'correcting' ? 'decline' : 'sendBack' }}
          onDone={() => void queries.invalidateQueries()}
        />
      )}
    </section>
  );
}

/** What it is compared with: the periods before it, and other sources of the same day. */
export function Compared({ one }: { one: Reported }) {
  const t = useWords();
  const language = useLanguage();
  const value = useShownValue();
  const got = useQuery({
    queryKey: ['reported-figures', 'compared', one.id, one.version, language],
    queryFn: () => call(compareReported, { params: { id: one.id } }),
  });
  if (got.isPending) return <Skeleton lines={3} height={96} />;
  if (got.isError) return <ProblemView problem={got.error} again={() => void got.refetch()} />;
  const { standing, last, yearBefore, others } = got.data as z.output<(typeof compareReported)['response']>;
  const shown = (said: string) => value({ ...one, value: said, approximate: false, qualifier: null });
  const lines: { key: string; title: string; value: string; difference: string | null; apart: boolean }[] = [
    ...(standing ? [{ key: 'standing', title: t('statistics:compared.standing'), ...standing, apart: false }] : []),
    ...(last
      ? [
          {
            key: 'last',
            title: t('statistics:compared.last', { period: last.period }),
            value: last.value,
            difference: last.difference,
            apart: false,
          },
        ]
      : []),
    ...(yearBefore
      ? [
          {
            key: 'before',
            title: t('statistics:compared.yearBefore', { period: yearBefore.period }),
            value: yearBefore.value,
            difference: yearBefore.difference,
            apart: false,
          },
        ]
      : []),
    ...others.map((each) => ({
      key: each.series ?? 'register',
      title: each.name,
      value: each.value,
      difference: each.difference,
      apart: each.apart,
    })),
  ];
  if (lines.length === 0) return <p className="note">{t('statistics:compared.none')}</p>;
  return (
    <table className="table table-tight">
      <caption className="sr-only">{t('statistics:compared.title')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('statistics:compared.title')}</th>
          <th scope="col" className="num">
            {t('statistics:columns.value')}
          </th>
          <th scope="col" className="num">
            {t('statistics:compared.difference')}
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.key}>
            <th scope="row">{line.title}</th>
            <td className="num">{shown(line.value)}</td>
            <td className="num">
              {line.difference === null ? (
                '–'
              ) : line.apart ? (
                <Verdict tone="warn">{`${line.difference}%`}</Verdict>
              ) : (
                `${line.difference}%`
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
