// What the page of contract figures asks by its address, and how the keys of its lines stand there.
import type { ResponseOf } from '../../platform/shared/route.ts';
import { useSearch } from '../../platform/web/address.ts';
import { useTimeAsked } from '../../platform/web/TimeControl.tsx';
import { figureDimensions, type getContractFigures } from '../figures.ts';

export type Figures = ResponseOf<typeof getContractFigures>;

/** What the page's address asks for, as the server takes it. */
export function useFiguresAsked() {
  const { by, region } = useSearch();
  const time = useTimeAsked();
  const dimension = figureDimensions.find((one) => one === by) ?? 'type';
  return { ...time, ...(region ? { region } : {}), by: dimension };
}

/** The address holds no empty value: what is not stated has a sign of its own. */
export const keyOf = (key: string): string => (key === '' ? '-' : key);
export const keyIn = (said: string): string => (said === '-' ? '' : said);
