// What stands behind figures of the service chain on a day: listings, organizations, gaps; for officers whom to ask to serve there.
import { useChangeSearch, useSearch } from '../../../platform/web/address.ts';
import { useWords } from '../../../platform/web/i18n.ts';
import { PageHead, ProblemView, Skeleton } from '../../../platform/web/Parts.tsx';
import { Back } from '../../../records/web/index.ts';
import { type ChainShown, noLink } from '../../publicChain.ts';
import { otherIndustry } from '../../serviceChain.ts';
import { type List, useChain, useGaps, useIsOfficer } from './chain-view.ts';
import { CandidateTable, ListingTable, OrganizationTable } from './tables.tsx';
import '../../../platform/web/table.css';
import '../market.css';
import './chain.css';

export default function CellPage() {
  const t = useWords();
  const asked = useChain();
  const { asOf } = useSearch();
  return (
    <div className="page">
      <Back to={`/market/chain${asOf ? `?asOf=${asOf}` : ''}`}>{t('chain:cell.back')}</Back>
      {asked.isPending ? <Skeleton lines={10} height={420} /> : null}
      {asked.isError ? <ProblemView problem={asked.error} again={() => void asked.refetch()} /> : null}
      {asked.data ? <Shown chain={asked.data} /> : null}
    </div>
  );
}

function Shown({ chain }: { chain: ChainShown }) {
  const t = useWords();
  const { industry, link, field } = useSearch();
  const tabs = useTabs(chain);
  const { what } = useSearch();
  const chosen = tabs.find((one) => one.list === what)?.list ?? tabs[0]?.list ?? 'supplies';
  const named = [
    industry === undefined ? t('chain:cell.all') : (chain.industries.find((one) => one.code === industry)?.name ?? industry),
    link === undefined ? t('chain:cell.allLinks') : (chain.links.find((one) => one.code === link)?.name ?? t('chain:noLink')),
  ] as const;
  return (
    <>
      <PageHead
        title={t('chain:cell.title', { industry: named[0], link: named[1] })}
        note={[
          chain.asOf === chain.today ? null : t('chain:cell.then', { day: chain.asOf }),
          field === undefined ? null : t(`contracts:technologyFields.${field}`),
          chain.links.find((one) => one.code === link)?.what ?? null,
        ]
          .filter(Boolean)
          .join(' · ')}
      />
      <Tabs tabs={tabs} chosen={chosen} />
      <div className="card">
        <Chosen list={chosen} />
      </div>
    </>
  );
}

type Tab = { list: List; words: string; count: number | null };
/** The lists that this reader may open here, with how many stand in each. */
function useTabs(chain: ChainShown): Tab[] {
  const t = useWords();
  const officer = useIsOfficer();
  const gaps = useGaps().data;
  const { industry, link, what, field } = useSearch();
  const here = (one: { industry: string; link: string | null }) =>
    (industry === undefined || one.industry === industry) && (link === undefined || (one.link ?? noLink) === link);
  const sum = <K extends string>(
    of: readonly (Record<K, number> & { industry: string; link: string | null })[] | undefined,
    key: K,
  ) => (of === undefined ? null : of.filter(here).reduce((all, one) => all + one[key], 0));
  const whole = industry !== undefined && link !== undefined;
  // A year's new ones stand at a link, whatever their industry; an organization of several cells is counted where one cell is asked alone.
  if (what === 'newSmall') return [{ list: 'newSmall', words: t('chain:newSmall'), count: null }];
  const open: Tab[] = [
    { list: 'supplies', words: t('chain:supplies'), count: sum(chain.cells, 'supplies') },
    { list: 'organizations', words: t('chain:organizations'), count: whole ? sum(chain.cells, 'organizations') : null },
    { list: 'demands', words: t('chain:demands'), count: sum(chain.cells, 'demands') },
  ];
  if (!officer) return open;
  const missing: Tab[] = (['gaps', 'unanswered'] as const).map((list) => ({
    list,
    words: t(`chain:${list}`),
    count: field === undefined ? sum(gaps?.cells, list) : null,
  }));
  const asking: Tab[] = (['recruit-link', 'recruit-industry'] as const).map((list) => ({
    list,
    words: t(`chain:recruit.${list === 'recruit-link' ? 'link' : 'industry'}`),
    count: null,
  }));
  return [...open, ...missing, ...(whole && industry !== otherIndustry && link !== noLink ? asking : [])];
}

function Tabs({ tabs, chosen }: { tabs: readonly Tab[]; chosen: List }) {
  const t = useWords();
  const change = useChangeSearch();
  if (tabs.length < 2) return null;
  return (
    <fieldset className="market-sides chain-tabs">
      <legend className="sr-only">{t('chain:cell.lists')}</legend>
      {tabs.map(({ list, words, count }) => (
        <button key={list} type="button" aria-pressed={list === chosen} onClick={() => change({ what: list }, true)}>
          {words}
          {count === null ? null : <span className="note"> {count}</span>}
        </button>
      ))}
    </fieldset>
  );
}

function Chosen({ list }: { list: List }) {
  const t = useWords();
  if (list === 'organizations' || list === 'newSmall') return <OrganizationTable key={list} what={list} />;
  if (list === 'recruit-link' || list === 'recruit-industry')
    return (
      <>
        <p className="note">{t('chain:recruit.note')}</p>
        <CandidateTable key={list} from={list === 'recruit-link' ? 'link' : 'industry'} />
      </>
    );
  return <ListingTable key={list} what={list} />;
}
