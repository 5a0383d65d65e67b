// The questions of a year as they are answered, on a phone first: kept while they are typed, judged at once, handed in. By a link, or in a tenant's place.
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { ProblemError } from '../../platform/web/call.ts';
import { FailedPage } from '../../platform/web/ErrorPage.tsx';
import { shownDay, shownInstant } from '../../platform/web/format.ts';
import { addWords, useLanguage, useWords } from '../../platform/web/i18n.ts';
import { PageHead, ProblemView, Skeleton, Tag } from '../../platform/web/Parts.tsx';
import { queries } from '../../platform/web/query.ts';
import type { AnswerSaid } from '../tenantAsk.ts';
import { Question } from './Question.tsx';
import { type Kept, openKeeping } from './keeping.ts';
import { tenantAskWords } from './tenant-ask-words.ts';
import { asksKey } from './tenant-view.ts';
import '../../platform/web/form.css';
import './tenants.css';

addWords({ tenantAsks: tenantAskWords });

type Typed = { items: Record<string, string>; explanation: string };
type Given = { items: Record<string, string>; explanation: string | null; version: number };
type Saved = { version: number; keptAt: string; verdict: AnswerSaid['verdict'] };
/** How the answer is reached. */
export type Answering = {
  name: string;
  read: () => Promise<AnswerSaid>;
  keep: (given: Given, leaving: boolean) => Promise<Saved>;
  give: (given: Given) => Promise<AnswerSaid>;
};

export function AnswerSheet({ by }: { by: Answering }) {
  const t = useWords();
  const language = useLanguage();
  const asked = useQuery({
    queryKey: [asksKey, 'answer', by.name, language],
    queryFn: by.read,
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (asked.isLoadingError) return <FailedPage problem={asked.error} again={() => void asked.refetch()} />;
  if (asked.data === undefined)
    return (
      <>
        <PageHead title={t('tenantAsks:answer.page')} />
        <section className="card">
          <Skeleton lines={12} height={520} />
        </section>
      </>
    );
  return <Filling key={`${by.name} ${language}`} by={by} first={asked.data} />;
}

const givenOf = ({ items, explanation }: Typed, version: number): Given => ({
  items,
  explanation: explanation.trim() === '' ? null : explanation.trim(),
  version,
});

/** What was typed, and how it is kept. */
function useFilling(by: Answering, first: AnswerSaid) {
  const [said, setSaid] = useState(first);
  const [typed, setTyped] = useState<Typed>({ items: first.items, explanation: first.explanation ?? '' });
  const [verdict, setVerdict] = useState(first.verdict);
  const [kept, setKept] = useState<Kept<Saved>>({ state: 'still', said: null, why: null });
  const [keeping] = useState(() =>
    openKeeping<Typed, Saved>(
      first.version,
      (of, { version, leaving }) => by.keep(givenOf(of, version), leaving),
      (now) => {
        setKept((before) => ({ ...now, said: now.said ?? before.said }));
        if (now.said) setVerdict(now.said.verdict);
      },
    ),
  );
  useEffect(() => {
    // The tab is put away or closed: what waits is sent to its end.
    const away = () => {
      if (document.visibilityState === 'hidden' && !keeping.isStill()) void keeping.leave();
    };
    document.addEventListener('visibilitychange', away);
    return () => {
      document.removeEventListener('visibilitychange', away);
      void keeping.flush();
    };
  }, [keeping]);
  const change = (next: Typed) => {
    setTyped(next);
    keeping.change(next);
  };
  const give = async (): Promise<void> => {
    await keeping.flush();
    const after = await by.give(givenOf(typed, keeping.version()));
    keeping.goOn(after.version);
    setSaid(after);
    setVerdict(after.verdict);
    setKept({ state: 'still', said: null, why: null });
    queries.setQueriesData({ queryKey: [asksKey, 'answer', by.name] }, after);
  };
  /** A refusal says what is wrong, and has kept what was typed. */
  const again = async (): Promise<void> => {
    const now = await by.read();
    keeping.goOn(now.version);
    setVerdict(now.verdict);
  };
  return { said, typed, verdict, kept, change, give, again };
}

function Filling({ by, first }: { by: Answering; first: AnswerSaid }) {
  const t = useWords();
  const { said, typed, verdict, kept, change, give, again } = useFilling(by, first);
  const form = useRef<HTMLFormElement>(null);
  const [tried, setTried] = useState(false);
  const [sending, setSending] = useState(false);
  const [refused, setRefused] = useState<unknown>(null);
  const left = verdict.findings.filter(({ check }) => check === 'required');
  const told = verdict.findings.filter(({ check }) => check !== 'required');
  const unusual = told.filter(({ level }) => level === 'warning');
  const wrong = verdict.faults.length + told.length - unusual.length;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    setRefused(null);
    setSending(true);
    try {
      await give();
      setTried(false);
    } catch (problem) {
      setRefused(problem);
      if (problem instanceof ProblemError && problem.status === 422) await again().catch(() => undefined);
      form.current?.querySelector<HTMLElement>(wrongField)?.focus();
    } finally {
      setSending(false);
    }
  };
  const changed = said.answeredAt !== null && (kept.state !== 'still' || (said.keptAt ?? '') > said.answeredAt);
  return (
    <>
      <Head said={said} changed={changed} />
      <form ref={form} className="answer-form" noValidate onSubmit={(event) => void submit(event)}>
        {said.sections.map((section) => (
          <fieldset className="card answer-section" key={section.code} disabled={!said.editable}>
            <legend>{section.name}</legend>
            {section.items.map((item) => (
              <Question
                key={item.code}
                item={item}
                value={typed.items[item.code] ?? ''}
                lastYear={said.lastYear[item.code]}
                prefilled={said.prefilled.includes(item.code) && typed.items[item.code] === first.items[item.code]}
                says={wordsAt(item.code, verdict, tried)}
                onChange={(value) => change({ ...typed, items: { ...typed.items, [item.code]: value } })}
              />
            ))}
          </fieldset>
        ))}
        <Explanation
          unusual={unusual.length > 0}
          tried={tried}
          value={typed.explanation}
          onChange={(explanation) => change({ ...typed, explanation })}
        />
        {refused ? <ProblemView problem={refused} /> : null}
        {said.editable ? (
          <div className="answer-foot">
            <button type="submit" className="button button-primary" disabled={sending}>
              {sending ? t('shell:form.sending') : t(said.answeredAt ? 'tenantAsks:answer.giveAgain' : 'tenantAsks:answer.give')}
            </button>
            <output className="note">
              {[
                left.length > 0 ? t('tenantAsks:answer.left', { count: left.length }) : null,
                wrong > 0 ? t('tenantAsks:answer.wrong', { count: wrong }) : null,
                savedWords(t, kept) ?? (said.answeredAt && !changed ? t('tenantAsks:answer.thanks') : null),
              ]
                .filter(Boolean)
                .join(' · ')}
            </output>
          </div>
        ) : (
          <p className="note">{t('tenantAsks:answer.ofTenant')}</p>
        )}
      </form>
    </>
  );
}

/** Who asks whom, until when, on whose word; whether it was handed in, and changed since. */
function Head({ said, changed }: { said: AnswerSaid; changed: boolean }) {
  const t = useWords();
  return (
    <>
      <PageHead
        title={t('tenantAsks:answer.title', { year: said.year })}
        note={<AsWritten>{t('tenantAsks:answer.from', { incubator: said.incubator, tenant: said.tenant.name })}</AsWritten>}
      />
      <section className="card answer-head">
        <p>
          <strong>
            <AsWritten>{said.tenant.name}</AsWritten>
          </strong>{' '}
          {said.tenant.creditCode ? <code>{said.tenant.creditCode}</code> : null}{' '}
          <span className="note">{t('tenantAsks:answer.joined', { day: shownDay(said.tenant.joinedOn) })}</span>
        </p>
        <p>{t('tenantAsks:answer.until', { day: shownDay(said.until) })}</p>
        {said.head.map((one) => (
          <p className="note" key={one}>
            {one}
          </p>
        ))}
        {said.answeredAt ? (
          <p className="answer-given">
            <Tag tone="good">{t('tenancies:asks.answered')}</Tag>{' '}
            {changed ? t('tenantAsks:answer.changed') : t('tenantAsks:answer.given', { day: shownInstant(said.answeredAt) })}{' '}
            {said.inPlace ? t('tenantAsks:answer.inPlace') : null}
          </p>
        ) : null}
      </section>
    </>
  );
}

type Explaining = { unusual: boolean; tried: boolean; value: string; onChange: (value: string) => void };
/** Asked once something looks unusual; what was said stays. */
function Explanation({ unusual, tried, value, onChange }: Explaining) {
  const t = useWords();
  if (!unusual && value === '') return null;
  return (
    <section className="card answer-section">
      {unusual ? <p className="answer-unusual">{t('tenantAsks:answer.unusual')}</p> : null}
      <label className="field" htmlFor="explanation">
        <span className="field-label">{t('tenantAsks:answer.explain')}</span>
        <textarea
          id="explanation"
          className="input"
          rows={3}
          maxLength={500}
          aria-invalid={tried && unusual && value.trim() === ''}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      </label>
    </section>
  );
}

/** A field to put right, or the first choice of a question. */
const wrongField = ':is(input, textarea)[aria-invalid="true"], [aria-invalid="true"] input';
type Say = ReturnType<typeof useWords>;
function savedWords(t: Say, { state, said, why }: Kept<Saved>): string | null {
  if (state === 'saving') return t('tenantAsks:answer.saving');
  if (state === 'unsaved')
    return t('tenantAsks:answer.unsaved', {
      why: why instanceof ProblemError ? why.detail || t('shell:problem.unreachable') : '',
    });
  return said
    ? t('tenantAsks:answer.saved', {
        time: new Date(said.keptAt).toLocaleTimeString('zh-CN', { hour: '2-digit', minute: '2-digit' }),
      })
    : null;
}

/** What is said at a question: what cannot be read, what does not fit; that it is not answered only once it was to be handed in. */
function wordsAt(code: string, { faults, findings }: AnswerSaid['verdict'], tried: boolean) {
  return [
    ...faults.filter(({ place }) => place === code).map(({ words }) => ({ words, level: 'mandatory' as const })),
    ...findings.filter(({ about, check }) => about[0] === code && (tried || check !== 'required')),
  ].map(({ words, level }) => ({ words, level }));
}
