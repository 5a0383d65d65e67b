// Where a value is known from, in a table's cell: verified with its link, or read in a copy. The whole of it stands on the record's page.
import { useLanguage, useWords } from '../../platform/web/i18n.ts';
import { Tag } from '../../platform/web/Parts.tsx';

const chinese = /\p{Script=Han}/u;

export function SourceCell({ source }: { source: { verified: boolean; address: string | null; title?: string | null } | null }) {
  const t = useWords();
  const language = useLanguage();
  if (source === null) return <span className="note">{t('pages:source.house')}</span>;
  return (
    <span className="source-cell">
      <Tag tone={source.verified ? 'good' : 'warn'}>{t(source.verified ? 'pages:source.verified' : 'pages:notVerified')}</Tag>{' '}
      {source.address ? (
        // The title is as its source writes it; the words of the link are ours.
        <span title={source.title ?? undefined} lang={source.title && chinese.test(source.title) ? 'zh-CN' : undefined}>
          <a href={source.address} target="_blank" rel="noreferrer" lang={language}>
            {t('pages:source.open')} ↗
          </a>
        </span>
      ) : (
        <span className="note">{t(source.verified ? 'statistics:source.noAddress' : 'statistics:source.copy')}</span>
      )}
    </span>
  );
}
