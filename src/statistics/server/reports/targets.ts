// The plan's targets as a report tells them: figure of the release, share reached, and the verdict of the plan's own module.
import type { Text } from '../../../platform/shared/words.ts';
import { type Figures, shareOf } from './figures.ts';
import type { Verdict } from './ports.ts';

export type TargetTold = {
  code: string;
  indicator: string;
  name: Text;
  comparator: string;
  goal: string;
  value: string | null;
  /** Share of the target reached. */
  share: string | null;
  verdict: Verdict;
  partOf: boolean;
};

/** Whether it is the plan's target of an indicator: by its own code too, where the city counts it by another indicator. */
export const isTargetOf = ({ code, indicator }: TargetTold, asked: string): boolean => indicator === asked || code === asked;

/** All of them in the plan's order; none where no plan holds on the day. */
export async function targetsOf(figures: Figures): Promise<TargetTold[]> {
  const plan = await figures.plan();
  return Promise.all(
    (plan?.targets ?? []).map(async (one) => {
      const [{ value }, ...years] = await Promise.all([
        figures.on(one.indicator, one.asOf),
        ...one.years.map((day) => figures.on(one.indicator, day)),
      ]);
      const verdict = one.judge(
        value,
        years.map((year) => year.value),
      );
      const { code, indicator, name, comparator, value: goal, partOf } = one;
      return { code, indicator, name, comparator, goal, value, share: shareOf(value, goal), verdict, partOf };
    }),
  );
}
