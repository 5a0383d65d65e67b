// Values of other places, to look at beside ours: shown apart, never part of a figure of this city.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { call } from '../../platform/web/call.ts';
import { useLanguage, useWords } from '../../platform/web/i18n.ts';
import { EmptyState, PageHead, ProblemView, Skeleton, Tag, Verdict } from '../../platform/web/Parts.tsx';
import '../../platform/web/table.css';
import { listBenchmarks } from '../sources.ts';
import { Sections } from './Sections.tsx';
import { SourceCell } from './Source.tsx';
import { displayOf, useIndicators, useShownValue } from './view.ts';

type Benchmark = Awaited<ReturnType<typeof call<typeof listBenchmarks>>>['items'][number];

export default function ElsewherePage() {
  const t = useWords();
  const language = useLanguage();
  const asked = useQuery({ queryKey: ['benchmarks', language], queryFn: () => call(listBenchmarks) });
  const items = asked.data?.items ?? [];
  return (
    <div className="page">
      <PageHead title={t('statistics:benchmarks.title')} note={t('statistics:benchmarks.note')} />
      <Sections />
      <section className="card apart" aria-label={t('statistics:benchmarks.title')}>
        <p className="apart-note">{t('statistics:benchmarks.apart')}</p>
        {asked.isPending ? <Skeleton lines={10} height={420} /> : null}
        {asked.isError ? <ProblemView problem={asked.error} again={() => void asked.refetch()} /> : null}
        {asked.isSuccess && items.length === 0 ? (
          <EmptyState title={t('statistics:benchmarks.empty')}>{t('statistics:benchmarks.emptyWhy')}</EmptyState>
        ) : null}
        {items.length > 0 ? <Benchmarks items={items} /> : null}
      </section>
    </div>
  );
}

function Benchmarks({ items }: { items: readonly Benchmark[] }) {
  const t = useWords();
  const titles = ['what', 'where', 'period', 'value', 'comparable', 'source'].map((key) =>
    t(`statistics:benchmarks.columns.${key}`),
  );
  return (
    <table className="table table-list">
      <caption className="sr-only">{t('statistics:benchmarks.title')}</caption>
      <thead>
        <tr>
          {titles.map((title, at) => (
            <th key={title} scope="col" className={at === 3 ? 'num' : undefined}>
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {items.map((one) => (
          <Line key={one.row} one={one} titles={titles} />
        ))}
      </tbody>
    </table>
  );
}

function Line({ one, titles }: { one: Benchmark; titles: readonly string[] }) {
  const t = useWords();
  const language = useLanguage();
  const value = useShownValue();
  const indicator = useIndicators().data?.find((each) => each.code === one.indicator);
  const display = indicator?.unit === one.unit ? indicator.display : displayOf(one.unit, one.value, t, language);
  const comparable = one.comparable === null ? 'notSaid' : one.comparable ? 'comparable' : 'notComparable';
  return (
    <tr>
      <td>
        <span>
          {one.name}
          {one.note ? (
            <small className="benchmark-note">
              <AsWritten>{one.note}</AsWritten>
            </small>
          ) : null}
        </span>
      </td>
      <td data-title={titles[1]}>{one.place}</td>
      <td data-title={titles[2]} className="nowrap">
        {one.period}
      </td>
      <td data-title={titles[3]} className="num">
        <span>
          {value({ ...one, display })} {one.target ? <Tag tone="blue">{t('statistics:benchmarks.target')}</Tag> : null}
        </span>
      </td>
      <td data-title={titles[4]}>
        <span className="comparable">
          <Verdict tone={one.comparable === null ? 'none' : one.comparable ? 'good' : 'bad'}>
            {t(`statistics:benchmarks.${comparable}`)}
          </Verdict>
          {one.indicator && one.comparable !== false ? (
            <Link to={`/indicators/${one.indicator}` as string}>{t('statistics:benchmarks.ours')}</Link>
          ) : null}
        </span>
      </td>
      <td data-title={titles[5]}>
        <SourceCell source={one} />
      </td>
    </tr>
  );
}
