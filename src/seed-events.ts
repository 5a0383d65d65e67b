// Match-making events of the invented city: held once a year, with who came, whom they met and what came of it. Those to come: seed-demo-events.ts.
import { z } from 'zod';
import { addDays } from './platform/shared/dates.ts';
import { eventSorts } from './market/matchEvent.ts';
import type { Deed } from './seed-deed.ts';
import type { Body, Making } from './seed-organizations.ts';

const some = z.array(z.string().min(1)).min(1);
const held = { name: z.string(), sort: z.enum(eventSorts), opens: z.string(), closes: z.string(), agenda: z.string() };
export const eventPlan = z.strictObject({
  /** Held every year on this day, with `{year}` in its name. */
  past: z.strictObject({ on: z.string(), ...held, place: z.string(), came: z.number().int(), checkedIn: z.string() }),
  attendees: some,
  about: some,
  progress: some,
  nothing: z.string(),
  ahead: z.array(
    z.strictObject({
      ...held,
      inDays: z.number().int().nonnegative(),
      place: z.string().nullable(),
      link: z.string().nullable(),
      capacity: z.number().int().nullable(),
      come: z.number().int(),
      published: z.boolean(),
    }),
  ),
});
export type EventPlan = z.infer<typeof eventPlan>;
type Around = Pick<Making, 'calendar' | 'chance' | 'size' | 'last'> & { of: EventPlan; bodies: readonly Body[] };

export function makeEvents(around: Around): Deed[] {
  const { of, calendar, last } = around;
  const deeds: Deed[] = [];
  for (let year = Number(calendar.first.slice(0, 4)); year <= Number(last.slice(0, 4)); year++) {
    const on = calendar.workday(`${year}-${of.past.on}`);
    // It is prepared and called in the months before.
    const known = around.bodies.filter(({ at }) => calendar.dayOf(at) < addDays(on, -90));
    if (addDays(on, -120) >= calendar.first && known.length > 8) oneYear({ ...around, bodies: known }, { year, on }, deeds);
  }
  return deeds;
}

type Year = { year: number; on: string };
function oneYear({ of, calendar, chance, bodies, size }: Around, { year, on }: Year, deeds: Deed[]): void {
  const { past } = of;
  const key = `event ${year}`;
  const { name, sort, opens, closes, agenda, place } = past;
  const said = { name: name.replace('{year}', String(year)), sort, from: on, to: on, opens, closes, agenda, place, until: on };
  const event = (action: string, at: Date, input: Record<string, unknown>) =>
    deeds.push({ of: 'matchEvent', key, action, at, input });
  event('create', calendar.after(addDays(on, -80), 0, chance), said);
  event('publish', calendar.after(addDays(on, -72), 0, chance), {});
  const came = Math.max(4, Math.round(past.came * Math.min(size, 1)));
  const coming = chance.some(bodies, Math.min(came + 2, bodies.length));
  const present = coming.slice(0, -2);
  for (const [at, body] of coming.entries()) {
    const of_ = `event registration ${year} ${at}`;
    const by = { organization: body.key, member: true as const };
    const registered = calendar.after(addDays(on, -chance.int(35, 60)), 0, chance);
    const input = { attendee: of.attendees[at % of.attendees.length] ?? '' };
    const one = { of: 'eventRegistration' as const, key: of_ };
    deeds.push({ ...one, action: 'create', at: registered, input, refers: { event: key }, by });
    if (!present.includes(body)) continue;
    deeds.push({ ...one, action: 'checkIn', at: calendar.after(on, 0, chance), input: { reason: past.checkedIn } });
    if (at % 3 === 2) {
      const said = { reason: of.nothing };
      deeds.push({ ...one, action: 'reportNothing', at: calendar.after(addDays(on, 32), 0, chance), input: said, by });
    }
  }
  event('hold', calendar.after(addDays(on, 31), 0, chance), {});
  meetings({ of, calendar, chance }, { event: key, year, on, present }, deeds);
}

type Met = { event: string; year: number; on: string; present: readonly Body[] };
/** Two of three met somebody; of some a day has been set, some are settled. */
function meetings({ of, calendar, chance }: Pick<Around, 'of' | 'calendar' | 'chance'>, met: Met, deeds: Deed[]): void {
  const { event, year, on, present } = met;
  for (const [at, first] of present.entries()) {
    const second = present[(at + 1) % present.length];
    if (at % 3 === 2 || !second) continue;
    const one = { of: 'eventMeeting' as const, key: `event meeting ${year} ${at}` };
    const by = { organization: first.key, member: true as const };
    const refers = { event, second: second.key };
    const input = { about: chance.pick(of.about), due: addDays(on, 60) };
    deeds.push({ ...one, action: 'create', at: calendar.after(on, 3, chance), input, refers, by });
    const progress = { progress: chance.pick(of.progress), due: addDays(on, 120) };
    deeds.push({ ...one, action: 'report', at: calendar.after(addDays(on, 35), 0, chance), input: progress, by });
    if (at % 2 === 1) continue;
    const outcome = chance.pick(['cooperation', 'otherWay', 'nothing'] as const);
    deeds.push({ ...one, action: 'settle', at: calendar.after(addDays(on, 70), 0, chance), input: { outcome }, by });
  }
}
