// Things that may be done to organizations, titles and managers, by chance and dated freely: each through the platform's own `act`, and into the naive model what it did not refuse.
import fc from 'fast-check';
import type { House } from '../../src/app.ts';
import { type Actor, visitor } from '../../src/platform/shared/actor.ts';
import { addDays } from '../../src/platform/shared/dates.ts';
import { Refusal } from '../../src/platform/shared/errors.ts';
import type { Body, Manager, Title, World } from './naive.ts';

const zhou: Actor = { ...visitor, account: '00000000-0000-7000-8000-000000000001', roles: ['bureauOfficer'] };
const places = ['YC-SD', 'YC-DL', 'YC-CH', 'YC-ZG', 'YC-SB'];
/** Levels at which each kind is given in the example city. */
const levels: Record<string, readonly string[]> = {
  cluster: ['municipal'],
  newRdInstitution: ['municipal', 'provincial'],
  makerSpace: ['district', 'municipal', 'provincial', 'national'],
};
const recognised = { recognise: 'recognised', evaluate: 'evaluated', remove: 'removed' };

/** One thing to be done; `which` and `other` choose among what this history has made, the rest is used as far as the deed needs it. */
export const step = fc.record({
  // Each as often as it is named: what makes a history is done more often than what ends it.
  deed: fc.constantFrom(
    ...'found found found move move merge part enter enter enter recognise recognise evaluate remove remove'.split(' '),
    ...'upgrade upgrade moveTitle moveTitle voidTitle certify certify affiliate affiliate affiliate'.split(' '),
    ...'confirm confirm confirm confirm endAffiliation renew voidManager'.split(' '),
  ),
  which: fc.nat({ max: 30 }),
  other: fc.nat({ max: 30 }),
  place: fc.constantFrom(...places),
  own: fc.boolean(),
  kind: fc.constantFrom(...Object.keys(levels)),
  level: fc.nat({ max: 3 }),
  stage: fc.constantFrom('applied', 'recognised', 'recognised', 'finallyAccepted'),
  // Often one of few days, so that two things fall on one.
  on: fc
    .oneof(
      fc.integer({ min: 0, max: 1800 }),
      fc.integer({ min: 0, max: 30 }).map((n) => n * 60),
    )
    .map((n) => addDays('2021-01-01', n)),
  lasts: fc.integer({ min: 30, max: 1500 }),
});
export type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

type Opened = {
  act: (action: string, call: { actor: Actor; input: unknown; id?: string }) => Promise<{ row: { id: string } }>;
  parse: (action: string, input: unknown) => { data?: unknown; error?: unknown };
};
type Doing = {
  of: World;
  made: <T extends Body | Title | Manager>(list: T[], one: T, id: string) => void;
  name: string;
  today: string;
  act: Act;
};
type Act = (
  of: 'organizations' | 'recognitions' | 'people',
  action: string,
  about: Body | Title | Manager | null,
  input: object,
  actor?: Actor,
) => Promise<string>;

const one = <T>(all: readonly T[], at: number): T | null => all[at % Math.max(1, all.length)] ?? null;
const levelOf = (kind: string, at: number): string => one(levels[kind] ?? [], at) ?? '';

const ofBodies: Record<string, (c: Doing, step: Step) => Promise<void>> = {
  found: async ({ of, made, name, act }, { place }) =>
    made(
      of.bodies,
      { seats: [{ on: '', is: place }], into: null },
      await act('organizations', 'create', null, { name, region: place }),
    ),
  move: async ({ of, act }, { which, place, on }) => {
    const body = one(of.bodies, which);
    if (body === null) return;
    await act('organizations', 'move', body, { region: place, on });
    body.seats.push({ on, is: place });
  },
  /** From the day of the merge on what it held counts where the other reports. */
  merge: async ({ of, today, act }, { which, other }) => {
    const [body, into] = [one(of.bodies, which), one(of.bodies, other)];
    if (body === null || into === null) return;
    await act('organizations', 'merge', body, { into });
    body.into = { body: into, on: today };
  },
  part: async ({ of, act }, { which }) => {
    const body = one(of.bodies, which);
    if (body === null) return;
    await act('organizations', 'undoMerge', body, {});
    body.into = null;
  },
};

/** The next stage of a title. */
const staged = async ({ of, act }: Doing, { deed, which, on }: Step) => {
  const title = one(of.titles, which);
  if (title === null) return;
  await act('recognitions', deed, title, { on, ...(deed === 'remove' ? { reason: '试' } : {}) });
  title.stages.push({ on, is: recognised[deed as keyof typeof recognised] });
};

const ofTitles: Record<string, (c: Doing, step: Step) => Promise<void>> = {
  enter: async ({ of, made, name, today, act }, { which, own, place, kind, level, stage, on }) => {
    const [body, is] = [one(of.bodies, which), levelOf(kind, level)];
    const input = { title: name, kind, level: is, region: own ? place : null, organization: body, stage, recognisedOn: on };
    const id = await act('recognitions', 'create', null, input);
    // An application is of the day on which it is entered.
    const stages = [{ on: stage === 'applied' ? today : on, is: stage }];
    made(
      of.titles,
      { kind, body, stages, levels: [{ on: '', is }], places: own ? [{ on: '', is: place }] : [], voided: false },
      id,
    );
  },
  recognise: staged,
  evaluate: staged,
  remove: staged,
  upgrade: async ({ of, act }, { which, level, on }) => {
    const title = one(of.titles, which);
    if (title === null) return;
    const is = levelOf(title.kind, level);
    await act('recognitions', 'upgrade', title, { level: is, on });
    title.levels.push({ on, is });
  },
  moveTitle: async ({ of, act }, { which, place, on }) => {
    const title = one(of.titles, which);
    if (title === null) return;
    await act('recognitions', 'move', title, { region: place, on });
    title.places.push({ on, is: place });
  },
  voidTitle: async ({ of, act }, { which }) => {
    const title = one(of.titles, which);
    if (title === null) return;
    await act('recognitions', 'void', title, { reason: '试' });
    title.voided = true;
  },
};

const ofManagers: Record<string, (c: Doing, step: Step) => Promise<void>> = {
  certify: async ({ of, made, name, act }, { on, lasts }) => {
    const to = addDays(on, lasts);
    const input = { name, certificateNumber: name, certificateLevel: 'junior', issuedOn: on, validTo: to };
    made(of.managers, { papers: [{ on, to }], works: [], voided: false }, await act('people', 'create', null, input));
  },
  affiliate: async ({ of, act }, { which, other, on }) => {
    const [manager, body] = [one(of.managers, which), one(of.bodies, other)];
    if (manager === null || body === null) return;
    await act('people', 'affiliate', manager, { organization: body, on });
    const last = manager.works.at(-1);
    if (last?.ended === null) last.ended = on;
    manager.works.push({ body, on, confirmed: [], ended: null });
  },
  confirm: async ({ of, act }, { which, on }) => {
    const manager = one(of.managers, which);
    const work = manager?.works.at(-1);
    if (!manager || !work) return;
    await act('people', 'confirm', manager, { on }, { ...zhou, roles: ['organizationAdmin'], organization: work.body as never });
    work.confirmed.push(on);
  },
  endAffiliation: async ({ of, act }, { which, on }) => {
    const manager = one(of.managers, which);
    const work = manager?.works.at(-1);
    if (!manager || !work) return;
    await act('people', 'endAffiliation', manager, { on, reason: '试' });
    work.ended = on;
  },
  renew: async ({ of, act }, { which, on, lasts }) => {
    const manager = one(of.managers, which);
    if (manager === null) return;
    await act('people', 'renew', manager, { on, validTo: addDays(on, lasts) });
    manager.papers.push({ on, to: addDays(on, lasts) });
  },
  voidManager: async ({ of, act }, { which }) => {
    const manager = one(of.managers, which);
    if (manager === null) return;
    await act('people', 'void', manager, { reason: '试' });
    manager.voided = true;
  },
};
const deeds = { ...ofBodies, ...ofTitles, ...ofManagers };

/** Does things in a house, and keeps in the model what was done; `done` tells whether the platform did not refuse it. */
export function openDeeds(house: House, today: string) {
  const ids = new Map<unknown, string>();
  let names = 0;
  const idOf = (value: unknown): unknown => ids.get(value) ?? value;
  const act: Act = async (of, action, about, input, actor = zhou) => {
    const opened = house[of] as unknown as Opened;
    const named = Object.fromEntries(Object.entries(input).map(([field, value]) => [field, idOf(value)]));
    const parsed = opened.parse(action, named);
    if (parsed.error) throw parsed.error;
    const by = { ...actor, organization: idOf(actor.organization) as string | null };
    const id = about === null ? {} : { id: String(ids.get(about)) };
    return (await opened.act(action, { actor: by, input: parsed.data, ...id })).row.id;
  };
  return async (own: World, step: Step): Promise<boolean> => {
    const made: Doing['made'] = (list, one, id) => {
      list.push(one);
      ids.set(one, id);
    };
    try {
      await deeds[step.deed]?.({ of: own, made, name: `历史第${++names}号院`, today, act }, step);
      return true;
    } catch (error) {
      if (error instanceof Refusal) return false;
      throw error;
    }
  };
}
