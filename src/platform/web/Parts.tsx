// The small parts of every page: head, tag, verdict, empty state, skeleton, a problem in words. No state of their own.
import type { ReactNode } from 'react';
import { AsWritten } from './AsWritten.tsx';
import { useWords } from './i18n.ts';
import { ProblemError } from './problem.ts';
import { useTitle } from './useTitle.ts';

export type Tone = 'good' | 'warn' | 'bad' | 'none' | 'blue';

/** Heading of a page: sets the document's title too. `aside` stands right (time control, primary action). */
export function PageHead({ title, note, aside }: { title: string; note?: ReactNode; aside?: ReactNode }) {
  useTitle(title);
  return (
    <div className="page-head">
      <div>
        <h1>
          <AsWritten>{title}</AsWritten>
        </h1>
        {note ? <div className="page-note">{note}</div> : null}
      </div>
      {aside}
    </div>
  );
}

export function Tag({ tone = 'none', children }: { tone?: Tone; children: ReactNode }) {
  return <span className={`tag tag-${tone}`}>{children}</span>;
}

const marks = { good: '✓', bad: '✕', none: '?', warn: '!' } as const;
/** A verdict with its mark, so that it is never told by colour alone. */
export function Verdict({ tone, children }: { tone: keyof typeof marks; children: ReactNode }) {
  return (
    <Tag tone={tone}>
      <span aria-hidden="true">{marks[tone]} </span>
      {children}
    </Tag>
  );
}

/** Nothing here: what would be here, and what to do. */
export function EmptyState({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="empty">
      <svg width="46" height="34" viewBox="0 0 30 22" aria-hidden="true">
        <path
          d="M2 4l11 5.5L15 7l2 2.5L28 4"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.6"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
      <strong>{title}</strong>
      {children ? <div>{children}</div> : null}
    </div>
  );
}

/** Grey lines in the place of what is loading, as high as it will be. */
export function Skeleton({ lines = 3, height }: { lines?: number; height?: number }) {
  const t = useWords();
  return (
    <output className="skeleton" aria-label={t('shell:loading')} style={height ? { minHeight: height } : undefined}>
      {Array.from({ length: lines }, (_none, line) => (
        <i key={line} style={{ width: `${92 - ((line * 17) % 40)}%` }} />
      ))}
    </output>
  );
}

/** Answers that the same question would get again. */
const lasting = new Set([400, 403, 404, 422]);

/** What happened and what to do, with the trace id that support asks for. */
export function ProblemView({ problem, again }: { problem: unknown; again?: () => void }) {
  const t = useWords();
  const known = problem instanceof ProblemError ? problem : null;
  const words = known?.status === 0 ? t('shell:problem.unreachable') : known?.detail || t('shell:problem.fault');
  const errors = (known?.errors ?? []).filter((one) => one.words !== words);
  return (
    <div className="problem" role="alert">
      <strong>
        <AsWritten>{words}</AsWritten>
      </strong>
      {errors.length > 0 ? (
        <ul>
          {errors.map((one) => (
            <li key={`${one.path} ${one.code}`}>
              <AsWritten>{one.words}</AsWritten>
            </li>
          ))}
        </ul>
      ) : null}
      <div className="problem-foot">
        {again && !lasting.has(known?.status ?? 0) ? (
          <button type="button" className="button" onClick={again}>
            {t('shell:again')}
          </button>
        ) : null}
        {known?.trace ? <span>{t('shell:problem.trace', { trace: known.trace })}</span> : null}
      </div>
    </div>
  );
}

/** What a table shows, for who does not see it, and the names of its columns; its cells repeat them as `data-title` for a phone. */
export function TableHead({ caption, titles }: { caption: string; titles: readonly string[] }) {
  return (
    <>
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr>
          {titles.map((title) => (
            <th key={title} scope="col">
              {title}
            </th>
          ))}
        </tr>
      </thead>
    </>
  );
}
