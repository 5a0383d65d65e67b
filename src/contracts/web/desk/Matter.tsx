// The matter itself: the contract's text with the sentences that rules rest on, and beside it what was typed, differences marked.
import { useEffect, useMemo, useRef } from 'react';
import type { UseQueryResult } from '@tanstack/react-query';
import { AsWritten } from '../../../platform/web/AsWritten.tsx';
import { useWords } from '../../../platform/web/i18n.ts';
import { EmptyState, ProblemView, Skeleton, Tag } from '../../../platform/web/Parts.tsx';
import { FactList } from '../../../records/web/index.ts';
import type { CheckResult } from '../../check.ts';
import type { Compared } from '../../compare.ts';
import { type Contract, yuan } from '../view.ts';
import { type Mark, segmentsOf, type Tone } from './segments.ts';

export type At = readonly [number, number];
type TextProps = {
  one: Contract;
  asked: UseQueryResult<{ text: string }>;
  result: CheckResult | undefined;
  lines: readonly Compared[];
  /** The place that somebody wants to see; a new tuple each time, so that the same can be shown again. */
  at: At | null;
};

export function TextOf({ one, asked, result, lines, at }: TextProps) {
  const t = useWords();
  return (
    <section className="rdesk-text" aria-label={t('contractDesk:text.title')}>
      {one.hasText ? null : (
        <EmptyState title={t('contractDesk:text.none')}>
          <p>{t('contractDesk:text.noneWhy')}</p>
        </EmptyState>
      )}
      {one.hasText && asked.isPending ? <Skeleton lines={16} height={420} /> : null}
      {asked.isError ? <ProblemView problem={asked.error} again={() => void asked.refetch()} /> : null}
      {asked.data ? <Marked text={asked.data.text} {...{ result, lines, at }} /> : null}
      {asked.data ? <p className="note">{t('contractDesk:text.noted')}</p> : null}
    </section>
  );
}

const toneOf = ({ verdict, effect }: CheckResult['clauses'][number]): Tone | null =>
  verdict === false ? (effect === 'refuse' ? 'bad' : 'warn') : verdict === true ? 'good' : null;

function Marked({ text, result, lines, at }: { text: string } & Pick<TextProps, 'result' | 'lines' | 'at'>) {
  const place = useRef<HTMLPreElement>(null);
  const pieces = useMemo(() => {
    const clauses = (result?.clauses ?? []).flatMap((clause): Mark[] => {
      const tone = toneOf(clause);
      return clause.at && tone ? [{ from: clause.at[0], to: clause.at[1], tone }] : [];
    });
    const fields = lines.flatMap((line): Mark[] =>
      line.at ? [{ from: line.at[0], to: line.at[1], tone: line.same === false ? 'warn' : 'field' }] : [],
    );
    return segmentsOf(text.length, [...clauses, ...fields]);
  }, [text, result, lines]);
  useEffect(() => {
    if (!at) return;
    const shown = [...(place.current?.querySelectorAll<HTMLElement>('[data-from]') ?? [])];
    const target = shown.filter((one) => Number(one.dataset['from']) <= at[0]).at(-1);
    if (!target) return;
    target.scrollIntoView({ block: 'center' });
    target.classList.add('rdesk-at');
    return () => target.classList.remove('rdesk-at');
  }, [at]);
  return (
    // A part that scrolls is reached by the keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <pre ref={place} tabIndex={0} className="contract-text">
      {pieces.map(({ from, to, tone }) =>
        tone === null ? (
          <span key={from} data-from={from}>
            <AsWritten>{text.slice(from, to)}</AsWritten>
          </span>
        ) : (
          <mark key={from} data-from={from} className={`rdesk-mark rdesk-mark-${tone}`}>
            <AsWritten>{text.slice(from, to)}</AsWritten>
          </mark>
        ),
      )}
    </pre>
  );
}

type FieldsProps = { one: Contract; lines: readonly Compared[]; isRead: boolean; show: (at: At) => void };

/** Each value as typed; under it what the text says, where that is another. */
export function FieldsOf({ one, lines, isRead, show }: FieldsProps) {
  const t = useWords();
  const differing = lines.filter(({ same }) => same === false).length;
  const coded = (of: string, code: string | null) => (code === null ? null : t(`contracts:${of}.${code}`));
  const more: [string, string | null][] = [
    [t('contracts:subtype'), coded('subtypes', one.subtype)],
    [t('contracts:deducted'), one.costs.length === 0 ? null : yuan(one.deducted)],
    [t('contracts:technologyField'), coded('technologyFields', one.technologyField)],
    [t('contracts:objective'), coded('objectives', one.objective)],
    [t('contracts:industry'), one.industry],
    [t('contracts:crossing'), one.crossing === 'none' ? null : coded('crossings', one.crossing)],
    [t('contracts:submittedOn'), one.submittedOn],
    [t('contracts:acceptedOn'), one.acceptedOn],
  ];
  return (
    // A part that scrolls is reached by the keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className="rdesk-fields" tabIndex={0} aria-label={t('contractDesk:fields.title')}>
      <h2>
        {t('contractDesk:fields.title')}
        {isRead ? (
          <Tag tone={differing > 0 ? 'warn' : 'good'}>{t('contractDesk:fields.differing', { count: differing })}</Tag>
        ) : null}
      </h2>
      <dl>
        {lines.map((line) => (
          <Line key={line.path} line={line} isRead={isRead} show={show} />
        ))}
      </dl>
      <FactList facts={more.filter(([, value]) => value !== null)} />
    </section>
  );
}

const amounts = new Set(['amount', 'technologyAmount']);

function Line({ line, isRead, show }: { line: Compared; isRead: boolean; show: (at: At) => void }) {
  const t = useWords();
  const said = (value: string | null) =>
    value === null
      ? null
      : amounts.has(line.path)
        ? yuan(value)
        : line.path === 'paymentMode'
          ? t(`contracts:paymentModes.${value}`)
          : value;
  const { at } = line;
  const mark = line.same === null ? null : line.same ? '=' : '≠';
  return (
    <>
      <dt>{t(`contracts:${line.path}`)}</dt>
      <dd className={line.same === false ? 'rdesk-differs' : undefined}>
        <span>
          {line.typed === null ? (
            <span className="note">{t('contractDesk:fields.notTyped')}</span>
          ) : (
            <AsWritten>{said(line.typed)}</AsWritten>
          )}
        </span>
        {isRead && mark ? (
          <span className="rdesk-mark-of" title={line.same ? t('contractDesk:fields.same') : undefined}>
            <span aria-hidden="true">{mark}</span>
            {line.same ? <span className="sr-only">{t('contractDesk:fields.same')}</span> : null}
          </span>
        ) : null}
        {at ? (
          <button
            type="button"
            className="button-text rdesk-show"
            aria-label={`${t('contractDesk:fields.show')}: ${t(`contracts:${line.path}`)}`}
            onClick={() => show([...at])}
          >
            →
          </button>
        ) : null}
        {line.same === false || (line.typed === null && line.read !== null) ? (
          <span className="rdesk-read">
            {t(line.path === 'technologyAmount' ? 'contractDesk:fields.proposed' : 'contractDesk:fields.differs', {
              read: said(line.read),
            })}
          </span>
        ) : null}
      </dd>
    </>
  );
}
