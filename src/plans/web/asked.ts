// What the URL asks of every figure on an indicator's page: time, region, functional areas.
import { useSearch } from '../../platform/web/address.ts';
import { useTimeAsked } from '../../platform/web/TimeControl.tsx';

/** As queries of indicators and their entries take it. */
export function useAsked() {
  const { region, functionalAreas } = useSearch();
  return {
    ...useTimeAsked(),
    ...(region ? { region } : {}),
    ...(functionalAreas === 'out' ? { functionalAreas: 'out' as const } : {}),
  };
}
