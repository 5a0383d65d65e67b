// The catalogue of forms: what is asked of whom, how often, on whose word, and by when.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { call } from '../../platform/web/call.ts';
import { useLanguage, useWords } from '../../platform/web/i18n.ts';
import { EmptyState, PageHead, ProblemView, Skeleton, TableHead, Tag } from '../../platform/web/Parts.tsx';
import '../../platform/web/table.css';
import { type FormHead, listForms } from '../routes.ts';
import './forms.css';

export default function FormsPage() {
  const t = useWords();
  const language = useLanguage();
  const asked = useQuery({ queryKey: ['forms', language], queryFn: () => call(listForms) });
  const items = asked.data?.items ?? [];
  const titles = ['name', 'length', 'frame', 'size', 'standing', 'due'].map((key) => t(`forms:columns.${key}`));
  return (
    <div className="page">
      <PageHead title={t('forms:title')} note={t('forms:note')} />
      <section className="card" aria-label={t('forms:title')}>
        {asked.isPending ? <Skeleton lines={8} height={360} /> : null}
        {asked.isError ? <ProblemView problem={asked.error} again={() => void asked.refetch()} /> : null}
        {asked.isSuccess && items.length === 0 ? <EmptyState title={t('forms:empty')}>{t('forms:emptyWhy')}</EmptyState> : null}
        {items.length > 0 ? (
          <table className="table table-list">
            <TableHead caption={t('forms:title')} titles={titles} />
            <tbody>
              {items.map((one) => (
                <Line key={one.code} one={one} titles={titles} />
              ))}
            </tbody>
          </table>
        ) : null}
      </section>
    </div>
  );
}

function Line({ one, titles }: { one: FormHead; titles: readonly string[] }) {
  const t = useWords();
  const { commission } = one;
  return (
    <tr>
      <td>
        <Link to={`/forms/${one.code}` as string}>{one.name}</Link>
      </td>
      <td data-title={titles[1]} className="nowrap">
        {t(`forms:lengths.${one.length}`)}
      </td>
      <td data-title={titles[2]}>{t(`forms:frames.${one.frame}`)}</td>
      <td data-title={titles[3]} className="nowrap">
        {t('forms:size.items', { items: one.items })}
        {one.tables > 0 ? t('forms:size.tables', { count: one.tables }) : ''}
      </td>
      <td data-title={titles[4]}>
        {commission === null ? (
          <Tag>{t('forms:standing.none')}</Tag>
        ) : (
          <span className="form-standing">
            <span>
              {t(`forms:standing.${commission.standing.kind}`)}{' '}
              {commission.standing.kind === 'statutory' ? <AsWritten>{commission.standing.number}</AsWritten> : null}
            </span>
            <Open of={commission.open} />
          </span>
        )}
      </td>
      <td data-title={titles[5]} className="nowrap">
        {commission ? t(commission.due.working ? 'forms:due.working' : 'forms:due.days', { days: commission.due.days }) : null}
      </td>
    </tr>
  );
}

export function Open({ of }: { of: NonNullable<FormHead['commission']>['open'] }) {
  const t = useWords();
  return <Tag tone={of === 'open' ? 'good' : of === 'lapsed' ? 'bad' : 'none'}>{t(`forms:open.${of}`)}</Tag>;
}
