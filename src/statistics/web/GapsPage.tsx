// What was looked for and nobody has published, and who would supply it. Not an error: it is said, so that nobody takes it for nought.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { call } from '../../platform/web/call.ts';
import { useLanguage, useWords } from '../../platform/web/i18n.ts';
import { EmptyState, PageHead, ProblemView, Skeleton, TableHead, Verdict } from '../../platform/web/Parts.tsx';
import { withUnit } from '../../platform/web/format.ts';
import '../../platform/web/table.css';
import { listGaps } from '../sources.ts';
import { Sections } from './Sections.tsx';
import { useIndicators, useRegionName } from './view.ts';

type Gap = Awaited<ReturnType<typeof call<typeof listGaps>>>['items'][number];

export default function GapsPage() {
  const t = useWords();
  const language = useLanguage();
  const asked = useQuery({ queryKey: ['gaps', language], queryFn: () => call(listGaps) });
  // Who would supply a figure is told with the indicators: the lines are shown when they are whole.
  const known = useIndicators();
  const pending = asked.isPending || known.isPending;
  const items = (pending ? undefined : asked.data?.items) ?? [];
  const titles = ['what', 'where', 'period', 'found', 'supplier', 'now'].map((key) => t(`statistics:gaps.columns.${key}`));
  return (
    <div className="page">
      <PageHead title={t('statistics:gaps.title')} note={t('statistics:gaps.note')} />
      <Sections />
      <section className="card" aria-label={t('statistics:gaps.title')}>
        {pending ? <Skeleton lines={10} height={420} /> : null}
        {asked.isError ? <ProblemView problem={asked.error} again={() => void asked.refetch()} /> : null}
        {asked.isSuccess && !pending && items.length === 0 ? (
          <EmptyState title={t('statistics:gaps.empty')}>{t('statistics:gaps.emptyWhy')}</EmptyState>
        ) : null}
        {items.length > 0 ? (
          <table className="table table-list">
            <TableHead caption={t('statistics:gaps.title')} titles={titles} />
            <tbody>
              {items.map((one) => (
                <Line key={one.row} one={one} titles={titles} />
              ))}
            </tbody>
          </table>
        ) : null}
      </section>
    </div>
  );
}

function Line({ one, titles }: { one: Gap; titles: readonly string[] }) {
  const t = useWords();
  const language = useLanguage();
  const region = useRegionName();
  const figure = useIndicators().data?.find((each) => each.code === one.indicator);
  return (
    <tr>
      <td>
        <Link to={`/indicators/${one.indicator}` as string}>{one.name}</Link>
      </td>
      <td data-title={titles[1]}>{region(one.region)}</td>
      <td data-title={titles[2]} className="nowrap">
        {one.period}
      </td>
      <td data-title={titles[3]}>{one.note}</td>
      <td data-title={titles[4]}>
        {figure?.missing?.supplier ?? <span className="note">{t('statistics:gaps.noSupplier')}</span>}
      </td>
      <td data-title={titles[5]}>
        {figure === undefined ? null : figure.value === null ? (
          <Verdict tone="none">{t('statistics:gaps.still')}</Verdict>
        ) : (
          <Verdict tone="good">
            {t('statistics:gaps.there', {
              value: withUnit(figure.value, figure.display, language),
            })}
          </Verdict>
        )}
      </td>
    </tr>
  );
}
