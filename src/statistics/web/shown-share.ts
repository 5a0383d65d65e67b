// A share as per cent with its sign, as tables of growth say it: 0.1234 is +12.3 %.
import { useWords } from '../../platform/web/i18n.ts';

export function useShare(): (share: string | null) => string {
  const t = useWords();
  return (share) => {
    if (share === null) return t('growth:none');
    const percent = (Number(share) * 100).toFixed(1);
    return `${percent.startsWith('-') ? percent.replace('-', '−') : `+${percent}`} %`;
  };
}
