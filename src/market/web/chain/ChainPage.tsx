// The service chain: which services each key industry finds at each link, on any day; for officers its gaps, and how they came month by month.
import { Link } from '@tanstack/react-router';
import { useChangeSearch } from '../../../platform/web/address.ts';
import { DayInput } from '../../../platform/web/DayInput.tsx';
import { useWords } from '../../../platform/web/i18n.ts';
import { PageHead, ProblemView, Skeleton, TableHead } from '../../../platform/web/Parts.tsx';
import type { ChainGaps, ChainShown } from '../../publicChain.ts';
import { noLink } from '../../publicChain.ts';
import { behindOf, type List, useChain, useGaps, useIsOfficer } from './chain-view.ts';
import { Gaps } from './Gaps.tsx';
import '../../../platform/web/table.css';
import './chain.css';

export default function ChainPage() {
  const t = useWords();
  const asked = useChain();
  const gaps = useGaps();
  const officer = useIsOfficer();
  const chain = asked.data;
  return (
    <div className="page">
      <PageHead title={t('chain:nav')} note={t('chain:note')} aside={chain ? <Day chain={chain} /> : null} />
      {asked.isPending ? <Skeleton lines={10} height={480} /> : null}
      {asked.isError ? <ProblemView problem={asked.error} again={() => void asked.refetch()} /> : null}
      {chain ? (
        <>
          <Matrix chain={chain} gaps={gaps.data} />
          {officer ? <Gaps asked={gaps} chain={chain} /> : null}
          <NewSmall chain={chain} />
        </>
      ) : null}
    </div>
  );
}

function Day({ chain }: { chain: ChainShown }) {
  const t = useWords();
  const change = useChangeSearch();
  return (
    <label className="field-label chain-day">
      {t('chain:asOf')}{' '}
      <DayInput
        className="input"
        value={chain.asOf}
        min={chain.firstDay}
        max={chain.today}
        onChange={({ target: { value } }) => {
          if (/^\d{4}-\d{2}-\d{2}$/.test(value) && value <= chain.today)
            change({ asOf: value === chain.today ? undefined : value });
        }}
      />
    </label>
  );
}

type Parts = { chain: ChainShown; gaps: ChainGaps | undefined };
function Matrix({ chain, gaps }: Parts) {
  const t = useWords();
  const titles = [t('chain:industry'), ...chain.links.map((one) => one.name)];
  const unplaced = chain.cells.filter((one) => one.link === null);
  const left = unplaced.reduce((sum, one) => sum + one.supplies + one.demands, 0);
  return (
    <section className="card" aria-label={t('chain:matrix.title')}>
      <h2>{t('chain:matrix.title')}</h2>
      <div className="chain-scroll">
        <table className="table table-list chain-matrix">
          <TableHead caption={t('chain:matrix.title')} titles={titles} />
          <tbody>
            {chain.industries.map((industry) => (
              <tr key={industry.code}>
                <td className="chain-industry">
                  <b>{industry.name}</b>
                  {industry.source === null ? null : (
                    <details>
                      <summary aria-label={t('chain:matrix.basis', { name: industry.name })}>ⓘ</summary>
                      <span className="note">{industry.source}</span>
                    </details>
                  )}
                </td>
                {chain.links.map((link, at) => (
                  <Cell
                    key={link.code}
                    {...{ chain, gaps }}
                    industry={industry.code}
                    link={link.code}
                    title={titles[at + 1] ?? ''}
                  />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="note">{t('chain:matrix.note')}</p>
      {left > 0 ? (
        <p className="note">
          <Link to={behindOf({ what: 'demands', link: noLink, asOf: chain.asOf }) as string}>
            {t('chain:unplaced', { count: left })}
          </Link>
        </p>
      ) : null}
    </section>
  );
}

const figures = ['supplies', 'organizations', 'demands'] as const;
function Cell({ chain, gaps, industry, link, title }: Parts & { industry: string; link: string; title: string }) {
  const t = useWords();
  const here = (one: { industry: string; link: string | null }) => one.industry === industry && one.link === link;
  const there = chain.cells.find(here);
  const missing = gaps?.cells.find(here)?.gaps ?? 0;
  const to = (what: List) => behindOf({ what, industry, link, asOf: chain.asOf === chain.today ? undefined : chain.asOf });
  const bare = there !== undefined && there.demands > 0 && there.supplies + there.organizations === 0;
  return (
    <td data-title={title} className={missing > 0 || bare ? 'chain-cell chain-short' : 'chain-cell'}>
      {there === undefined ? (
        <span className="note">{t('chain:nothing')}</span>
      ) : (
        <span className="chain-figures">
          {figures.map((what) =>
            there[what] > 0 ? (
              <Link key={what} to={to(what) as string}>
                {t(`chain:${what}Of`, { count: there[what] })}
              </Link>
            ) : null,
          )}
          {missing > 0 ? (
            <Link className="tag tag-warn" to={to('gaps') as string}>
              {t('chain:gapsOf', { count: missing })}
            </Link>
          ) : null}
        </span>
      )}
    </td>
  );
}

/** 促进中小微机构不断涌现 (task 12). */
function NewSmall({ chain }: { chain: ChainShown }) {
  const t = useWords();
  const { from, links } = chain.newSmall;
  return (
    <section className="card" aria-label={t('chain:newSmall.title')}>
      <h2>{t('chain:newSmall.title')}</h2>
      <dl className="chain-new">
        {links.map(({ link, organizations }) => (
          <div key={link}>
            <dt className="note">{chain.links.find((one) => one.code === link)?.name ?? link}</dt>
            <dd>
              {organizations === 0 ? (
                0
              ) : (
                <Link to={behindOf({ what: 'newSmall', link, asOf: chain.asOf }) as string}>{organizations}</Link>
              )}
            </dd>
          </div>
        ))}
      </dl>
      <p className="note">{t('chain:newSmall.note', { from })}</p>
    </section>
  );
}
