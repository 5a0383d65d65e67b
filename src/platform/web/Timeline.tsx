// The history of a record: who did what, when, from which state to which, why, in which batch; each sealed event gives its proof.
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { AsWritten } from './AsWritten.tsx';
import { address, request } from './call.ts';
import { shownInstant } from './format.ts';
import { hasWords, useLanguage, useWords } from './i18n.ts';
import { More } from './More.tsx';
import { EmptyState, ProblemView, Skeleton, Tag } from './Parts.tsx';

export type EventView = {
  id: string;
  action: string;
  recordedAt: string;
  actor: {
    name: string | null;
    role: string;
    for?: { name: string | null } | null;
    handedTo?: { name: string | null; on: string } | null;
  };
  before: string | null;
  state: string;
  reason: string | null;
  batch: number;
  sealed: boolean;
  /** Whether its proof is kept from the reader. */
  proofWithheld?: boolean;
  /** What it changed of what only some readers learn: keys of words, and what was written. */
  withheld?: readonly { title: string; text: string | null; words: string | null }[];
};

/** Events of a record, newest first as the server gives them. */
export function useEvents(api: string, id: string, limit = 50, enabled = true) {
  const language = useLanguage();
  return useInfiniteQuery({
    queryKey: ['events', api, id, limit, language],
    enabled,
    queryFn: ({ pageParam }) =>
      request<{ items: EventView[]; next: string | null }>('GET', `${api}/${id}/events`, { query: { limit, after: pageParam } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
}

/** Where an event's proof is downloaded; it leads to the present head of the chain, or to that of `head`, a batch. */
export const proofAddress = (api: string, id: string, event: string, head?: number): string =>
  address(`${api}/${id}/proof`, { event, head });

type TimelineProps = {
  api: string;
  id: string;
  /** Module whose `actions.<name>` and `states.<name>` name what was done. */
  words: string;
  /** What was known elsewhere before anything was done here; stands below the first event. */
  before?: string | null;
  /** What else happened to it, newest first: stands where its time is among the events. */
  among?: readonly Among[];
};
export type Among = { id: string; at: string; line: ReactNode };

export function Timeline({ api, id, words, before = null, among = [] }: TimelineProps) {
  const t = useWords();
  const asked = useEvents(api, id);
  if (asked.isPending) return <Skeleton lines={5} />;
  if (asked.isError) return <ProblemView problem={asked.error} again={() => void asked.refetch()} />;
  const events = asked.data.pages.flatMap((page) => page.items);
  if (events.length === 0) return <EmptyState title={t('shell:events.none')} />;
  // What is older than the last event that is shown waits until the events of its time are.
  const until = asked.hasNextPage ? (events.at(-1)?.recordedAt ?? '') : '';
  const lines: Among[] = [
    ...events.map((event) => ({
      id: event.id,
      at: event.recordedAt,
      line: <EventLine event={event} words={words} proof={proofAddress(api, id, event.id)} />,
    })),
    ...among.filter(({ at }) => at > until),
  ].sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
  return (
    <>
      <ol className="timeline">
        {lines.map((one) => (
          <li key={one.id}>{one.line}</li>
        ))}
        {before === null || asked.hasNextPage ? null : (
          <li className="timeline-before">
            <p className="note">{before}</p>
          </li>
        )}
      </ol>
      <More asked={asked} />
    </>
  );
}

/** The name of an action or a state in the module's words; the code itself where a module has none. */
export function useNameOf(words: string): (group: 'actions' | 'states', code: string) => string {
  const t = useWords();
  return (group, code) => (hasWords(`${words}:${group}.${code}`) ? t(`${words}:${group}.${code}`) : code);
}

/** The name of a role, or of a party of the module's records; the code itself where there is none. */
export function useRoleName(words: string): (role: string) => string {
  const t = useWords();
  return (role) => [`shell:roles.${role}`, `${words}:parties.${role}`].filter(hasWords).map((key) => t(key))[0] ?? role;
}

/** Who did it; a deputy with the one he stood in for. */
function whoActed(t: ReturnType<typeof useWords>, { actor }: EventView): string | null {
  if (!actor.name || !actor.for?.name) return actor.name;
  return t('shell:events.for', { deputy: actor.name, absent: actor.for.name });
}

function EventLine({ event, words, proof }: { event: EventView; words: string; proof: string }) {
  const t = useWords();
  const name = useNameOf(words);
  const role = useRoleName(words)(event.actor.role);
  return (
    <>
      <div className="timeline-what">
        <b>{name('actions', event.action)}</b>
        {/* What leaves a record as it stood says nothing of states. */}
        {event.before === event.state ? null : (
          <span className="timeline-states">
            {event.before ? `${name('states', event.before)} → ` : ''}
            {name('states', event.state)}
          </span>
        )}
      </div>
      <div className="timeline-who">
        <AsWritten>{[whoActed(t, event), role].filter(Boolean).join(' · ')}</AsWritten> ·{' '}
        <time dateTime={event.recordedAt}>{shownInstant(event.recordedAt)}</time>
        {event.actor.handedTo?.name ? (
          <>
            {' · '}
            <AsWritten>{t('shell:events.handedTo', { name: event.actor.handedTo.name, on: event.actor.handedTo.on })}</AsWritten>
          </>
        ) : null}
      </div>
      {event.reason ? (
        <p className="timeline-why">
          <AsWritten>{event.reason}</AsWritten>
        </p>
      ) : null}
      {event.withheld && event.withheld.length > 0 ? <WithheldLines lines={event.withheld} /> : null}
      <div className="timeline-seal">
        <Tag tone={event.sealed ? 'good' : 'none'}>
          {t(event.sealed ? 'shell:events.sealed' : 'shell:events.notSealed', { batch: event.batch })}
        </Tag>
        {event.sealed && event.proofWithheld ? <span className="note">{t('shell:events.proofWithheld')}</span> : null}
        {event.sealed && !event.proofWithheld ? (
          <a href={proof} download={`proof-${event.id}.json`}>
            {t('shell:events.proof')}
          </a>
        ) : null}
      </div>
    </>
  );
}

/** What others who see the record do not read, and that they do not. */
function WithheldLines({ lines }: { lines: NonNullable<EventView['withheld']> }) {
  const t = useWords();
  const named = (key: string) => (hasWords(key) ? t(key) : key);
  return (
    <div className="timeline-withheld">
      <Tag tone="none">{t('shell:events.withheld')}</Tag>
      {lines.map((one) => (
        <p key={one.title}>
          <AsWritten>
            {t('shell:events.withheldLine', { title: named(one.title), said: one.text ?? named(one.words ?? '') })}
          </AsWritten>
        </p>
      ))}
    </div>
  );
}
