// Growth of a figure of returns: each place plainly and comparably, the steps between as a chart, and who made the change.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useChangeSearch, useSearch } from '../../platform/web/address.ts';
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { call } from '../../platform/web/call.ts';
import { axis, inkNow, seriesNow } from '../../platform/web/chart-theme.ts';
import { Chart } from '../../platform/web/Chart.tsx';
import { DayInput } from '../../platform/web/DayInput.tsx';
import { evenly, plotted, shownNumber } from '../../platform/web/format.ts';
import { addWords, useLanguage, useWords } from '../../platform/web/i18n.ts';
import { EmptyState, PageHead, ProblemView, Skeleton, TableHead } from '../../platform/web/Parts.tsx';
import { subtract } from '../../platform/shared/money.ts';
import { getGrowth, movers } from '../growth.ts';
import { useShare } from './shares.ts';
import './statistics.css';
import { growthWords } from './growth-words.ts';
import './growth.css';

addWords({ growth: growthWords });

type Answer = Awaited<ReturnType<typeof call<typeof getGrowth>>>;
type Place = Answer['places'][number];

export default function GrowthPage() {
  const t = useWords();
  const language = useLanguage();
  const { indicator, asOf, region } = useSearch();
  const query = { ...(indicator ? { indicator } : {}), ...(asOf ? { asOf } : {}), ...(region ? { region } : {}) };
  const asked = useQuery({
    queryKey: ['growth', query, language],
    queryFn: () => call(getGrowth, { query }),
    placeholderData: keepPreviousData,
  });
  return (
    <div className="page">
      <PageHead title={t('growth:title')} note={t('growth:note')} />
      {asked.isPending ? <Skeleton lines={12} height={520} /> : null}
      {asked.isError ? <ProblemView problem={asked.error} again={() => void asked.refetch()} /> : null}
      {asked.data ? <Grown answer={asked.data} /> : null}
    </div>
  );
}

function Grown({ answer }: { answer: Answer }) {
  const t = useWords();
  const change = useChangeSearch();
  const place = answer.places.find((one) => one.region === answer.region);
  const isEmpty = answer.places.every(({ before, now }) => Number(before) === 0 && Number(now) === 0);
  return (
    <>
      <div className="card growth-bar">
        <label>
          {t('growth:indicator')}
          <select className="input" value={answer.indicator} onChange={({ target }) => change({ indicator: target.value })}>
            {answer.indicators.map(({ code, name }) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <label>
          {t('growth:asOf')}
          <DayInput value={answer.asOf} onChange={({ target }) => change({ asOf: target.value })} />
        </label>
      </div>
      {isEmpty ? (
        <section className="card">
          <EmptyState title={t('growth:empty')}>
            <p>{t('growth:emptyWhy')}</p>
          </EmptyState>
        </section>
      ) : (
        <>
          <Places answer={answer} />
          {place ? <Steps place={place} answer={answer} /> : null}
          <Contributions answer={answer} />
        </>
      )}
    </>
  );
}

function Places({ answer }: { answer: Answer }) {
  const t = useWords();
  const share = useShare();
  const change = useChangeSearch();
  const number = evenly(
    answer.places.flatMap(({ before, now }) => [before, now]),
    answer.display,
  );
  const titles = ['place', 'before', 'now', 'plain', 'comparable'].map((key) => t(`growth:${key}`));
  return (
    <section className="card" aria-label={t('growth:places')}>
      <h2>
        {t('growth:places')} <small>{answer.display.unit}</small>
      </h2>
      <div className="wide-table">
        <table className="table table-list growth-places">
          <TableHead caption={t('growth:places')} titles={[...titles, ...movers.map((one) => t(`growth:movers.${one}`))]} />
          <tbody>
            {answer.places.map((one) => (
              <tr key={one.region} className={one.region === answer.region ? 'growth-chosen' : ''}>
                <th scope="row">
                  <button
                    type="button"
                    className="button-text"
                    aria-pressed={one.region === answer.region}
                    onClick={() => change({ region: one.region })}
                  >
                    {one.name}
                  </button>
                </th>
                <td className="number" data-title={t('growth:before')}>
                  {number(one.before)}
                </td>
                <td className="number" data-title={t('growth:now')}>
                  {number(one.now)}
                </td>
                <td className="number" data-title={t('growth:plain')}>
                  {share(one.plain)}
                </td>
                <td className="number" data-title={t('growth:comparable')}>
                  {share(one.comparable)}
                </td>
                {movers.map((mover) => (
                  <td key={mover} className="number" data-title={t(`growth:movers.${mover}`)}>
                    {one.moved[mover].respondents === 0
                      ? t('growth:none')
                      : t('growth:respondents', { count: one.moved[mover].respondents })}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

/** From the year before to now in steps: each bar begins where the last one ended. */
function Steps({ place, answer }: { place: Place; answer: Answer }) {
  const t = useWords();
  const language = useLanguage();
  const number = (value: string) => shownNumber(value, answer.display, language);
  const changes = movers
    .filter((one) => place.moved[one].respondents > 0)
    .map((one) => ({
      name: t(`growth:movers.${one}`),
      by: subtract(place.moved[one].now, place.moved[one].before),
    }));
  const title = t('growth:chart', { place: place.name });
  return (
    <section className="card" aria-label={title}>
      <h2>
        {title} <small>{answer.display.unit}</small>
      </h2>
      <Chart
        title={title}
        height={280}
        option={stepsOption({ place, changes, answer, words: { before: t('growth:before'), now: t('growth:now') } })}
        table={{
          head: [t('growth:step'), answer.display.unit],
          rows: [
            [t('growth:before'), number(place.before)],
            ...changes.map(({ name, by }) => [name, number(by)]),
            [t('growth:now'), number(place.now)],
          ],
        }}
      />
    </section>
  );
}

type Stepping = {
  place: Place;
  changes: readonly { name: string; by: string }[];
  answer: Answer;
  words: { before: string; now: string };
};
function stepsOption({ place, changes, answer, words }: Stepping) {
  const ink = inkNow();
  const drawn = (value: string): number => plotted(value, answer.display) ?? 0;
  let level = drawn(place.before);
  const steps = changes.map(({ name, by }) => {
    const size = drawn(by);
    const from = level;
    level += size;
    return { name, low: Math.min(from, level), size };
  });
  const bars = [
    { name: words.before, low: 0, size: drawn(place.before), colour: ink.second },
    ...steps.map((one) => ({ ...one, colour: one.size < 0 ? '#b54708' : seriesNow()[0] })),
    { name: words.now, low: 0, size: drawn(place.now), colour: ink.second },
  ];
  return {
    grid: { left: 8, right: 16, top: 26, bottom: 4, containLabel: true },
    tooltip: { trigger: 'item' },
    xAxis: { type: 'category', data: bars.map(({ name }) => name), ...axis(), splitLine: { show: false } },
    yAxis: { type: 'value', ...axis(), axisLine: { show: false } },
    series: [
      { type: 'bar', stack: 'steps', silent: true, itemStyle: { color: 'transparent' }, data: bars.map(({ low }) => low) },
      {
        type: 'bar',
        stack: 'steps',
        barMaxWidth: 56,
        data: bars.map(({ size, colour }) => ({ value: Math.abs(size), signed: size, itemStyle: { color: colour } })),
        tooltip: {
          formatter: ({ name, data }: { name: string; data: { signed: number } }) => `${name}: ${data.signed.toLocaleString()}`,
        },
        label: {
          show: true,
          position: 'top',
          color: ink.text,
          formatter: ({ data }: { data: { signed: number } }) =>
            data.signed.toLocaleString(undefined, { maximumFractionDigits: 2 }),
        },
      },
    ],
  };
}

function Contributions({ answer }: { answer: Answer }) {
  const t = useWords();
  const share = useShare();
  const even = evenly(
    answer.contributions.flatMap(({ before, now, change }) => [before, now, change]),
    answer.display,
  );
  const number = (value: string | null) => (value === null ? t('growth:none') : even(value));
  const place = answer.places.find((one) => one.region === answer.region)?.name ?? '';
  const title = t('growth:contributions', { place });
  return (
    <section className="card" aria-label={title}>
      <h2>
        {title} <small>{answer.display.unit}</small>
      </h2>
      <p className="note">{t('growth:protected')}</p>
      <div className="wide-table">
        <table className="table table-list growth-places">
          <TableHead
            caption={title}
            titles={['organization', 'before', 'now', 'change', 'points'].map((key) => t(`growth:${key}`))}
          />
          <tbody>
            {answer.contributions.map((one) => (
              <tr key={one.organization.id}>
                <th scope="row">{respondent(one.organization)}</th>
                <td className="number" data-title={t('growth:before')}>
                  {number(one.before)}
                </td>
                <td className="number" data-title={t('growth:now')}>
                  {number(one.now)}
                </td>
                <td className="number" data-title={t('growth:change')}>
                  {number(one.change)}
                </td>
                <td className="number" data-title={t('growth:points')}>
                  {share(one.points).replace(' %', '')}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

const respondent = ({ id, name }: { id: string; name: string }) => (
  <Link to={`/organizations/${id}` as string}>
    <AsWritten>{name}</AsWritten>
  </Link>
);
