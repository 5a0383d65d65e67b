// A district's week: what it can move of the targets that are not met, ticked off line by line; and what was done the week before.
import { useQuery } from '@tanstack/react-query';
import { type RefObject, useEffect, useId, useRef, useState } from 'react';
import { addDays } from '../../platform/shared/dates.ts';
import { useChangeSearch, useSearch } from '../../platform/web/address.ts';
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { call, newKey, request } from '../../platform/web/call.ts';
import { shownDay, withUnit } from '../../platform/web/format.ts';
import { useLanguage, useWords } from '../../platform/web/i18n.ts';
import { EmptyState, PageHead, ProblemView, Skeleton, Tag } from '../../platform/web/Parts.tsx';
import { queries } from '../../platform/web/query.ts';
import { useRegions } from '../../platform/web/regions.ts';
import { useSession } from '../../platform/web/session.ts';
import { type GapItem, type GapOfTarget, getMonday } from '../gap.ts';
import { Contact, Subject, useIsOfficer, useRegionName } from './Gaps.tsx';
import { usePlans } from './view.ts';
import './gaps.css';

type Answer = Awaited<ReturnType<typeof call<typeof getMonday>>>;
type Outcome = 'done' | 'later' | 'dropped';
/** What was just noted, for taking it back. */
type Noted = { id: string; version: number; title: string };

export default function MondayPage() {
  const t = useWords();
  const language = useLanguage();
  const officer = useIsOfficer();
  const name = useRegionName();
  const region = useRegionAsked();
  const plan = usePlans().data?.items[0]?.code;
  const asked = useQuery({
    queryKey: ['monday', plan, region, language],
    queryFn: () => call(getMonday, { params: { code: plan ?? '' }, query: { region } }),
    enabled: officer === true && plan !== undefined && region !== undefined,
    placeholderData: (before) => before,
  });
  const day = asked.data ? shownDay(asked.data.monday, language, 'long') : '';
  return (
    <div className="page">
      <PageHead
        title={region === undefined ? t('plans:monday.nav') : t('plans:monday.title', { region: name(region) })}
        note={asked.data ? t('plans:monday.note', { day }) : null}
        aside={<RegionChoice />}
      />
      {officer === false ? (
        <section className="card">
          <EmptyState title={t('plans:monday.onlyOfficers')} />
        </section>
      ) : null}
      {officer !== false && asked.isPending ? <Skeleton lines={12} height={520} /> : null}
      {asked.isError ? <ProblemView problem={asked.error} again={() => void asked.refetch()} /> : null}
      {asked.data && plan ? <Week answer={asked.data} plan={plan} /> : null}
    </div>
  );
}

/** A district officer's own; of the bureau's choices the one in the URL, else the first. */
function useRegionAsked(): string | undefined {
  const session = useSession();
  const { region } = useSearch();
  const regions = useRegions().data?.items.filter((one) => one.kind !== 'city');
  if (session?.roles.includes('bureauOfficer')) return region ?? regions?.[0]?.id;
  return session?.region ?? undefined;
}

function RegionChoice() {
  const t = useWords();
  const session = useSession();
  const change = useChangeSearch();
  const region = useRegionAsked();
  const regions = useRegions().data?.items ?? [];
  if (!session?.roles.includes('bureauOfficer')) return null;
  return (
    <label className="filter">
      <span>{t('plans:monday.region')}</span>
      <select className="input" value={region ?? ''} onChange={(event) => change({ region: event.target.value })}>
        {regions
          .filter((one) => one.kind !== 'city')
          .map((one) => (
            <option key={one.id} value={one.id}>
              {one.name}
            </option>
          ))}
      </select>
    </label>
  );
}

function Week({ answer, plan }: { answer: Answer; plan: string }) {
  const t = useWords();
  const [noted, setNoted] = useState<Noted | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  const refresh = () => queries.invalidateQueries({ queryKey: ['monday'] });
  const tick = async (target: string, item: GapItem, outcome: Outcome, note: string) => {
    setProblem(null);
    try {
      const said = { outcome, note: note.trim() || null, until: outcome === 'later' ? addDays(answer.monday, 7) : null };
      const held = item.followed;
      const after = held
        ? await request<Noted>('POST', `/gap-follow-ups/${held.id}/change`, {
            body: said,
            ifMatch: held.version,
            idempotencyKey: newKey(),
          })
        : await request<Noted>('POST', '/gap-follow-ups', {
            body: { plan, target, region: item.region ?? answer.region, subject: item.subject, ...said },
            idempotencyKey: newKey(),
          });
      setNoted({ id: after.id, version: after.version, title: item.title });
      await refresh();
    } catch (fault) {
      setProblem(fault);
    }
  };
  const undo = async (one: Noted) => {
    setNoted(null);
    await request('POST', `/gap-follow-ups/${one.id}/withdraw`, {
      ifMatch: one.version,
      idempotencyKey: newKey(),
    }).catch(setProblem);
    await refresh();
  };
  return (
    <>
      {problem === null ? null : <ProblemView problem={problem} />}
      <output className="monday-said">
        {noted ? (
          <>
            <AsWritten>{t('plans:monday.ticked', { title: noted.title })}</AsWritten>
            <button type="button" className="button-text" onClick={() => void undo(noted)}>
              {t('plans:monday.undo')}
            </button>
          </>
        ) : null}
      </output>
      {answer.targets.length === 0 ? (
        <section className="card">
          <EmptyState title={t('plans:monday.empty')}>
            <p>{t('plans:monday.emptyWhy')}</p>
          </EmptyState>
        </section>
      ) : null}
      {answer.targets.map((one) => (
        <TargetCard key={one.target} target={one} onTick={(item, outcome, note) => tick(one.target, item, outcome, note)} />
      ))}
      <Done title={t('plans:monday.thisWeek')} lines={answer.done.filter((one) => one.week === 'this')} />
      <Done title={t('plans:monday.lastWeek')} lines={answer.done.filter((one) => one.week === 'last')} />
    </>
  );
}

type Ticking = (item: GapItem, outcome: Outcome, note: string) => Promise<void>;

function TargetCard({ target, onTick }: { target: GapOfTarget; onTick: Ticking }) {
  const t = useWords();
  const language = useLanguage();
  return (
    <section className="card" aria-label={target.name}>
      <div className="monday-head">
        <h2>{target.name}</h2>
        {target.need === null ? null : (
          <span className="note">{t('plans:monday.need', { amount: withUnit(target.need, target.display, language) })}</span>
        )}
      </div>
      <ul className="monday-list">
        {target.items.map((item) => (
          <Line key={`${item.subject.kind} ${item.subject.id}`} item={item} onTick={onTick} />
        ))}
      </ul>
    </section>
  );
}

/** A line goes with what was pressed on it: the next one is at hand then, be it of the next target. */
function useNextAtHand(line: RefObject<HTMLElement | null>): () => void {
  const beside = useRef<HTMLElement | undefined>(undefined);
  useEffect(
    () => () => {
      if (document.activeElement === document.body) beside.current?.focus();
    },
    [],
  );
  return () => {
    const firsts = [...document.querySelectorAll<HTMLElement>('.monday-buttons > button:first-of-type')];
    const at = firsts.findIndex((one) => line.current?.contains(one));
    beside.current = firsts[at + 1] ?? firsts[at - 1];
  };
}

const ticks = [
  ['done', 'plans:monday.done'],
  ['later', 'plans:monday.later'],
  ['dropped', 'plans:monday.drop'],
] as const;

function Line({ item, onTick }: { item: GapItem; onTick: Ticking }) {
  const t = useWords();
  const titled = useId();
  const line = useRef<HTMLLIElement>(null);
  const [note, setNote] = useState('');
  const [busy, setBusy] = useState(false);
  const keepPlace = useNextAtHand(line);
  const tick = (outcome: Outcome) => {
    keepPlace();
    setBusy(true);
    void onTick(item, outcome, note).finally(() => setBusy(false));
  };
  return (
    <li ref={line}>
      <div>
        <div id={titled} className="monday-who">
          <Subject item={item} />
        </div>
        <div className="gap-followed">
          <span>{item.lacks}</span>
          <Contact item={item} />
        </div>
      </div>
      <div className="monday-buttons">
        <input
          className="input monday-note"
          value={note}
          maxLength={300}
          aria-label={t('plans:monday.notePlaceholder')}
          aria-describedby={titled}
          placeholder={t('plans:monday.notePlaceholder')}
          onChange={(event) => setNote(event.target.value)}
        />
        {ticks.map(([outcome, words]) => (
          <button
            key={outcome}
            type="button"
            className="button button-small"
            aria-describedby={titled}
            disabled={busy}
            onClick={() => tick(outcome)}
          >
            {t(words)}
          </button>
        ))}
      </div>
    </li>
  );
}

function Done({ title, lines }: { title: string; lines: Answer['done'] }) {
  const t = useWords();
  return (
    <section className="card" aria-label={title}>
      <h2>{title}</h2>
      {lines.length === 0 ? <p className="note">{t('plans:monday.nothingYet')}</p> : null}
      <ul className="monday-list">
        {lines.map((one) => (
          <li key={one.followed.id}>
            <span className="gap-followed">
              <Tag tone={one.followed.state === 'done' ? 'good' : 'none'}>{t(`gaps:states.${one.followed.state}`)}</Tag>
              <AsWritten>{one.title}</AsWritten>
            </span>
            <span className="note">{[one.followed.changedOn, one.followed.note].filter(Boolean).join(' · ')}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
