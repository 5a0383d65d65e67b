// Handing in: what was typed is read, judged and refused or kept; only the respondent gets here. Part of the register of returns.
import type { Transaction } from 'kysely';
import type { Actor } from '../../platform/shared/actor.ts';
import { closed, disclosed } from '../../platform/shared/disclosed.ts';
import { type Answers, type Given, writtenOf } from '../../forms/answers.ts';
import { canonical } from '../../records/canonical.ts';
import { readGiven } from '../../forms/server/index.ts';
import { kept } from '../../forms/explanations.ts';
import {
  answeredRound,
  answerKey,
  askedBefore,
  beginRound,
  type Query,
  type Round,
  unanswered,
  unansweredIn,
} from '../asking.ts';
import type { Fact } from '../fact.ts';
import { type Amendment, draftMoved, noDraft, nothingChanged } from '../statisticalReturn.ts';
import { type Judging, withFilled } from './returnJudging.ts';
import type { ReturnRow } from './returnShapes.ts';
import type { StatisticsTables } from './tables.ts';

type Tx = Transaction<StatisticsTables>;
/** `isLoading`: an invented city is loaded; what was handed in then was judged when it was made. */
export type Handing = { judging: Judging; isLoading: () => boolean };
type Typed = { given: Given; explanations: Record<string, string> };
type Asked = {
  input: { draft?: number | undefined; whole?: (Given & { explanations: Record<string, string> }) | undefined };
  actor: Actor;
  day: string;
};
type Handed = {
  answers: Answers;
  explanations: Record<string, string>;
  filled: Record<string, Fact>;
  /** All that was said beside the figures: to findings, and to what was asked. */
  said: Record<string, string>;
};

/**
 * What becomes the figures of the return.
 * @throws {Refusal} `return.draftMoved`, `return.noDraft`, `forms.notAsked`, `return.doesNotPass`.
 */
export async function handingIn(
  { judging, isLoading }: Handing,
  tx: Tx,
  record: ReturnRow,
  { input, actor, day }: Asked,
): Promise<Handed> {
  const { given, explanations } = await typed(tx, record, input);
  const form = judging.formOf(record);
  if (isLoading()) return { answers: readGiven(form.version, given).answers, explanations, filled: {}, said: explanations };
  const filled = await judging.filledOf(record, tx);
  const judged = judging.judge(form, withFilled(form, given, filled), await judging.pastOf(record, tx), filled);
  judging.refuseUnlessPasses(judging.verdict(form, judged, { explanations, today: day, language: actor.language }));
  await tx.deleteFrom('return_drafts').where('return', '=', record.id).execute();
  return {
    answers: judged.read.answers,
    explanations: kept(judged.findings, explanations),
    filled: filled.items,
    said: explanations,
  };
}

/**
 * All that is asked, sent back once.
 * @throws {Refusal} `return.askedBefore` where it was sent back in this round already and nobody says why once more.
 */
export function sendingBack(
  { judging }: Handing,
  record: ReturnRow,
  { queries, again = null }: { queries: readonly Query[]; again?: string | null | undefined },
  day: string,
): Pick<ReturnRow, 'rounds' | 'sent_back'> {
  const isAgain = record.sent_back > 0;
  if (isAgain && again === null) throw askedBefore();
  const given = writtenOf(
    judging.formOf(record).version,
    record.answers === null ? { items: {}, tables: {} } : disclosed(record.answers),
  );
  const round = beginRound(queries, { on: day, again: isAgain ? again : null, given });
  return { rounds: closed([...disclosed(record.rounds), round]), sent_back: record.sent_back + 1 };
}

/**
 * What was asked when it was sent back, with what is answered now.
 * @throws {Refusal} `return.unanswered` with each query to which nothing is said and whose figure is what it was.
 */
export function roundsAnswered(
  { judging, isLoading }: Handing,
  record: ReturnRow,
  { answers, said }: Pick<Handed, 'answers' | 'said'>,
  day: string,
): Round[] {
  const before = disclosed(record.rounds);
  const last = before.at(-1);
  if (record.state !== 'sentBack' || last === undefined) return before;
  const { version } = judging.formOf(record);
  const round = answeredRound(last, said, { on: day, given: writtenOf(version, answers) });
  const open = unansweredIn(round);
  if (open.length > 0 && !isLoading())
    throw unanswered(
      { count: open.length },
      open.map((at) => ({
        path: answerKey(at),
        code: 'unanswered',
        words: 'asking:refusals.query' as const,
        params: { words: round.queries[at]?.words ?? '' },
      })),
    );
  return [...before.slice(0, -1), round];
}

/** @throws {Refusal} beside those of handing in, `return.nothingChanged`. */
export async function amending(
  handing: Handing,
  tx: Tx,
  record: ReturnRow,
  asked: Asked & { input: { reason: string } },
): Promise<Amendment> {
  const { answers, explanations } = await handingIn(handing, tx, record, asked);
  if (record.answers !== null && canonical(answers) === canonical(disclosed(record.answers))) throw nothingChanged();
  return { on: asked.day, reason: asked.input.reason, answers, explanations };
}

async function typed(tx: Tx, record: ReturnRow, { draft, whole }: Asked['input']): Promise<Typed> {
  if (whole !== undefined) {
    const { explanations, ...given } = whole;
    return { given, explanations };
  }
  const row = await tx
    .selectFrom('return_drafts')
    .select(['revision', 'given', 'explanations'])
    .where('return', '=', record.id)
    .forUpdate()
    .executeTakeFirst();
  if (!row || draft === undefined) throw noDraft();
  if (row.revision !== draft) throw draftMoved({ revision: row.revision });
  return row;
}
