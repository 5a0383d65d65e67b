// Reporting units of the city and its map, as the server gives them. Not their drawing (RegionMap.tsx).
import { useQuery } from '@tanstack/react-query';
import { request } from './call.ts';
import { useLanguage } from './i18n.ts';

export type RegionView = {
  id: string;
  name: string;
  kind: 'city' | 'district' | 'functionalArea' | 'cityUnits';
  within: string | null;
  mapName: string | null;
};
export type Feature = { properties: { name: string }; geometry: { type: string; coordinates: unknown } };
/** `GET /regions/map`: outlines named as each region's `mapName`, and the approval number of the map, null until the deployer has one. */
export type MapOfCity = { geojson: { type: string; features: Feature[] }; approval: string | null };

/** Regions of the city in the order of pages. */
export function useRegions() {
  const language = useLanguage();
  return useQuery({
    queryKey: ['regions', language],
    queryFn: () => request<{ items: RegionView[] }>('GET', '/regions'),
    staleTime: 3_600_000,
  });
}
export const useMap = () =>
  useQuery({
    queryKey: ['regions', 'map'],
    queryFn: () => request<MapOfCity>('GET', '/regions/map'),
    staleTime: Number.POSITIVE_INFINITY,
  });
