// An industry of GB/T 4754 by its code: the code and the names of its place in the tree, once the classification has been read.
import { useLanguage } from '../../platform/web/i18n.ts';
import { useClassification } from './view.ts';

export function IndustryName({ code }: { code: string }) {
  const language = useLanguage();
  const path = useClassification()?.industryPath(code) ?? [];
  return (
    <>
      {code}{' '}
      <span className="note" lang={language === 'en' && path.length > 1 ? 'zh-CN' : undefined}>
        {path.map((one) => one.name[language === 'en' ? 'en' : 'zh'] ?? one.name.zh).join(' › ')}
      </span>
    </>
  );
}
