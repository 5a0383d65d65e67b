// What officers asked and what was answered: each query with a place for its answer while the respondent mends the return, and all rounds to read.
import { AsWritten } from '../../../platform/web/AsWritten.tsx';
import { exactNumber, shownDay } from '../../../platform/web/format.ts';
import { addWords, useWords } from '../../../platform/web/i18n.ts';
import { Tag } from '../../../platform/web/Parts.tsx';
import { isExplained } from '../../../forms/explanations.ts';
import { type AnsweredQuery, answerKey, cellAt, type Round } from '../../asking.ts';
import type { ReturnSheet } from '../../returnRoutes.ts';
import { askingWords } from '../asking-words.ts';
import type { Draft, DraftNow } from './draft.ts';
import { type Return, usePlaceName } from './view.ts';

addWords({ asking: askingWords });

const longest = 500;

/** A number grouped as on the sheet; a row or a whole table is not shown. */
const shown = (cell: string | null, blank: string): string =>
  cell === null
    ? blank
    : /^-?\d+(\.\d+)?$/.test(cell)
      ? exactNumber(cell)
      : cell.startsWith('{') || cell.startsWith('[')
        ? '…'
        : cell;

function Asked({ one, sheet }: { one: AnsweredQuery; sheet: ReturnSheet }) {
  const t = useWords();
  const name = usePlaceName(sheet.form);
  const place =
    one.place === null
      ? t('asking:general')
      : t('asking:stood', { name: name(one.place), value: shown(one.stood, t('asking:blank')) });
  return (
    <>
      <b>{place}</b> <AsWritten>{one.words}</AsWritten>
    </>
  );
}

/** By which the bar leads to a query that waits. */
export const answerId = (at: number): string => `answer-${at}`;

type Answers = { one: Return; sheet: ReturnSheet; draft: Draft; now: DraftNow };
/** Kept with the draft as explanations are; a figure that was mended answers for itself. */
export function Answering({ one, sheet, draft, now }: Answers) {
  const t = useWords();
  const round = one.rounds.at(-1);
  if (one.state !== 'sentBack' || round === undefined) return null;
  return (
    <section className="card" aria-label={t('asking:answer.title')}>
      <h2>{t('asking:answer.title')}</h2>
      {round.again === null ? null : (
        <p>
          <AsWritten>{t('asking:again.said', { reason: round.again })}</AsWritten>
        </p>
      )}
      <p className="note">{t('asking:answer.note')}</p>
      <ol className="asked-list">
        {round.queries.map((query, at) => {
          const said = now.explanations[answerKey(at)] ?? '';
          const mended = query.place !== null && cellAt(now.given, query.place) !== query.stood;
          const state = mended ? 'mended' : isExplained(said) ? 'done' : 'wanted';
          return (
            <li key={answerKey(at)}>
              <span>
                <Asked one={query} sheet={sheet} />{' '}
                <Tag tone={state === 'wanted' ? 'warn' : 'good'}>{t(`asking:answer.${state}`)}</Tag>
              </span>
              <textarea
                id={answerId(at)}
                className="input"
                rows={2}
                maxLength={longest}
                value={said}
                aria-label={t('asking:answer.words')}
                placeholder={t('asking:answer.words')}
                onChange={(event) => draft.explain(answerKey(at), event.target.value)}
              />
            </li>
          );
        })}
      </ol>
    </section>
  );
}

/** The last first; those before it folded. */
export function Rounds({ one, sheet }: { one: Return; sheet: ReturnSheet }) {
  const t = useWords();
  if (one.rounds.length === 0) return null;
  return (
    <section className="card" aria-label={t('asking:title')}>
      <h2>{t('asking:title')}</h2>
      {one.rounds.toReversed().map((round, at) => (
        <details key={one.rounds.length - at} className="sheet-note" open={at === 0}>
          <summary>
            {t('asking:round.sent', { day: shownDay(round.on), count: round.queries.length })}
            {t('filling:and')}
            {round.answeredOn === null
              ? t('asking:round.waits')
              : t('asking:round.answered', { day: shownDay(round.answeredOn) })}
          </summary>
          <OneRound round={round} sheet={sheet} />
        </details>
      ))}
    </section>
  );
}

function OneRound({ round, sheet }: { round: Round; sheet: ReturnSheet }) {
  const t = useWords();
  return (
    <>
      {round.again === null ? null : (
        <p>
          <AsWritten>{t('asking:again.said', { reason: round.again })}</AsWritten>
        </p>
      )}
      <ol className="asked-list">
        {round.queries.map((query, at) => (
          <li key={answerKey(at)}>
            <span>
              <Asked one={query} sheet={sheet} />
            </span>
            {query.answer === null ? null : (
              <span className="asked-answer">
                <b>{t('asking:answered')}</b> <AsWritten>{query.answer}</AsWritten>
              </span>
            )}
            {query.mended ? (
              <span className="asked-answer">
                {t('asking:mended', {
                  before: shown(query.stood, t('asking:blank')),
                  after: shown(query.after, t('asking:blank')),
                })}
              </span>
            ) : null}
          </li>
        ))}
      </ol>
    </>
  );
}
