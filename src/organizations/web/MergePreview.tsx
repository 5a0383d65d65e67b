// What a merge would do, before it is done: names that come over, fields that differ, records that stand with it, until when it can be undone.
import { useQuery } from '@tanstack/react-query';
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { call } from '../../platform/web/call.ts';
import { hasWords, useWords } from '../../platform/web/i18n.ts';
import { recordKind } from '../../platform/web/pages.ts';
import { ProblemView, Skeleton } from '../../platform/web/Parts.tsx';
import { previewMerge } from '../routes.ts';
import { useKindName, useRegionName } from './view.ts';
import './organizations.css';

const titleOf: Record<string, string> = { credit_code: 'organizations:creditCode' };

export function MergePreview({ from, into }: { from: string; into: string }) {
  const t = useWords();
  const asked = useQuery({
    queryKey: ['organizations', 'merge-preview', from, into],
    queryFn: () => call(previewMerge, { params: { id: from }, query: { into } }),
    enabled: into !== '',
  });
  const shown = useShown();
  if (into === '') return null;
  if (asked.isPending) return <Skeleton lines={4} />;
  if (asked.isError) return <ProblemView problem={asked.error} />;
  const { names, differs, records, twice, undoneUntil } = asked.data;
  const fieldName = (field: string) => t(titleOf[field] ?? `organizations:${field}`);
  return (
    <div className="merge" aria-live="polite">
      <b>
        <AsWritten>{t('organizations:merge.title', { from: asked.data.from.name, into: asked.data.into.name })}</AsWritten>
      </b>
      <h3>{t('organizations:merge.names')}</h3>
      <p>
        <AsWritten>{names.length > 0 ? names.join(t('organizations:page.comma')) : t('organizations:merge.noNames')}</AsWritten>
      </p>
      <h3>{t('organizations:merge.differs')}</h3>
      {differs.length > 0 ? (
        <ul>
          {differs.map((one) => (
            <li key={one.field}>
              {t('organizations:merge.differ', { field: fieldName(one.field) })}
              <s>
                <AsWritten>{shown(one.field, one.from)}</AsWritten>
              </s>{' '}
              →{' '}
              <b>
                <AsWritten>{shown(one.field, one.into)}</AsWritten>
              </b>
            </li>
          ))}
        </ul>
      ) : (
        <p>{t('organizations:merge.noDiffers')}</p>
      )}
      <h3>{t('organizations:merge.records')}</h3>
      <p>
        {records.length > 0
          ? records.map((one) => `${nameOfKind(one.kind, t)} ${one.count}`).join(t('organizations:page.comma'))
          : t('organizations:merge.noRecords')}
      </p>
      {twice.length > 0 ? (
        <>
          <h3>{t('organizations:merge.twice')}</h3>
          <ul>
            {twice.map((one) => (
              <li key={`${one.id} ${one.other.id}`}>
                <AsWritten>{`${one.title} · ${one.other.title}`}</AsWritten>
              </li>
            ))}
          </ul>
        </>
      ) : null}
      <p className="note">{t('organizations:merge.undoneUntil', { day: undoneUntil })}</p>
    </div>
  );
}

function nameOfKind(kind: string, t: (key: string) => string): string {
  const words = recordKind(kind)?.words;
  return words && hasWords(words) ? t(words) : kind;
}

function useShown(): (field: string, value: string | null) => string {
  const t = useWords();
  const region = useRegionName();
  const kind = useKindName();
  return (field, value) => {
    if (value === null) return t('organizations:merge.unknown');
    if (field === 'region') return region(value) ?? value;
    if (field === 'kind') return kind(value) ?? value;
    return field === 'size' ? t(`organizations:sizes.${value}`) : value;
  };
}
