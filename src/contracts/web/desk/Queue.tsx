// The queue of the registrar's desk, by deadline: search and filters in the URL, one is open, several can be chosen. Decides nothing itself.
import { memo, type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useChangeSearch } from '../../../platform/web/address.ts';
import { AsWritten } from '../../../platform/web/AsWritten.tsx';
import { RowChoice } from '../../../platform/web/RowChoice.tsx';
import { exactNumber } from '../../../platform/web/format.ts';
import { useWords } from '../../../platform/web/i18n.ts';
import { EmptyState, ProblemView, Skeleton, Tag } from '../../../platform/web/Parts.tsx';
import { TimeLeft } from '../../../platform/web/TimeLeft.tsx';
import { mostQueued, type Queued, queueFlags } from '../../desk.ts';
import { contractTypes } from '../../terms.ts';
import { type useCleanness, useAsked, type useQueue } from './view.ts';

const groups = ['overdue', 'today', 'soon', 'later', 'submitted', 'undated'] as const;
type Group = (typeof groups)[number];
const groupOf = ({ state, left }: Queued): Group => {
  if (left === null) return state === 'submitted' ? 'submitted' : 'undated';
  if (left.days < 0) return 'overdue';
  if (left.days === 0) return 'today';
  return (left.working ?? left.days) <= 5 ? 'soon' : 'later';
};
/** In the order in which they are shown. */
export const inOrder = (items: readonly Queued[]): Queued[] =>
  groups.flatMap((group) => items.filter((one) => groupOf(one) === group));

type Props = {
  asked: ReturnType<typeof useQueue>;
  items: readonly Queued[];
  open: string | null;
  onOpen: (id: string) => void;
  chosen: ReadonlySet<string>;
  onChoose: (id: string) => void;
  clean: ReturnType<typeof useCleanness>;
  /** Why something chosen was not decided. */
  refused: ReadonlyMap<string, string>;
  children: ReactNode;
};

export function Queue({ asked, items, open, onOpen, chosen, onChoose, clean, refused, children }: Props) {
  const t = useWords();
  const list = useRef<HTMLDivElement>(null);
  const acts = useSame({ open: onOpen, choose: onChoose });
  useEffect(() => {
    list.current?.querySelector(`[data-id="${open}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [open]);
  return (
    <section className="rdesk-queue" aria-label={t('contractDesk:queue.title')} aria-busy={asked.isPlaceholderData}>
      <Filters count={items.length} more={asked.data?.more ?? false} />
      <div className="rdesk-list" ref={list} data-queue="">
        {asked.isPending ? <Skeleton lines={14} height={420} /> : null}
        {asked.isError ? <ProblemView problem={asked.error} again={() => void asked.refetch()} /> : null}
        {asked.isSuccess && items.length === 0 ? <Nothing /> : null}
        {groups.map((group) => {
          const own = items.filter((one) => groupOf(one) === group);
          if (own.length === 0) return null;
          return (
            <section key={group} aria-label={t(`contractDesk:group.${group}`)}>
              <h2>
                {t(`contractDesk:group.${group}`)} <span className="note">{own.length}</span>
              </h2>
              <ul>
                {own.map((one) => (
                  <Row
                    key={one.id}
                    one={one}
                    isOpen={one.id === open}
                    isChosen={chosen.has(one.id)}
                    clean={clean.of.get(one.id)}
                    refused={refused.get(one.id)}
                    onOpen={acts.open}
                    onChoose={acts.choose}
                  />
                ))}
              </ul>
            </section>
          );
        })}
      </div>
      {children}
    </section>
  );
}

type Acts = { open: (id: string) => void; choose: (id: string) => void };
/** The same two functions for ever, which do what is asked last. */
function useSame(asked: Acts): Acts {
  const last = useRef(asked);
  useLayoutEffect(() => {
    last.current = asked;
  });
  const [same] = useState<Acts>(() => ({ open: (id) => last.current.open(id), choose: (id) => last.current.choose(id) }));
  return same;
}

type RowProps = {
  one: Queued;
  isOpen: boolean;
  isChosen: boolean;
  clean: { clean: boolean; why: readonly string[] } | undefined;
  refused: string | undefined;
  onOpen: (id: string) => void;
  onChoose: (id: string) => void;
};

/** Drawn anew only when it has changed: a thousand of them stand in the list. */
const Row = memo(function Row({ one, isOpen, isChosen, clean, refused, onOpen, onChoose }: RowProps) {
  const t = useWords();
  const secondDue = one.secondReview && (one.state === 'reviewed' || one.state === 'expertReview');
  return (
    <li className={isOpen ? 'rdesk-row rdesk-row-open' : 'rdesk-row'} data-id={one.id}>
      <RowChoice
        label={t('contractDesk:queue.choose')}
        name={one.title}
        checked={isChosen}
        // The keys of the desk work on: nothing is typed into it.
        onChange={(event) => {
          onChoose(one.id);
          event.currentTarget.blur();
        }}
      />
      <button type="button" aria-current={isOpen ? 'true' : undefined} onClick={() => onOpen(one.id)}>
        <span className="rdesk-row-head">
          <b>
            <AsWritten>{one.title}</AsWritten>
          </b>
          {one.dueOn === null && one.unpublished === null ? null : (
            <TimeLeft due={one.dueOn} left={one.left} unpublished={one.unpublished} />
          )}
        </span>
        <span className="rdesk-row-of">
          {one.type ? <span>{t(`contracts:types.${one.type}`)}</span> : null}
          <span className="nowrap">{one.amount === null ? t('contractDesk:queue.noAmount') : exactNumber(one.amount)}</span>
          <AsWritten>{one.sellerName}</AsWritten>
        </span>
        <span className="rdesk-row-flags">
          {clean ? (
            <span
              className={clean.clean ? 'rdesk-clean' : 'rdesk-unclean'}
              title={clean.why.map((why) => t(`contractDesk:why.${why}`)).join(' · ')}
            >
              <span aria-hidden="true">{clean.clean ? '✓ ' : '! '}</span>
              {t(clean.clean ? 'contractDesk:clean.yes' : 'contractDesk:clean.no')}
            </span>
          ) : null}
          {one.large ? <Tag tone="warn">{t('contractDesk:flag.large')}</Tag> : null}
          {secondDue ? <Tag tone="blue">{t('contractDesk:flag.secondDue')}</Tag> : null}
          {one.secondReview && !secondDue ? <Tag>{t('contractDesk:flag.secondReview')}</Tag> : null}
          {one.state === 'expertReview' ? <Tag>{t('contractDesk:flag.experts')}</Tag> : null}
          {one.sentBackBefore ? <Tag>{t('contractDesk:flag.sentBackBefore')}</Tag> : null}
        </span>
        {refused ? <span className="rdesk-refused">{refused}</span> : null}
      </button>
    </li>
  );
});

function Filters({ count, more }: { count: number; more: boolean }) {
  const t = useWords();
  const asked = useAsked();
  const change = useChangeSearch();
  const waiting = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const search = useRef<HTMLInputElement>(null);
  useEffect(() => {
    // What the address says, but not under the hand of who is typing.
    if (search.current && document.activeElement !== search.current) search.current.value = asked.q ?? '';
  }, [asked.q]);
  return (
    <div className="rdesk-filters">
      <label className="sr-only" htmlFor="rdesk-search">
        {t('contractDesk:queue.search')}
      </label>
      <input
        id="rdesk-search"
        ref={search}
        type="search"
        className="input"
        maxLength={100}
        placeholder={t('contractDesk:queue.search')}
        defaultValue={asked.q ?? ''}
        onChange={(event) => {
          const said = event.target.value.trim();
          clearTimeout(waiting.current);
          waiting.current = setTimeout(() => change({ q: said || undefined }), 300);
        }}
        onKeyDown={(event) => {
          if ((event.key === 'Enter' && !event.nativeEvent.isComposing) || event.key === 'Escape') event.currentTarget.blur();
        }}
      />
      <div className="rdesk-selects">
        <select
          className="input"
          aria-label={t('contractDesk:filter.type')}
          value={asked.type ?? ''}
          onChange={(event) => change({ type: event.target.value })}
        >
          <option value="">{t('contractDesk:filter.allTypes')}</option>
          {contractTypes.map((one) => (
            <option key={one} value={one}>
              {t(`contracts:types.${one}`)}
            </option>
          ))}
        </select>
        <select
          className="input"
          aria-label={t('contractDesk:filter.flag')}
          value={asked.flag ?? ''}
          onChange={(event) => change({ flag: event.target.value })}
        >
          <option value="">{t('contractDesk:filter.allFlags')}</option>
          {queueFlags.map((one) => (
            <option key={one} value={one}>
              {t(`contractDesk:flag.${one}`)}
            </option>
          ))}
        </select>
        <output className="note">{t('contractDesk:queue.count', { count })}</output>
      </div>
      {more ? <p className="note">{t('contractDesk:queue.more', { count: mostQueued })}</p> : null}
    </div>
  );
}

function Nothing() {
  const t = useWords();
  const asked = useAsked();
  const change = useChangeSearch();
  if (asked.q || asked.type || asked.flag || asked.state)
    return (
      <EmptyState title={t('shell:list.nothingFits')}>
        <button
          type="button"
          className="button"
          onClick={() => change({ q: undefined, type: undefined, flag: undefined, state: undefined })}
        >
          {t('shell:list.clear')}
        </button>
      </EmptyState>
    );
  return (
    <EmptyState title={t('contractDesk:queue.empty')}>
      <p>{t('contractDesk:queue.emptyWhy')}</p>
    </EmptyState>
  );
}
