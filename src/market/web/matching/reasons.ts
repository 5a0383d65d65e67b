// A reason of a match in words: codes become names in the reader's language.
import { useQuery } from '@tanstack/react-query';
import { useLanguage, useWords } from '../../../platform/web/i18n.ts';
import type { Match } from '../../declinedMatch.ts';
import { namesOf, useCooperation, useRegionName } from '../listing-view.ts';

type Reason = Match['for'][number];
export function useReason(): (reason: Reason) => string {
  const t = useWords();
  const language = useLanguage();
  const region = useRegionName();
  const cooperation = useCooperation();
  const { data } = useQuery({
    queryKey: ['classification'],
    queryFn: () => import('../../../organizations/classification.ts'),
    staleTime: Number.POSITIVE_INFINITY,
    structuralSharing: false,
  });
  const industryName = (code: string): string => {
    const name = data?.industry(code)?.name;
    return name === undefined ? code : language === 'en' ? (name.en ?? name.zh) : name.zh;
  };
  const named: Record<string, (code: string) => string> = {
    field: (code) => t(`contracts:technologyFields.${code}`),
    industry: industryName,
    mode: (code) => namesOf([code], cooperation, ''),
    region: (code) => region(code) ?? code,
  };
  return ({ code, params }) =>
    t(
      `matches:fit.${code}`,
      Object.fromEntries(Object.entries(params).map(([key, value]) => [key, named[key]?.(String(value)) ?? value])),
    );
}
