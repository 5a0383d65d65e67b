// What the invented city's firms suffer from and what institutes can do about it, topic by topic: one such need stands behind each listing, so that supplies and demands go together by meaning and not by words alone.
import { z } from 'zod';
import { text } from './platform/shared/words.ts';
import type { ContractPlan } from './seed-contract-plan.ts';
import type { Chance } from './seed-random.ts';

const some = z.array(z.string().min(1)).min(1);

export const needPlan = z.strictObject({
  note: text,
  topics: z
    .array(
      z.strictObject({
        topic: z.string().min(1),
        /** Other names of the trade. */
        also: some,
        /** `said` in the words of a workshop, `solved` and `terms` in those of who solves it. */
        needs: z.array(z.strictObject({ name: z.string().min(1), said: some, solved: some, terms: some })).min(1),
      }),
    )
    .min(1),
});
export type NeedPlan = z.infer<typeof needPlan>;

/** What one listing is about, in its own words. */
export type About = {
  field: string;
  industry: string;
  /** As the listing names it: by the topic or by another name of the trade. */
  topic: string;
  scene: string;
  method: string;
  need: string;
  said: string;
  solved: string;
  terms: readonly string[];
};

/** Half of those who write name a thing by the word of the list, the others by one of the trade. */
const byTheList = 0.5;

type Words = Pick<ContractPlan, 'fields' | 'scenes' | 'methods'>;
/** Chooses what a listing is about. Throws where a topic has no needs. */
export function openNeeds({ topics }: NeedPlan, words: Words): (chance: Chance) => About {
  const known = new Map(topics.map((one) => [one.topic, one]));
  const fields = words.fields.map((one) => [one, one.share] as const);
  return (chance) => {
    const field = chance.weighted(fields);
    const name = chance.pick(field.topics);
    const topic = known.get(name);
    if (!topic) throw new Error(`nothing is said of what is wrong with ${name}`);
    const need = chance.pick(topic.needs);
    return {
      field: field.code,
      industry: chance.pick(field.industries),
      topic: chance.happens(byTheList) ? name : chance.pick(topic.also),
      scene: chance.pick([...field.scenes, ...words.scenes]),
      method: chance.pick(words.methods),
      need: need.name,
      said: chance.pick(need.said),
      solved: chance.pick(need.solved),
      terms: need.terms,
    };
  };
}
