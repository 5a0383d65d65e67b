// Answers that are kept: settled ones, and those about now until other entries are posted. Whole, as computed: not yet what a reader is told.
import type { IndicatorDefinition } from '../indicator.ts';
import type { Answer, Asking, Parts } from './asking.ts';
import { answer, answerOf, nothing, trendOf } from './compute.ts';
import { memo } from '../../platform/server/memo.ts';
import { type Beside, besideOf, sourcesOf } from './sources.ts';

/** What an answer follows from beside the question itself; null where it may be another one the next moment. */
const knownIn = ({ settled, knownAt, entries }: Asking): string | number | null =>
  settled ? knownAt.getTime() : entries?.now === knownAt ? entries.are : null;

export function keptAnswers(parts: Parts, beforeFirstDay: (q: Asking) => boolean) {
  const answers = memo<Answer>(5000);
  const trends = memo<Awaited<ReturnType<typeof trendOf>>>(2000);
  const besides = memo<Beside[]>(2000);
  return {
    async answer(definition: IndicatorDefinition, q: Asking): Promise<Answer> {
      if (beforeFirstDay(q)) return nothing;
      const known = knownIn(q);
      const key = JSON.stringify([definition.code, definition.from, q.asOf, known, q.region, q.functionalAreas, q.by]);
      return known !== null ? answers(key, () => answer(parts, definition, q)) : answer(parts, definition, q);
    },
    async trend(definition: IndicatorDefinition, q: Asking, every: 'month' | 'year') {
      if (beforeFirstDay(q)) return [{ asOf: q.asOf, got: nothing }];
      const known = knownIn(q);
      const key = JSON.stringify([definition.code, definition.from, q.asOf, known, q.region, q.functionalAreas, every]);
      const ask = () => trendOf(parts, definition.code, q, every);
      return known !== null ? trends(key, ask) : ask();
    },
    /** What each source says; nothing where only one is named, or nothing was known yet. */
    async beside(definition: IndicatorDefinition, q: Asking): Promise<Beside[]> {
      if (beforeFirstDay(q) || sourcesOf(definition).length < 2) return [];
      const ask = () => besideOf(definition, q, (source, of) => answerOf(parts, definition, source, of));
      const key = JSON.stringify([definition.code, definition.from, q.asOf, q.knownAt.getTime(), q.region, q.functionalAreas]);
      return q.settled ? besides(key, ask) : ask();
    },
  };
}
