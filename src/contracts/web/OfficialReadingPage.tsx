// One list of the official system beside the register: counts and sums by result, the rows behind each, and noting numbers and days.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { useChangeSearch, usePathParam, useSearch } from '../../platform/web/address.ts';
import { address, call, request } from '../../platform/web/call.ts';
import { type Column, DataTable, type Filter } from '../../platform/web/DataTable.tsx';
import { FailedPage } from '../../platform/web/ErrorPage.tsx';
import { exactNumber } from '../../platform/web/format.ts';
import { addWords, useLanguage, useWords } from '../../platform/web/i18n.ts';
import { EmptyState, PageHead, ProblemView, Skeleton, Tag, type Tone } from '../../platform/web/Parts.tsx';
import { queries } from '../../platform/web/query.ts';
import { useSession } from '../../platform/web/session.ts';
import { Back, type Page as PageOf } from '../../records/web/index.ts';
import { getReading, noteReading, type ReadingRow, type ReadingWhole } from '../officialRoutes.ts';
import { compared, type Compared, type Outcome, outcomes } from '../reconcile.ts';
import { yuan } from './view.ts';
import { officialWords } from './official-words.ts';
import './official.css';

addWords({ official: officialWords });

const askEvery = 1000;
const tones: Partial<Record<Outcome, Tone>> = {
  equal: 'good',
  differs: 'warn',
  otherResult: 'bad',
  thereOnly: 'warn',
  hereOnly: 'warn',
  unreadable: 'bad',
  ambiguous: 'warn',
};

export default function OfficialReadingPage() {
  const t = useWords();
  const language = useLanguage();
  const id = usePathParam('id');
  const asked = useQuery({
    queryKey: ['official-reading', id, language],
    queryFn: () => call(getReading, { params: { id } }),
    refetchInterval: (query) => (query.state.data?.state === 'noting' ? askEvery : false),
    staleTime: 0,
  });
  return (
    <div className="page">
      <Back to="/contracts/official">{t('official:nav')}</Back>
      {asked.isPending ? <Skeleton lines={10} height={420} /> : null}
      {asked.isLoadingError ? <FailedPage problem={asked.error} again={() => void asked.refetch()} /> : null}
      {asked.data ? <Shown one={asked.data} /> : null}
    </div>
  );
}

function Shown({ one }: { one: ReadingWhole }) {
  const t = useWords();
  return (
    <>
      <PageHead
        title={one.file}
        note={
          <>
            {t('official:reading.note', { from: one.from, to: one.to, at: one.at.slice(0, 16).replace('T', ' ') })}
            {one.by === null ? null : (
              <>
                {' · '}
                <AsWritten>{one.by}</AsWritten>
              </>
            )}
          </>
        }
      />
      <section className="card" aria-label={t('official:reading.sums')}>
        <h2>{t('official:reading.sums')}</h2>
        <Sums one={one} />
        {one.ignored.length > 0 ? (
          <p className="note">{t('official:reading.ignored', { columns: one.ignored.join(t('records:import.comma')) })}</p>
        ) : null}
        <p className="note official-digest">
          {t('official:reading.digest')} <code>{one.digest}</code>
        </p>
        <Noting one={one} />
      </section>
      <Rows one={one} />
    </>
  );
}

function Sums({ one }: { one: ReadingWhole }) {
  const t = useWords();
  const change = useChangeSearch();
  const chosen = useSearch()['outcome'];
  const rows = outcomes.flatMap((outcome) => one.outcomes.find((each) => each.outcome === outcome) ?? []);
  return (
    <div className="table-scroll">
      <table className="table official-sums">
        <caption className="sr-only">{t('official:reading.sums')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('official:outcome')}</th>
            {['count', 'there', 'here', 'difference'].map((key) => (
              <th key={key} scope="col" className="number">
                {t(`official:sums.${key}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ outcome, count, there, here, difference }) => (
            <tr key={outcome} aria-current={chosen === outcome ? 'true' : undefined}>
              <td>
                <button
                  type="button"
                  className="link-button"
                  onClick={() => change({ outcome: chosen === outcome ? undefined : outcome, differs: undefined })}
                >
                  {t(`official:outcomes.${outcome}`)}
                </button>
              </td>
              <td className="number">{exactNumber(String(count))}</td>
              <td className="number">{outcome === 'hereOnly' ? t('official:sums.none') : yuan(there)}</td>
              <td className="number">
                {outcome === 'thereOnly' || outcome === 'unreadable' ? t('official:sums.none') : yuan(here)}
              </td>
              <td className="number">{yuan(difference)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Numbers and days as they stand there are noted only when a registrar says so. */
function Noting({ one }: { one: ReadingWhole }) {
  const t = useWords();
  const isRegistrar = useSession()?.roles.includes('registrar') ?? false;
  const [refused, setRefused] = useState<unknown>(null);
  const [sending, setSending] = useState(false);
  const { note, noted, left } = one.steps;
  const start = async () => {
    setSending(true);
    setRefused(null);
    try {
      await call(noteReading, { params: { id: one.id } });
    } catch (problem) {
      setRefused(problem);
    }
    await queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' });
    setSending(false);
  };
  if (one.state === 'noting')
    return (
      <div className="progress" aria-live="polite">
        <b>{t('official:noting.going', { done: one.done, total: one.total })}</b>
        <progress aria-label={t('official:noting.title')} max={one.total} value={one.done} />
      </div>
    );
  return (
    <div className="official-noting" aria-live="polite">
      {noted > 0 ? <Tag tone="good">{t('official:noting.noted', { count: noted })}</Tag> : null}
      {left > 0 ? <Tag tone="bad">{t('official:noting.left', { count: left })}</Tag> : null}
      {note > 0 && isRegistrar ? (
        <button type="button" className="button button-primary" disabled={sending} onClick={() => void start()}>
          {t('official:noting.start', { count: note })}
        </button>
      ) : null}
      {note > 0 ? (
        <p className="note">{t(isRegistrar ? 'official:noting.what' : 'official:noting.byRegistrar', { count: note })}</p>
      ) : null}
      {refused === null ? null : <ProblemView problem={refused} />}
    </div>
  );
}

type Line = ReadingRow & { id: string };

function Rows({ one }: { one: ReadingWhole }) {
  const t = useWords();
  const search = useSearch();
  const count = new Map(one.outcomes.map((each) => [each.outcome, each.count]));
  const filters: readonly Filter[] = [
    {
      kind: 'select',
      key: 'outcome',
      title: t('official:outcome'),
      options: outcomes.filter((each) => count.has(each)).map((value) => ({ value, title: t(`official:outcomes.${value}`) })),
    },
    {
      kind: 'select',
      key: 'differs',
      title: t('official:differs'),
      options: compared
        .filter((each) => one.differences.some(({ field }) => field === each))
        .map((value) => ({ value, title: fieldTitle(value, t) })),
    },
    {
      kind: 'select',
      key: 'step',
      title: t('official:noting.title'),
      options: (['note', 'noted', 'left'] as const).map((value) => ({ value, title: t(`official:steps.${value}`) })),
    },
  ];
  const asked = Object.fromEntries(filters.flatMap(({ key }) => (search[key] ? [[key, search[key]]] : [])));
  return (
    <section className="card" aria-label={t('official:reading.rows')}>
      <div className="official-rows-head">
        <h2>{t('official:reading.rows')}</h2>
        <a className="button" href={address(`/contracts/official/readings/${one.id}/rows.xlsx`, asked)} download>
          {t('official:reading.save')}
        </a>
      </div>
      <DataTable<Line>
        name={`official-rows-${one.id}-${one.steps.noted}-${one.steps.left}`}
        caption={t('official:reading.rows')}
        list={async ({ count: _count, ...query }) => {
          const page = await request<PageOf<ReadingRow>>('GET', `/contracts/official/readings/${one.id}/rows`, { query });
          return { ...page, items: page.items.map((row) => ({ ...row, id: `${row.row ?? 'here'} ${row.contract ?? ''}` })) };
        }}
        columns={useColumns()}
        filters={filters}
        empty={<EmptyState title={t('official:reading.noRows')} />}
      />
    </section>
  );
}

const fieldTitle = (field: Compared, t: (key: string) => string): string =>
  t(field === 'seller' ? 'contracts:roles.seller' : `contracts:${field}`);

const title = (row: Line): string => row.here?.title ?? row.there?.title ?? '';
const number = (row: Line): string | null => row.there?.registrationNumber ?? row.here?.registrationNumber ?? null;
const sellerOf = (row: Line): string | null => row.here?.seller ?? row.there?.seller ?? null;

const valueShown = (field: Compared, value: string | null, t: (key: string) => string): string | null =>
  value === null
    ? null
    : field === 'type'
      ? t(`contracts:types.${value}`)
      : field === 'amount' || field === 'technologyAmount'
        ? yuan(value)
        : value;

type Words = ReturnType<typeof useWords>;
function remarkOf(row: Line, t: Words): string {
  const shown = (field: Compared, value: string | null) => valueShown(field, value, t);
  const differences = (): string =>
    row.differs
      .map((field) =>
        t('official:reading.differs', {
          field: fieldTitle(field, t),
          there: shown(field, row.there?.[field] ?? null) ?? t('official:sums.none'),
          here: shown(field, row.here?.[field] ?? null) ?? t('official:sums.none'),
        }),
      )
      .join(t('records:import.semicolon'));
  return [differences(), row.words, row.step ? t(`official:steps.${row.step}`) : '']
    .filter(Boolean)
    .join(t('records:import.semicolon'));
}

function useColumns(): readonly Column<Line>[] {
  const t = useWords();
  const remark = (row: Line): string => remarkOf(row, t);
  return [
    {
      key: 'row',
      title: t('official:row'),
      cell: (row) => row.row,
      text: (row) => (row.row === null ? null : String(row.row)),
      numeric: true,
    },
    {
      key: 'title',
      title: t('contracts:title'),
      cell: (row) =>
        row.contract ? (
          <Link to={`/contracts/${row.contract}` as string}>
            <AsWritten>{title(row)}</AsWritten>
          </Link>
        ) : (
          <AsWritten>{title(row)}</AsWritten>
        ),
      text: title,
    },
    {
      key: 'outcome',
      title: t('official:outcome'),
      cell: (row) => <Tag tone={tones[row.outcome] ?? 'none'}>{t(`official:outcomes.${row.outcome}`)}</Tag>,
      text: (row) => t(`official:outcomes.${row.outcome}`),
    },
    {
      key: 'seller',
      title: t('contracts:roles.seller'),
      cell: (row) => <AsWritten>{sellerOf(row)}</AsWritten>,
      text: sellerOf,
    },
    {
      key: 'amountThere',
      title: t('official:reading.amountThere'),
      cell: (row) => yuan(row.there?.amount ?? null),
      text: (row) => row.there?.amount ?? null,
      numeric: true,
    },
    {
      key: 'amountHere',
      title: t('official:reading.amountHere'),
      cell: (row) => yuan(row.here?.amount ?? null),
      text: (row) => row.here?.amount ?? null,
      numeric: true,
    },
    {
      key: 'number',
      title: t('contracts:registrationNumber'),
      cell: (row) => <code className="official-number">{number(row)}</code>,
      text: number,
    },
    {
      key: 'way',
      title: t('official:way'),
      hidden: true,
      cell: (row) => (row.way ? t(`official:ways.${row.way}`) : null),
      text: (row) => (row.way ? t(`official:ways.${row.way}`) : null),
    },
    { key: 'words', title: t('official:words'), cell: remark, text: remark },
  ];
}
