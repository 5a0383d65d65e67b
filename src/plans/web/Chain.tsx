// Where a figure comes from, in four steps: the indicator, its ledger entries, the record behind one, its event and the proof.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { listIndicatorEntries } from '../../indicators/indicator.ts';
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { useSearch } from '../../platform/web/address.ts';
import { call } from '../../platform/web/call.ts';
import { exactNumber, shownInstant, withUnit } from '../../platform/web/format.ts';
import { hasWords, useLanguage, useWords } from '../../platform/web/i18n.ts';
import { recordKind } from '../../platform/web/pages.ts';
import { ProblemView, Skeleton, Tag } from '../../platform/web/Parts.tsx';
import { useTimeAsked } from '../../platform/web/TimeControl.tsx';
import { proofAddress, useEvents, useNameOf } from '../../platform/web/Timeline.tsx';
import type { TargetProgress } from '../progress.ts';
import { amountTone, isSame, useRegionName } from './entries.ts';

const shownEntries = 4;

type Entry = {
  id: string;
  amount: string;
  effectiveOn: string;
  region: string;
  kind: string;
  organizationName: string | null;
  record: { kind: string; id: string; title: string | null };
  event: string;
};

/** The latest entries behind a target's figure, with the sum and the number of all. */
function useLatestEntries(target: TargetProgress) {
  const language = useLanguage();
  const query = { ...useTimeAsked(), asOf: target.figure.asOf, limit: shownEntries };
  return useQuery({
    queryKey: ['entries', target.indicator, query, language],
    queryFn: () => call(listIndicatorEntries, { params: { code: target.indicator }, query }),
    enabled: target.current !== null && target.figure.source !== 'formula',
    placeholderData: (before) => before,
  });
}

export function Chain({ target }: { target: TargetProgress }) {
  const t = useWords();
  const language = useLanguage();
  const [picked, setPicked] = useState(0);
  const { display, source } = target.figure;
  const asked = useLatestEntries(target);
  const entries: readonly Entry[] = asked.data?.items ?? [];
  const entry = entries[picked] ?? entries[0];
  const title =
    target.current === null
      ? t('plans:chain.titleNone', { name: target.name })
      : t('plans:chain.title', { value: withUnit(target.current, display, language) });
  const { sum, count = 0 } = asked.data ?? {};
  const counted = { count, shown: exactNumber(String(count)), unit: t(`shell:units.${target.figure.unit}`) };
  const equal =
    sum !== undefined && target.current !== null
      ? isSame(sum, target.current)
        ? t('plans:chain.sumEqual')
        : t('plans:chain.sumDiffers', { sum: exactNumber(sum) })
      : '';
  return (
    <section className="card chain-card" id="chain" aria-label={title}>
      <h2>
        {title} <small>{[target.current === null ? '' : target.name, equal].filter(Boolean).join(' · ')}</small>
      </h2>
      {target.current === null ? <WithoutData target={target} /> : null}
      {target.current === null ? null : (
        <div className="chain">
          <IndicatorStep target={target} />
          <Arrow />
          <Step title={count > 0 ? t('plans:chain.counted', counted) : t('plans:chain.entries')}>
            {asked.isError ? <ProblemView problem={asked.error} again={() => void asked.refetch()} /> : null}
            {asked.isLoading ? <Skeleton lines={4} /> : null}
            {entries.length > 0 ? <EntryLines entries={entries} picked={entry?.id} onPick={setPicked} /> : null}
            {entries.length === 0 && !asked.isLoading && !asked.isError ? (
              <p className="note">
                {t(
                  asked.data?.withheld
                    ? 'plans:chain.withheld'
                    : source === 'formula'
                      ? 'plans:chain.formula'
                      : 'plans:chain.noEntries',
                )}
              </p>
            ) : null}
          </Step>
          <Arrow />
          <Step title={t('plans:chain.record')}>
            {entry ? <RecordStep entry={entry} /> : <p className="note">{t('plans:chain.noEntries')}</p>}
          </Step>
          <Arrow />
          <Step title={t('plans:chain.event')}>
            {entry ? <EventStep key={entry.event} entry={entry} /> : <p className="note">{t('plans:chain.noEntries')}</p>}
          </Step>
        </div>
      )}
    </section>
  );
}

const Arrow = () => <i aria-hidden="true">→</i>;
const Step = ({ title, children }: { title: string; children: ReactNode }) => (
  <div className="chain-step">
    <h3>{title}</h3>
    {children}
  </div>
);

/** Why there is no figure: what is known so far, and who could supply the rest. */
function WithoutData({ target }: { target: TargetProgress }) {
  const t = useWords();
  const { missing } = target.figure;
  return (
    <div className="chain chain-none">
      <IndicatorStep target={target} />
      <Arrow />
      <Step title={t('plans:chain.known')}>
        <b>{missing && missing.known > 0 ? t('plans:chain.knownCount', { count: missing.known }) : t('plans:chain.knownNone')}</b>
        {missing ? <p>{missing.reason}</p> : null}
      </Step>
      <Arrow />
      <Step title={t('plans:chain.supplier')}>
        <b>{missing?.supplier ?? t('plans:chain.supplierUnknown')}</b>
        <p>
          <Link to={'/figures/gaps' as string}>{t('plans:chain.gaps')} →</Link>
        </p>
      </Step>
    </div>
  );
}

function IndicatorStep({ target }: { target: TargetProgress }) {
  const t = useWords();
  const { asOf, knownAt } = useSearch();
  const { source, through, approximate } = target.figure;
  return (
    <Step title={t('plans:chain.indicator')}>
      <b>{target.figure.name}</b>
      <p>{t(`plans:chain.${target.cumulative ? 'cumulative' : target.kind}`)}</p>
      {source ? <p className="note">{t(`plans:source.${source}`)}</p> : null}
      {through && through !== target.figure.asOf ? <p className="note">{t('plans:chain.through', { day: through })}</p> : null}
      {approximate ? <p className="note">{t('plans:chain.approximate')}</p> : null}
      <Link
        to="/indicators/$code"
        params={{ code: target.indicator }}
        search={{ ...(asOf ? { asOf } : {}), ...(knownAt ? { knownAt } : {}) }}
      >
        {t('plans:chain.basis')} →
      </Link>
    </Step>
  );
}

/** Whose an entry is. A reported figure is its region's, and its title would say the indicator again. */
const whatOf = (one: Entry): string | null =>
  one.organizationName ?? (one.record.kind === 'reportedFigure' ? null : one.record.title);

function EntryLines({
  entries,
  picked,
  onPick,
}: {
  entries: readonly Entry[];
  picked: string | undefined;
  onPick: (at: number) => void;
}) {
  const regionName = useRegionName();
  return (
    <ul className="entry-lines">
      {entries.map((one, at) => (
        <li key={one.id}>
          <button type="button" aria-pressed={one.id === picked} onClick={() => onPick(at)}>
            <span>{one.effectiveOn}</span>
            <span className="entry-what">
              <AsWritten>{whatOf(one) ?? regionName(one.region)}</AsWritten>
            </span>
            <span className={amountTone(one.amount)}>{exactNumber(one.amount, true)}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function RecordStep({ entry }: { entry: Entry }) {
  const t = useWords();
  const regionName = useRegionName();
  const kind = recordKind(entry.record.kind);
  const to = kind?.page?.(entry.record.id);
  return (
    <>
      <b>
        <AsWritten>{entry.record.title ?? t('plans:entries.notShown')}</AsWritten>
      </b>
      <p>{[kind ? t(kind.words) : null, regionName(entry.region)].filter(Boolean).join(' · ')}</p>
      {entry.organizationName ? (
        <p>
          <AsWritten>{entry.organizationName}</AsWritten>
        </p>
      ) : null}
      {to ? <Link to={to}>{t('plans:chain.open')} →</Link> : null}
    </>
  );
}

function EventStep({ entry }: { entry: Entry }) {
  const t = useWords();
  const kind = recordKind(entry.record.kind);
  const api = kind?.api ?? `/${entry.record.kind}s`;
  const words = kind?.words.split(':')[0] ?? entry.record.kind;
  const name = useNameOf(words);
  // A record that the reader does not see has its events for others.
  const isSeen = entry.record.title !== null;
  const asked = useEvents(api, entry.record.id, 25, isSeen);
  if (!isSeen) return <code>{entry.event}</code>;
  if (asked.isPending) return <Skeleton lines={3} />;
  if (asked.isError) return <ProblemView problem={asked.error} />;
  const event = asked.data.pages.flatMap((page) => page.items).find((one) => one.id === entry.event);
  if (!event) return <code>{entry.event}</code>;
  const role = `shell:roles.${event.actor.role}`;
  return (
    <>
      <b>{name('actions', event.action)}</b>
      <p>
        {event.actor.name ?? (hasWords(role) ? t(role) : event.actor.role)} · {shownInstant(event.recordedAt)}
      </p>
      <Tag tone={event.sealed ? 'good' : 'none'}>
        {t(event.sealed ? 'shell:events.sealed' : 'shell:events.notSealed', { batch: event.batch })}
      </Tag>{' '}
      {event.sealed ? (
        <a href={proofAddress(api, entry.record.id, event.id)} download={`proof-${event.id}.json`}>
          {t('shell:events.proof')} →
        </a>
      ) : null}
    </>
  );
}
