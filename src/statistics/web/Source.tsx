// Where a value is known from, in a table's cell: verified with its link, or read in a copy. The whole of it stands on the record's page.
import { useWords } from '../../platform/web/i18n.ts';
import { Tag } from '../../platform/web/Parts.tsx';

export function SourceCell({ source }: { source: { verified: boolean; address: string | null; title?: string | null } | null }) {
  const t = useWords();
  if (source === null) return <span className="note">{t('pages:source.house')}</span>;
  return (
    <span className="source-cell">
      <Tag tone={source.verified ? 'good' : 'warn'}>{t(source.verified ? 'pages:source.verified' : 'pages:notVerified')}</Tag>{' '}
      {source.address ? (
        <a href={source.address} target="_blank" rel="noreferrer" title={source.title ?? undefined}>
          {t('pages:source.open')} ↗
        </a>
      ) : (
        <span className="note">{t(source.verified ? 'statistics:source.noAddress' : 'statistics:source.copy')}</span>
      )}
    </span>
  );
}
