// The entries of turnover behind one line of contract figures, page by page, each with its contract as far as the reader sees it.
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { useChangeSearch, useSearch } from '../../platform/web/address.ts';
import { call } from '../../platform/web/call.ts';
import { exactNumber, shownInstant } from '../../platform/web/format.ts';
import { useLanguage, useWords } from '../../platform/web/i18n.ts';
import { More } from '../../platform/web/More.tsx';
import { EmptyState, ProblemView, Skeleton } from '../../platform/web/Parts.tsx';
import type { ResponseOf } from '../../platform/shared/route.ts';
import { listFigureEntries } from '../figures.ts';
import { type Figures, keyIn, useFiguresAsked } from './figures-view.ts';

export function FigureEntries({ of }: { of: Figures }) {
  const t = useWords();
  const language = useLanguage();
  const change = useChangeSearch();
  const key = keyIn(useSearch()['key'] ?? '');
  const query = { ...useFiguresAsked(), key, limit: 50 };
  const got = useInfiniteQuery({
    queryKey: ['contracts', 'figures', 'entries', query, language],
    queryFn: ({ pageParam }) => call(listFigureEntries, { query: { ...query, ...(pageParam ? { after: pageParam } : {}) } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const items = got.data?.pages.flatMap((page) => page.items) ?? [];
  const first = got.data?.pages[0];
  const name = of.items.find((one) => one.key === key)?.name ?? key;
  const title = t('contractFigures:entries', { name });
  return (
    <section className="card" aria-label={title}>
      <h2>
        <AsWritten>{title}</AsWritten>
        <span className="spread" />
        <button type="button" className="button-text" onClick={() => change({ key: undefined })}>
          {t('contractFigures:entries.close')}
        </button>
      </h2>
      {got.isError ? <ProblemView problem={got.error} again={() => void got.refetch()} /> : null}
      {got.isPending ? <Skeleton lines={6} height={240} /> : null}
      {got.isSuccess && items.length === 0 ? <EmptyState title={t('contractFigures:entries.none')} /> : null}
      {items.length > 0 && first ? <Table items={items} of={first} title={title} /> : null}
      {got.hasNextPage ? (
        <div className="list-foot">
          <More asked={got} />
        </div>
      ) : null}
    </section>
  );
}

type Page = ResponseOf<typeof listFigureEntries>;
function Table({ items, of, title }: { items: Page['items']; of: Page; title: string }) {
  const t = useWords();
  const columns = ['on', 'recordedAt', 'contract', 'amount'].map((one) => t(`contractFigures:entries.${one}`));
  return (
    <div className="list-scroll">
      <table className="table table-list">
        <caption className="sr-only">{title}</caption>
        <thead>
          <tr>
            {columns.map((one, at) => (
              <th key={one} scope="col" className={at === 3 ? 'num' : undefined}>
                {one}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((one) => (
            <tr key={one.id}>
              <td data-title={columns[0]}>{one.on}</td>
              <td data-title={columns[1]}>{shownInstant(one.recordedAt)}</td>
              <td data-title={columns[2]}>
                {one.title === null ? (
                  <span className="note">{t('contractFigures:entries.hidden')}</span>
                ) : (
                  <Link to={`/contracts/${one.contract}` as string}>
                    <AsWritten>{one.title}</AsWritten>
                  </Link>
                )}
              </td>
              <td data-title={columns[3]} className="num">
                {exactNumber(one.amount, true)}
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={3}>
              {t('contractFigures:entries.sum', { count: of.count })}
            </th>
            <td className="num">
              <b>{exactNumber(of.sum)}</b>
            </td>
          </tr>
        </tfoot>
      </table>
    </div>
  );
}
