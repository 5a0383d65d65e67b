// Vintages of a figure: what each release of a day said of it and the step to the one before, as a table, and drawn where there are three or more.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useChangeSearch, useSearch } from '../../platform/web/address.ts';
import { call } from '../../platform/web/call.ts';
import { axis, inkNow, seriesNow } from '../../platform/web/chart-theme.ts';
import { Chart } from '../../platform/web/Chart.tsx';
import { evenly, plotted, shownDay } from '../../platform/web/format.ts';
import { addWords, useLanguage, useWords } from '../../platform/web/i18n.ts';
import { ProblemView, Skeleton, TableHead, Tag } from '../../platform/web/Parts.tsx';
import { listVintages, type Vintage } from '../revisions.ts';
import { publishingWords } from './publishing-words.ts';
import { shareSaid, useExact } from './shares.ts';
import { StageTag } from './Stage.tsx';
import '../../platform/web/table.css';
import './publishing.css';

addWords({ publishing: publishingWords });

type Answer = Awaited<ReturnType<typeof call<typeof listVintages>>>;

export default function Vintages({ code }: { code: string }) {
  const t = useWords();
  const language = useLanguage();
  const { region } = useSearch();
  const asked = useQuery({
    queryKey: ['vintages', code, region ?? '', language],
    queryFn: () => call(listVintages, { params: { code }, query: region ? { region } : {} }),
    placeholderData: (before) => before,
  });
  return (
    <section className="card" aria-label={t('publishing:vintages.title')}>
      <h2>{t('publishing:vintages.title')}</h2>
      <p className="note">{t('publishing:vintages.note')}</p>
      {asked.isPending ? <Skeleton lines={5} height={200} /> : null}
      {asked.isError ? <ProblemView problem={asked.error} again={() => void asked.refetch()} /> : null}
      {asked.data ? <Shown answer={asked.data} /> : null}
    </section>
  );
}

function Shown({ answer }: { answer: Answer }) {
  const t = useWords();
  const { published } = useSearch();
  const change = useChangeSearch();
  const { days } = answer;
  // The last day that was published more than once tells most.
  const usual = days.find(({ vintages }) => vintages.length > 1) ?? days[0];
  const chosen = days.find(({ asOf }) => asOf === published) ?? usual;
  if (!chosen) return <p className="note">{t('publishing:vintages.none')}</p>;
  return (
    <>
      <label className="filter vintages-day">
        {t('publishing:vintages.day')}
        <select className="input" value={chosen.asOf} onChange={({ target }) => change({ published: target.value })}>
          {days.map(({ asOf, vintages }) => (
            <option key={asOf} value={asOf}>
              {t('publishing:vintages.dayOf', { day: asOf, count: vintages.length })}
            </option>
          ))}
        </select>
      </label>
      <Table vintages={chosen.vintages} answer={answer} />
      {chosen.vintages.filter(({ value }) => value !== null).length > 2 ? (
        <Plot vintages={chosen.vintages} answer={answer} asOf={chosen.asOf} />
      ) : null}
    </>
  );
}

type Of = { vintages: readonly Vintage[]; answer: Answer };
function Table({ vintages, answer: { unit } }: Of) {
  const t = useWords();
  const exact = useExact();
  const titles = ['release', 'stage', 'on', 'value', 'step'].map((one) => t(`publishing:vintages.${one}`));
  const first = vintages.findIndex(({ stage }) => stage === 'final');
  return (
    <table className="table table-list vintages">
      <TableHead caption={t('publishing:vintages.title')} titles={titles} />
      <tbody>
        {vintages.map((one, at) => (
          <tr key={one.release.id}>
            <td data-title={titles[0]}>
              <Link to={`/releases/${one.release.id}` as string}>{one.release.number}</Link>
            </td>
            <td data-title={titles[1]}>
              <span>
                <StageTag stage={one.stage} />{' '}
                {one.stage === 'final' && at > first ? <Tag tone="blue">{t('publishing:stages.correction')}</Tag> : null}
              </span>
            </td>
            <td data-title={titles[2]} className="nowrap">
              {shownDay(one.on)}
            </td>
            <td data-title={titles[3]}>
              {one.value === null ? <span className="note">{t('publishing:vintages.noValue')}</span> : exact(one.value, unit)}
            </td>
            <td data-title={titles[4]}>
              {one.change === null ? (
                <span className="note">{t(at === 0 ? 'publishing:vintages.first' : 'publishing:vintages.noStep')}</span>
              ) : (
                <span>
                  {Number(one.change) === 0 ? t('publishing:vintages.same') : exact(one.change, unit, true)}{' '}
                  {one.share === null || Number(one.change) === 0 ? null : <small>{shareSaid(one.share)}</small>}
                </span>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Plot({ vintages, answer, asOf }: Of & { asOf: string }) {
  const t = useWords();
  const { display, name, unit } = answer;
  const told = vintages.filter(({ value }) => value !== null);
  const number = evenly(
    told.map(({ value }) => value),
    display,
  );
  const exact = useExact();
  const labels = told.map(({ value, change }, at) => {
    if (at === 0 || change === null) return `${number(value ?? '0')} ${display.unit}`;
    return Number(change) === 0 ? t('publishing:vintages.same') : exact(change, unit, true);
  });
  const title = t('publishing:vintages.chart', { name, day: asOf });
  const option = optionOf(told, labels, display);
  return (
    <Chart
      title={title}
      option={option}
      height={220}
      table={{
        head: [t('publishing:vintages.release'), t('publishing:vintages.on'), `${name} (${display.unit})`],
        rows: told.map(({ release, on, value }) => [release.number, on, value === null ? null : number(value)]),
      }}
    >
      <span>{t('publishing:vintages.scale')}</span>
    </Chart>
  );
}

function optionOf(told: readonly Vintage[], labels: readonly string[], display: Answer['display']) {
  const ink = inkNow();
  return {
    color: seriesNow(),
    grid: { left: 8, right: 48, top: 30, bottom: 4, containLabel: true },
    xAxis: {
      type: 'category',
      data: told.map(({ release: { number: said }, on }) => `${said}\n${on}`),
      ...axis(),
      splitLine: { show: false },
    },
    // Steps are small beside the figure: what is drawn is where each stands to the others.
    yAxis: { type: 'value', scale: true, ...axis(), axisLine: { show: false } },
    series: [
      {
        type: 'line',
        step: 'end',
        symbolSize: 9,
        data: told.map(({ value }) => plotted(value, display)),
        // The step, not the figure: rounded, most of them would read alike.
        label: {
          show: true,
          position: 'top',
          color: ink.text,
          formatter: ({ dataIndex }: { dataIndex: number }) => labels[dataIndex],
        },
      },
    ],
  };
}
