// What waits in the table of synonyms: groups that somebody proposed, and pairs of words that confirmed matches show, each with its evidence; a click takes it, a reason refuses it.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { AsWritten } from '../../../platform/web/AsWritten.tsx';
import { call, newKey, request } from '../../../platform/web/call.ts';
import { useLanguage, useWords } from '../../../platform/web/i18n.ts';
import { shownDay } from '../../../platform/web/format.ts';
import { Modal } from '../../../platform/web/Modal.tsx';
import { ProblemView, Skeleton } from '../../../platform/web/Parts.tsx';
import { queries } from '../../../platform/web/query.ts';
import type { Page } from '../../../records/web/index.ts';
import { listWordPairs } from '../../wordGroup.ts';
import { useJoined, type WordGroup, wordGroupsApi } from './word-group-view.ts';

type Pair = Awaited<ReturnType<typeof call<typeof listWordPairs>>>['items'][number];
/** A group that was proposed, or a pair that is no record yet. */
type Waiting = { words: readonly string[] } & ({ group: WordGroup } | { pair: Pair });
type Decision = { take: true } | { take: false; reason: string };

async function decide(of: Waiting, decision: Decision): Promise<void> {
  const idempotencyKey = newKey();
  const reason = decision.take ? null : decision.reason;
  if ('pair' in of) {
    const body = { words: of.words, origin: 'matches', as: decision.take ? 'used' : 'refused', reason };
    await request('POST', `${wordGroupsApi}/add`, { body, idempotencyKey });
  } else {
    const { id, version: ifMatch } = of.group;
    const action = decision.take ? 'use' : 'refuse';
    await request('POST', `${wordGroupsApi}/${id}/${action}`, { body: decision.take ? {} : { reason }, ifMatch, idempotencyKey });
  }
  await queries.invalidateQueries({ queryKey: ['word-groups'] });
}

export function ToDecide({ decides }: { decides: boolean }) {
  const t = useWords();
  const joined = useJoined();
  const language = useLanguage();
  const [refusing, setRefusing] = useState<Waiting | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  const [sending, setSending] = useState(false);
  const groups = useQuery({
    queryKey: ['word-groups', 'waiting', language],
    queryFn: () => request<Page<WordGroup>>('GET', wordGroupsApi, { query: { state: 'suggested', limit: 100 } }),
  });
  const pairs = useQuery({ queryKey: ['word-groups', 'pairs', language], queryFn: () => call(listWordPairs) });
  const done = async (of: Waiting, decision: Decision) => {
    setProblem(null);
    setSending(true);
    await decide(of, decision).finally(() => setSending(false));
    setSaid(t(decision.take ? 'wordGroups:decide.used' : 'wordGroups:decide.refused', { words: joined(of.words) }));
  };
  const waiting: Waiting[] = [
    ...(groups.data?.items ?? []).map((group) => ({ words: group.words, group })),
    ...(pairs.data?.items ?? []).map((pair) => ({ words: pair.words, pair })),
  ];
  const failed = groups.error ?? pairs.error;
  return (
    <section className="card" aria-label={t('wordGroups:decide.title')}>
      <h2>{t('wordGroups:decide.title')}</h2>
      {groups.isPending || pairs.isPending ? <Skeleton lines={3} /> : null}
      {failed ? <ProblemView problem={failed} again={() => void Promise.all([groups.refetch(), pairs.refetch()])} /> : null}
      <output>{said === null ? null : <AsWritten>{said}</AsWritten>}</output>
      {problem === null ? null : <ProblemView problem={problem} />}
      {groups.data && pairs.data && waiting.length === 0 ? <p className="note">{t('wordGroups:decide.none')}</p> : null}
      <ul className="word-groups-waiting">
        {waiting.map((one) => (
          <li key={one.words.join('\n')}>
            <strong id={idOf(one)}>
              <AsWritten>{joined(one.words)}</AsWritten>
            </strong>
            <Why of={one} />
            {decides ? (
              <div className="word-groups-buttons">
                <button
                  type="button"
                  className="button button-primary"
                  aria-describedby={idOf(one)}
                  disabled={sending}
                  onClick={() => void done(one, { take: true }).catch(setProblem)}
                >
                  {t('wordGroups:actions.use')}
                </button>
                <button type="button" className="button" aria-describedby={idOf(one)} onClick={() => setRefusing(one)}>
                  {t('wordGroups:actions.refuse')}
                </button>
              </div>
            ) : null}
          </li>
        ))}
      </ul>
      <Refuse of={refusing} close={() => setRefusing(null)} refuse={(of, reason) => done(of, { take: false, reason })} />
    </section>
  );
}
const idOf = ({ words }: Waiting): string => `words-${words.join('-').replaceAll(/\s/g, '_')}`;

/** Who proposed it, or what shows it. */
function Why({ of }: { of: Waiting }) {
  const t = useWords();
  if ('group' in of)
    return (
      <p className="note">
        {t('wordGroups:decide.proposed', { on: shownDay(of.group.on) })}
        {of.group.note === null ? null : (
          <>
            {' · '}
            <AsWritten>{of.group.note}</AsWritten>
          </>
        )}
      </p>
    );
  const { matches, beside, evidence } = of.pair;
  return (
    <>
      <p className="note">
        {t('wordGroups:decide.matches', { count: matches })}
        {beside ? ` · ${t('wordGroups:decide.beside')}` : null}
      </p>
      {evidence.length === 0 ? null : (
        <details>
          <summary>{t('wordGroups:decide.evidence')}</summary>
          <ul>
            {evidence.map(({ demand, supply }) => (
              <li key={`${demand.id} ${supply.id}`}>
                <Link to={`/listings/${demand.id}` as string}>
                  <AsWritten>{demand.title}</AsWritten>
                </Link>
                {' – '}
                <Link to={`/listings/${supply.id}` as string}>
                  <AsWritten>{supply.title}</AsWritten>
                </Link>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

type RefuseProps = { of: Waiting | null; close: () => void; refuse: (of: Waiting, reason: string) => Promise<void> };
function Refuse({ of, close, refuse }: RefuseProps) {
  const t = useWords();
  const joined = useJoined();
  const [reason, setReason] = useState(t('wordGroups:decide.otherSense'));
  const [problem, setProblem] = useState<unknown>(null);
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (of === null) return;
    setProblem(null);
    await refuse(of, reason.trim()).then(close, setProblem);
  };
  return (
    <Modal open={of !== null} onClose={close} title={t('wordGroups:actions.refuse')}>
      <form className="form stack" onSubmit={(event) => void send(event)}>
        <p>
          <AsWritten>{joined(of?.words ?? [])}</AsWritten>
        </p>
        <label>
          {t('wordGroups:reason')}
          <input className="input" required maxLength={200} value={reason} onChange={(event) => setReason(event.target.value)} />
        </label>
        {problem === null ? null : <ProblemView problem={problem} />}
        <button type="submit" className="button button-primary">
          {t('wordGroups:actions.refuse')}
        </button>
      </form>
    </Modal>
  );
}
