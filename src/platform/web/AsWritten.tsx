// Words of a record as they were written: a name in Chinese stays so on an English page, and says so to screen readers. Not for words of ours.
import { useLanguage } from './i18n.ts';

/** Chinese with the digits and marks inside it. */
const chinese = /(\p{Script=Han}(?:[\p{Script=Han}\p{N}\p{P}]*[\p{Script=Han}\p{N}\p{Pe}])?)/u;

/** The language of a name where nothing may stand inside it, as in an option: `zh-CN` where an English page shows Chinese. */
export const writtenIn = (text: string, language: string): 'zh-CN' | undefined =>
  language === 'en' && chinese.test(text) ? 'zh-CN' : undefined;

/** Marks what is Chinese in a text for readers of English; elsewhere it is the text alone. */
export function AsWritten({ children: text }: { children: string | null | undefined }) {
  const language = useLanguage();
  if (!text || language !== 'en' || !chinese.test(text)) return <>{text}</>;
  const parts = text.split(chinese);
  // Odd parts are those that the pattern caught; the text does not change its order.
  return (
    <span>
      {parts.map((part, at) =>
        at % 2 === 1 ? (
          <span key={at} lang="zh-CN">
            {part}
          </span>
        ) : (
          part
        ),
      )}
    </span>
  );
}
