// Small things that the chain and the indicator's page share about ledger entries.
import { compare } from '../../platform/shared/money.ts';
import { useWords } from '../../platform/web/i18n.ts';
import { useRegions } from '../../platform/web/regions.ts';

export const isSame = (a: string, b: string): boolean => compare(a, b) === 0;
export const amountTone = (amount: string): string => (amount.startsWith('-') ? 'num amount-less' : 'num');

/** Name of a reporting unit by its id. */
export function useRegionName(): (id: string) => string {
  const t = useWords();
  const regions = useRegions().data?.items;
  return (id) => (id === '' ? t('plans:regions.unassigned') : (regions?.find((one) => one.id === id)?.name ?? id));
}
