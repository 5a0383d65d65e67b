// What is handed in, read and judged: against its form, the periods before, what the platform knows. Writes nothing.
import type { QueryExecutorProvider } from 'kysely';
import type { Actor } from '../../platform/shared/actor.ts';
import type { Say } from '../../platform/server/words.ts';
import { type AnswersRead, type Given, writtenCell } from '../../forms/answers.ts';
import { itemsOf } from '../../forms/form.ts';
import { spanOf } from '../../forms/period.ts';
import { type CheckedForm, type Forms, readGiven, verdictOf } from '../../forms/server/index.ts';
import type { Finding, Past } from '../../forms/structure.ts';
import { isExplained, keyOf, unexplained } from '../../forms/explanations.ts';
import { type FilledFrom, findingsOn } from '../filledFindings.ts';
import type { ReturnVerdict } from '../returnRoutes.ts';
import { doesNotPass } from '../statisticalReturn.ts';
import type { KnownOf } from './facts/known.ts';
import { openPasts } from './returnPast.ts';
import type { Filling, FillingOf, ReturnRow } from './returnShapes.ts';

export type Judging = ReturnType<typeof openJudging>;

type JudgingOf = { forms: Forms; say: Say; filling: FillingOf; known: KnownOf };
export function openJudging({ forms, say, filling, known }: JudgingOf) {
  const formOf = (row: Pick<ReturnRow, 'form' | 'form_version' | 'period_to'>): CheckedForm =>
    forms.version(row.form, { number: row.form_version, on: row.period_to });
  const pastOf = openPasts();
  return {
    formOf,
    filledOf: (row: ReturnRow, on: QueryExecutorProvider): Promise<Filling> =>
      filling(formOf(row), { organization: row.organization, ...spanOf(row.period) }, on),

    pastOf: async (row: ReturnRow, on: QueryExecutorProvider): Promise<Past> => ({
      ...(await pastOf(formOf(row), row, on)),
      known: await known(formOf(row), row, on),
    }),

    /** @throws {Refusal} `forms.notAsked` for a cell that the form does not have. */
    judge(form: CheckedForm, given: Given, past: Past, filled: Filling): { read: AnswersRead; findings: Finding[] } {
      const read = readGiven(form.version, given);
      return { read, findings: findingsOn(form.version, form.judge(read.answers, past), filledFrom(form, filled, say)) };
    },

    verdict(
      form: CheckedForm,
      { read, findings }: { read: AnswersRead; findings: readonly Finding[] },
      {
        explanations,
        today,
        language,
      }: { explanations: Readonly<Record<string, string>>; today: string; language: Actor['language'] },
    ): ReturnVerdict {
      const said = verdictOf(form.version, read, findings, { language, say, today });
      return {
        ...said,
        findings: said.findings.map((one) => ({ ...one, key: keyOf(one), explanation: explanations[keyOf(one)] ?? null })),
        passes: said.passes && unexplained(findings, explanations).length === 0,
      };
    },

    /** @throws {Refusal} `return.doesNotPass` with each cell that cannot be read and each finding that stops it. */
    refuseUnlessPasses(verdict: ReturnVerdict): void {
      if (verdict.passes) return;
      const errors = [
        ...verdict.faults.map((one) => ({ path: one.place, code: one.code, words: one.words })),
        ...verdict.findings
          .filter((one) => one.level === 'mandatory')
          .map((one) => ({ path: one.about[0] ?? '', code: one.check, words: one.words })),
      ];
      const open = verdict.findings.filter((one) => one.level === 'warning' && !isExplained(one.explanation));
      throw doesNotPass({ count: errors.length > 0 ? errors.length : open.length }, [
        ...errors.map(({ path, code, words }) => said(path, code, words)),
        ...open.map((one) => said(one.about[0] ?? '', 'unexplained', one.words)),
      ]);
    },
  };
}

const said = (path: string, code: string, words: string) => ({
  path,
  code,
  words: 'returns:refusals.finding' as const,
  params: { words },
});

/** Sources of what is filled: a figure says its own, a table is called by its fact. */
const filledFrom = ({ version }: CheckedForm, { items, tables }: Filling, say: Say): FilledFrom =>
  new Map([
    ...Object.entries(items).map(([code, { words }]) => [code, words] as const),
    ...version.tables.flatMap(({ code, fact }) => {
      const named = (language: Actor['language']) => say(language, `facts:names.${fact}`);
      return fact === undefined || !Object.hasOwn(tables, code) ? [] : [[code, { zh: named('zh-CN'), en: named('en') }] as const];
    }),
  ]);

/** What the platform fills stands in the place of what was typed. */
export const withFilled = (form: CheckedForm, given: Given, filled: Filling): Given => ({
  items: {
    ...given.items,
    ...Object.fromEntries(
      itemsOf(form.version).flatMap((item) => {
        const fact = filled.items[item.code];
        return fact ? [[item.code, writtenCell(item, fact.value)] as const] : [];
      }),
    ),
  },
  tables: { ...given.tables, ...filled.tables },
});
