// The check list of a year: each line with its count and amount, open down to each contract, ticked with a note; what still stands against closing.
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { call, newKey, request } from '../../platform/web/call.ts';
import { useLanguage, useWords } from '../../platform/web/i18n.ts';
import { More } from '../../platform/web/More.tsx';
import { ProblemView, Skeleton, Tag, Verdict } from '../../platform/web/Parts.tsx';
import type { CheckLine } from '../contractYear.ts';
import { listLine } from '../contractYear.ts';
import { type ContractYear, useCheckList, useNames, yearsApi } from './closing-view.ts';
import { yuan } from './view.ts';

type Props = { one: ContractYear; onDone: (after: ContractYear) => void };
type Line = NonNullable<ReturnType<typeof useCheckList>['data']>['lines'][number];

export function CheckList({ one, onDone }: Props) {
  const t = useWords();
  const asked = useCheckList(one, true);
  const list = asked.data;
  const beforeClosing = one.state === 'open' || one.state === 'proposed';
  return (
    <section className="card" aria-label={t('contractYears:check.title')}>
      <h2>{t('contractYears:check.title')}</h2>
      {asked.isError ? <ProblemView problem={asked.error} again={() => void asked.refetch()} /> : null}
      {asked.isPending ? <Skeleton lines={8} height={360} /> : null}
      {list ? (
        <>
          <p className="note">{t('contractYears:check.note', { count: list.contracts })}</p>
          {beforeClosing && !list.over ? <p className="note">{t('contractYears:check.notOver')}</p> : null}
          <ul className="year-lines">
            {list.lines.map((line) => (
              <LineOf key={line.line} one={one} line={line} onDone={onDone} />
            ))}
            {beforeClosing ? <Waiting one={one} count={list.waiting} /> : null}
          </ul>
        </>
      ) : null}
    </section>
  );
}

function Waiting({ one, count }: { one: ContractYear; count: number }) {
  const t = useWords();
  const [open, setOpen] = useState(false);
  return (
    <li>
      <div className="year-line">
        <b>{t('contractYears:check.waiting')}</b>
        <span className="spread" />
        <Verdict tone={count > 0 ? 'bad' : 'good'}>
          {count > 0 ? t('contractYears:check.waitingSome', { count }) : t('contractYears:check.waitingNone')}
        </Verdict>
        {count > 0 ? <Opener open={open} name={t('contractYears:check.waiting')} toggle={() => setOpen(!open)} /> : null}
      </div>
      {open ? <Behind one={one} line="waiting" /> : null}
    </li>
  );
}

function Opener({ open, name, toggle }: { open: boolean; name: string; toggle: () => void }) {
  const t = useWords();
  const words = t(open ? 'contractYears:check.hide' : 'contractYears:check.open');
  return (
    <button type="button" className="button-text" aria-expanded={open} aria-label={`${words} ${name}`} onClick={toggle}>
      {words}
    </button>
  );
}

function LineOf({ one, line, onDone }: Props & { line: Line }) {
  const t = useWords();
  const [open, setOpen] = useState(false);
  const tick = one.ticks.find((each) => each.line === line.line);
  const name = t(`contractYears:lines.${line.line}`);
  const ticks = one.actions.some((each) => each.name === 'tick');
  const judging = line.progress !== null && line.progress.done < line.progress.total ? line.progress : null;
  return (
    <li>
      <div className="year-line">
        <b>{name}</b>
        {judging ? null : line.count === null ? (
          <span className="note">{t('contractYears:check.untold')}</span>
        ) : (
          <span className="num">{t('contractYears:check.stand', { count: line.count, amount: yuan(line.amount) ?? '' })}</span>
        )}
        <span className="spread" />
        {tick ? <Tag tone={line.changed && ticks ? 'warn' : 'good'}>{t('contractYears:list.ticked')}</Tag> : null}
        {tick === undefined ? <Tag>{t('contractYears:check.notTicked')}</Tag> : null}
        {line.count !== null && line.count > 0 ? <Opener open={open} name={name} toggle={() => setOpen(!open)} /> : null}
      </div>
      <p className="note">{t(`contractYears:about.${line.line}`)}</p>
      {judging ? (
        <p className="year-progress">
          <progress value={judging.done} max={judging.total} aria-label={t('contractYears:check.judging', judging)} />
          <span className="note">{t('contractYears:check.judging', judging)}</span>
        </p>
      ) : null}
      {tick ? <Ticked tick={tick} changed={line.changed && ticks} /> : null}
      {ticks ? (
        <TickForm key={one.version} one={one} line={line.line} ticked={tick !== undefined} name={name} onDone={onDone} />
      ) : null}
      {open ? <Behind one={one} line={line.line} /> : null}
    </li>
  );
}

function Ticked({ tick, changed }: { tick: ContractYear['ticks'][number]; changed: boolean }) {
  const t = useWords();
  return (
    <div className="year-tick">
      <p>
        <AsWritten>{tick.note}</AsWritten>
      </p>
      <p className="note">
        {t('contractYears:check.tickedBy', { by: tick.by ?? t('contractYears:unnamed'), on: tick.on })}
        {tick.count === null
          ? null
          : ` · ${t('contractYears:check.then', { count: tick.count, amount: yuan(tick.amount) ?? '' })}`}
      </p>
      {changed ? <Verdict tone="warn">{t('contractYears:check.changed')}</Verdict> : null}
    </div>
  );
}

type Ticking = Props & { line: CheckLine; ticked: boolean; name: string };
/** The note, and the tick: one key for one note, so that a repeated click is the same act. */
function TickForm({ one, line, ticked, name, onDone }: Ticking) {
  const t = useWords();
  const [note, setNote] = useState('');
  const [sending, setSending] = useState(false);
  const [refused, setRefused] = useState<unknown>(null);
  const sent = useRef({ body: '', key: newKey() });
  const act = async (action: 'tick' | 'untick') => {
    const body = action === 'tick' ? { line, note: note.trim() } : { line };
    const text = `${action} ${JSON.stringify(body)}`;
    if (sent.current.body !== text) sent.current = { body: text, key: newKey() };
    setSending(true);
    setRefused(null);
    try {
      const ask = { body, ifMatch: one.version, idempotencyKey: sent.current.key };
      onDone(await request<ContractYear>('POST', `${yearsApi}/${one.id}/${action}`, ask));
    } catch (problem) {
      setRefused(problem);
      setSending(false);
    }
  };
  return (
    <form
      className="year-ticking"
      onSubmit={(event) => {
        event.preventDefault();
        void act('tick');
      }}
    >
      <input
        className="input"
        value={note}
        maxLength={2000}
        aria-label={`${name} ${t('contractYears:note')}`}
        placeholder={t('contractYears:check.yourNote')}
        onChange={(event) => setNote(event.target.value)}
      />
      <button type="submit" className="button button-small" disabled={sending || note.trim() === ''}>
        {t('contractYears:actions.tick')}
      </button>
      {ticked ? (
        <button type="button" className="button button-small" disabled={sending} onClick={() => void act('untick')}>
          {t('contractYears:actions.untick')}
        </button>
      ) : null}
      {refused ? <ProblemView problem={refused} /> : null}
    </form>
  );
}

/** The contracts behind a line, a page at a time. */
function Behind({ one, line }: { one: ContractYear; line: CheckLine | 'waiting' }) {
  const t = useWords();
  const language = useLanguage();
  const { place } = useNames();
  const asked = useInfiniteQuery({
    queryKey: ['contract year behind', one.id, line, language],
    queryFn: ({ pageParam }) =>
      call(listLine, { params: { id: one.id }, query: { line, limit: 20, ...(pageParam === '' ? {} : { after: pageParam }) } }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  });
  const items = asked.data?.pages.flatMap((page) => page.items) ?? [];
  if (asked.isError) return <ProblemView problem={asked.error} again={() => void asked.refetch()} />;
  if (asked.isPending) return <Skeleton lines={3} />;
  if (items.length === 0) return <p className="note">{t('contractYears:check.none')}</p>;
  return (
    <>
      <ul className="year-behind">
        {items.map((each) => (
          <li key={each.id}>
            <Link to={`/contracts/${each.id}` as string}>
              <AsWritten>{each.title}</AsWritten>
            </Link>
            {each.ownNumber ? <code>{each.ownNumber}</code> : null}
            <span className="note">
              {[each.registeredOn ?? each.submittedOn, place(each.region)].filter(Boolean).join(' · ')}
              {each.sellerName ? ' · ' : ''}
              {each.sellerName ? <AsWritten>{each.sellerName}</AsWritten> : null}
            </span>
            <span className="spread" />
            <span className="num">{yuan(each.amount)}</span>
          </li>
        ))}
      </ul>
      <More asked={asked} words="contractYears:check.more" light />
    </>
  );
}
