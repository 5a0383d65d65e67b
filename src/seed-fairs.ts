// Fairs of the invented city and what was signed there: some reach a contract and money, some come to nothing, of some nobody says anything.
import { addDays } from './platform/shared/dates.ts';
import { z } from 'zod';
import type { ContractPlan } from './seed-contract-plan.ts';
import type { Deed } from './seed-deed.ts';
import type { Body, Making } from './seed-organizations.ts';

const some = z.array(z.string().min(1)).min(1);
export const fairPlan = z.strictObject({
  /** Held every year in these two days: `05-18`. */
  from: z.string(),
  to: z.string(),
  /** With `{year}`. */
  name: z.string(),
  place: z.string(),
  organizer: z.string(),
  /** Signed at each, in a city of the usual size. */
  projects: z.number().int(),
  /** With `{scene}`, `{topic}`. */
  titles: some,
  evidence: some,
  lapsed: some,
  nothingNew: some,
});
type Around = Pick<Making, 'calendar' | 'chance' | 'size' | 'last'> & {
  of: z.infer<typeof fairPlan>;
  words: Pick<ContractPlan, 'fields' | 'scenes'>;
  bodies: readonly Body[];
};

export function makeFairs(around: Around): Deed[] {
  const { of, calendar, chance, size, last } = around;
  const deeds: Deed[] = [];
  for (let year = Number(calendar.first.slice(0, 4)); year <= Number(last.slice(0, 4)); year++) {
    const [from, to] = [`${year}-${of.from}`, `${year}-${of.to}`];
    if (addDays(from, -20) < calendar.first || to >= last) continue;
    const key = `fair ${year}`;
    const input = { name: of.name.replace('{year}', String(year)), from, to, place: of.place, organizer: of.organizer };
    deeds.push({ of: 'fair', key, action: 'create', at: calendar.after(to, 1, chance), input });
    const known = around.bodies.filter(({ at }) => calendar.dayOf(at) < from);
    for (let at = 0; at < Math.round(of.projects * Math.min(size, 1)) && known.length > 1; at++)
      project({ ...around, bodies: known }, { fair: key, key: `fair project ${year} ${at}`, to }, deeds);
  }
  return deeds;
}

function project(
  { of, words, calendar, chance, bodies, last }: Around,
  { fair, key, to }: { [k in 'fair' | 'key' | 'to']: string },
  deeds: Deed[],
) {
  const [first, second] = chance.some(bodies, 2);
  if (!first || !second) return;
  const field = chance.pick(words.fields);
  const title = chance
    .pick(of.titles)
    .replace('{scene}', chance.pick([...field.scenes, ...words.scenes]))
    .replace('{topic}', chance.pick(field.topics));
  const amount = chance.int(4, 120) * 50_000;
  const stage = chance.happens(0.4) ? 'intent' : 'signed';
  const input = { title, first: first.name, second: second.name, stage, amount: chance.happens(0.9) ? String(amount) : null };
  const refers = { fair, firstOrganization: first.key, secondOrganization: second.key };
  let at = calendar.after(to, 3, chance);
  deeds.push({ of: 'fairProject', key, action: 'create', at, input, refers });
  const by = { organization: first.key, member: true as const };
  const act = (days: number, action: string, said: (on: string) => Record<string, unknown>): boolean => {
    at = calendar.after(calendar.dayOf(at), days, chance);
    if (calendar.dayOf(at) >= last) return false;
    deeds.push({ of: 'fairProject', key, action, at, input: said(calendar.dayOf(at)), by });
    return true;
  };
  const advance = (days: number, stage: string, share: number) =>
    act(days, 'advance', (on) => ({ stage, on, amount: String(Math.round(amount * share)), evidence: chance.pick(of.evidence) }));
  if (chance.happens(0.3)) {
    if (chance.happens(0.5)) act(chance.int(95, 150), 'reportNoChange', () => ({ reason: chance.pick(of.nothingNew) }));
    return;
  }
  if (chance.happens(0.25)) {
    act(chance.int(40, 300), 'lapse', (on) => ({ on, reason: chance.pick(of.lapsed) }));
    return;
  }
  const share = chance.pick([1, 0.9, 0.75]);
  if (!advance(chance.int(20, 120), 'contract', share) || chance.happens(0.3)) return;
  if (!advance(chance.int(10, 60), 'registered', share) || chance.happens(0.4)) return;
  advance(chance.int(15, 90), 'moneyIn', share * 0.3);
}
