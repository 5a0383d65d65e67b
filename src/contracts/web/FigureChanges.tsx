// Contracts of the year whose amount was changed after the registration, with both figures.
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { call } from '../../platform/web/call.ts';
import { exactNumber } from '../../platform/web/format.ts';
import { useLanguage, useWords } from '../../platform/web/i18n.ts';
import { More } from '../../platform/web/More.tsx';
import { ProblemView, Skeleton, Tag } from '../../platform/web/Parts.tsx';
import { listFigureChanges } from '../figures.ts';
import { useFiguresAsked } from './figures-view.ts';

export function FigureChanges() {
  const t = useWords();
  const language = useLanguage();
  const { by: _by, ...asked } = useFiguresAsked();
  const query = { ...asked, limit: 10 };
  const got = useInfiniteQuery({
    queryKey: ['contracts', 'figures', 'changes', query, language],
    queryFn: ({ pageParam }) => call(listFigureChanges, { query: { ...query, ...(pageParam ? { after: pageParam } : {}) } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const items = got.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section className="card" aria-label={t('contractFigures:changes')}>
      <h2>{t('contractFigures:changes')}</h2>
      <p className="note">{t('contractFigures:changesNote')}</p>
      {got.isError ? <ProblemView problem={got.error} again={() => void got.refetch()} /> : null}
      {got.isPending ? <Skeleton lines={4} /> : null}
      {got.isSuccess && items.length === 0 ? <p>{t('contractFigures:changesNone')}</p> : null}
      <ul className="figure-changes">
        {items.map((one) => (
          <li key={one.contract}>
            <p>
              {one.on} <Tag tone="blue">{t(`contractFigures:what.${one.what}`)}</Tag>{' '}
              {one.title === null ? (
                <span className="note">{t('contractFigures:entries.hidden')}</span>
              ) : (
                <Link to={`/contracts/${one.contract}` as string}>
                  <AsWritten>{one.title}</AsWritten>
                </Link>
              )}
            </p>
            <p className="figure-both">
              {exactNumber(one.amountBefore)} → <b>{exactNumber(one.amount)}</b>
              <span className="note">
                {t('contractFigures:changes.technology')} {exactNumber(one.technologyAmountBefore)} →{' '}
                {exactNumber(one.technologyAmount)}
              </span>
            </p>
          </li>
        ))}
      </ul>
      <More asked={got} words="contractFigures:changesMore" />
    </section>
  );
}
