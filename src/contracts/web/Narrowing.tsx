// What a figure of a return was counted from, as the list of contracts says it: whose, how sold, when signed or paid.
import { useSearch } from '../../platform/web/address.ts';
import { addWords, useWords } from '../../platform/web/i18n.ts';
import { Narrowed } from '../../platform/web/Narrowed.tsx';
import { type RecordHead, useRecord } from '../../records/web/index.ts';
import { contractNarrowingWords } from './narrowing-words.ts';

addWords({ contractNarrowing: contractNarrowingWords });

export const narrowingKeys = [
  'seller',
  'sale',
  'signedFrom',
  'signedTo',
  'receivedFrom',
  'receivedTo',
  'broughtAboutBy',
  'abroad',
  'largeOn',
  'toFirm',
] as const;

export function Narrowing() {
  const t = useWords();
  const search = useSearch();
  const words = (key: string, params: Record<string, string> = {}) => t(`contractNarrowing:${key}`, params);
  const whose = search['seller'] ?? search['broughtAboutBy'] ?? '';
  const { asked } = useRecord<RecordHead & { name: string }>('/organizations', whose);
  const name = asked.data?.name ?? '…';
  const between = (key: 'signed' | 'received') => {
    const [from, to] = [search[`${key}From`], search[`${key}To`]];
    return from || to ? [words(key, { from: from ?? '…', to: to ?? '…' })] : [];
  };
  const said = [
    ...(['seller', 'broughtAboutBy'] as const).flatMap((key) => (search[key] ? [words(key, { name })] : [])),
    ...(search['sale'] ? [words(`sale.${search['sale']}`)] : []),
    ...between('signed'),
    ...between('received'),
    ...(['abroad', 'toFirm'] as const).flatMap((key) => (search[key] ? [words(key)] : [])),
    ...(search['largeOn'] ? [words('largeOn', { on: search['largeOn'] })] : []),
  ];
  return <Narrowed said={said} keys={narrowingKeys} />;
}
