// Names of what narrows a list of finds, in the reader's language.
import { useQuery } from '@tanstack/react-query';
import { useLanguage, useWords } from '../../platform/web/i18n.ts';
import { recordKind } from '../../platform/web/pages.ts';
import { useRegions } from '../../platform/web/regions.ts';
import type { Facet } from '../document.ts';

const sides: Readonly<Record<string, string>> = { supply: 'search:sides.supply', demand: 'search:sides.demand' };

export function useNames(): (facet: Facet, value: string) => string {
  const t = useWords();
  const language = useLanguage();
  const regions = useRegions().data?.items;
  const sections = useQuery({
    queryKey: ['classification'],
    queryFn: () => import('../../organizations/classification.ts'),
    staleTime: Number.POSITIVE_INFINITY,
    structuralSharing: false,
  }).data;
  return (facet, value) => {
    if (facet === 'kind') return t(recordKind(value)?.words ?? 'search:nav');
    if (facet === 'side') return t(sides[value] ?? 'search:facets.side');
    if (facet === 'field') return t(`contracts:technologyFields.${value}`);
    if (facet === 'region') return regions?.find((one) => one.id === value)?.name ?? value;
    const name = sections?.industry(value)?.name;
    return name === undefined ? value : language === 'en' ? (name.en ?? name.zh) : name.zh;
  };
}
