// Every operation × every role × what is one's own, another's or not there at all, over HTTP: who may, and that nobody is told more.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Role, roles } from '../src/platform/shared/actor.ts';
import type { Route } from '../src/platform/shared/route.ts';
import { createsFrom, listOf } from '../src/records/lifecycle.ts';
import { startHouse, type TestHouse } from './harness/house.ts';
import type { Person } from './harness/http.ts';
import { recordFields, sampleOf } from './harness/sample.ts';
import { type Seed, seedMatrix } from './matrix-seeds.ts';

type Who = Role | 'visitor';
const standings: readonly Who[] = ['visitor', ...roles];
/** Nobody's id: what is asked with it is not there. */
const none = '0198c0de-0000-7000-8000-0000000000ff';

let house: TestHouse;
const people = new Map<Who, Person>();
let seeds: Seed[];
let routes: readonly Route[];
let named: Record<string, unknown>;

beforeAll(async () => {
  house = await startHouse();
  const [region, other] = house.house.parts.regions.filter((one) => one.kind === 'district').map((one) => one.id) as [
    string,
    string,
  ];
  const zhou = await house.as('bureauOfficer');
  const organization = (await zhou.create('organizations', { name: '矩阵一号机构', region })).id;
  const another = (await zhou.create('organizations', { name: '矩阵二号机构', region: other })).id;
  people.set('visitor', house.visitor());
  for (const role of roles) {
    const isMember = role === 'member' || role === 'organizationAdmin';
    const place = role === 'districtOfficer' ? { region } : isMember ? { organization } : {};
    people.set(role, role === 'bureauOfficer' ? zhou : await house.as({ roles: [role], ...place }));
  }
  const lin = people.get('districtOfficer')!;
  const wang = await house.as({ account: 'other-district', roles: ['districtOfficer'], region: other });
  seeds = await seedMatrix({ house, places: { region, other, organization, another }, zhou, lin, wang });
  routes = house.app.mounted;
  const plan = house.house.parts.plans[0]!.code;
  named = {
    recordKind: 'technologyManager',
    subject: { kind: 'region', id: region },
    region,
    plan,
    predecessor: plan,
    target: 'clusters',
    kind: 'incubator',
    series: house.house.parts.series[0],
    form: 'institution-month',
    period: '2025-01',
    application: { kind: 'recognition', id: none },
    ids: none,
  };
});
afterAll(() => house.close());

const admits = ({ access }: Route, who: Who): boolean =>
  access === 'public' || (who !== 'visitor' && (access === 'signedIn' || access.includes(who)));
/** The seed whose record the last parameter of a path names: of the longest path that it begins with. */
const seedOf = ({ path }: Route): Seed | undefined =>
  seeds.filter((one) => path.startsWith(`${one.path}/:`)).sort((a, b) => b.path.length - a.path.length)[0];
/** A door of whoever holds the application's key: to everybody else, in whatever role, nothing is there. */
const byKey = (route: Route): boolean =>
  route.access === 'public' &&
  (route.body as { shape?: object })?.shape !== undefined &&
  'key' in (route.body as unknown as { shape: object }).shape;
const sees = (seed: Seed, route: Route, who: Who, mine: boolean): boolean =>
  !byKey(route) &&
  ((route.path.endsWith('/reads') && who === 'auditAdmin') ||
    seed.all === 'everybody' ||
    (who !== 'visitor' && (seed.all.includes(who) || (mine && seed.own.includes(who)))));

/** Values of other parameters: of the pack, none of them a secret. */
const params: Record<string, string> = {
  code: 'yunchuan-three-years',
  target: 'clusters',
  number: '1',
  year: '2026',
  channel: 'mail',
  recordKind: 'technologyManager',
  file: 'none.ics',
  form: 'institution-month',
  period: '2025-01',
  dataset: 'regions',
  context: 'dataflow',
  structureType: 'dataflow',
};
/** Of what a code is, by where its path begins. */
const codes = [
  ['/indicators', 'new-rd-institutions'],
  ['/contracts/models', 'licence'],
] as const;
const pathOf = (route: Route, id: string): string =>
  route.path.replaceAll(/:(\w+)/g, (_, name: string) =>
    name === 'code' ? (codes.find(([path]) => route.path.startsWith(path))?.[1] ?? params[name] ?? id) : (params[name] ?? id),
  );

type Answered = { status: number; text: string };
/** Operations that were asked with a form they do not take: they were not tried. */
const unformed = new Set<string>();
type Given = { id?: string; field?: string; holding?: string };
/** Asks with a body and a query that pass their form; an act names a version that no record has, so that nothing is changed. */
async function ask(route: Route, who: Who, { id = none, field, holding = none }: Given = {}): Promise<Answered> {
  const also = field === undefined ? {} : { [field]: holding };
  // A table is asked for as text: a sheet bears the moment of its making.
  const asText = route.query && 'format' in route.query.shape ? { format: 'csv' } : {};
  const query = route.query ? (sampleOf(route.query, { action: 'void' }, { ...also, ...asText }) as Record<string, string>) : {};
  const body = route.body ? sampleOf(route.body, named, also) : undefined;
  const guarded = route.headers?.includes('If-Match') ? { ifMatch: 999_999 } : {};
  const answer = await people
    .get(who)!
    .send(route.method, pathOf(route, id), { query, ...(body === undefined ? {} : { body }), ...guarded });
  if (answer.status === 400) unformed.add(`${route.method} ${route.path}`);
  return { status: answer.status, text: await answer.text() };
}
/** What an answer tells: all of it but what is of this request alone. */
function told({ status, text }: Answered, ...ids: string[]): string {
  const without = (said: string) => ids.reduce((left, id) => left.replaceAll(id, '…'), said);
  if (status < 400) return `${status} ${without(text)}`;
  const { type, title, detail, code, errors } = JSON.parse(text) as Record<string, unknown>;
  return without(JSON.stringify([status, type, title, detail, code, errors]));
}

/** All at a few at a time: what each finds wrong. */
async function eachOf<T>(work: readonly T[], find: (one: T) => Promise<string | null>): Promise<string[]> {
  const wrong: string[] = [];
  const left = [...work];
  const run = async () => {
    for (let one = left.pop(); one !== undefined; one = left.pop()) {
      const found = await find(one);
      if (found !== null) wrong.push(found);
    }
  };
  await Promise.all(Array.from({ length: 6 }, run));
  return wrong.sort();
}
const nameOf = (route: Route, who: Who) => `${who} ${route.method} ${route.path}`;
const pairs = (of: readonly Route[], which: (route: Route, who: Who) => boolean) =>
  of.flatMap((route) => standings.flatMap((who) => (which(route, who) ? [{ route, who }] : [])));

test('of every kind there is a record to try', () => {
  const ofKinds = routes.filter((one) => one.path.endsWith('/:id/proof')).map((one) => one.path.slice(0, -'/:id/proof'.length));
  expect(ofKinds.length).toBe(house.house.lives().length);
  expect(ofKinds.filter((path) => !seeds.some((one) => one.path === path))).toEqual([]);
});

test('who may not call an operation at all is refused before anything is looked at', async () => {
  const wrong = await eachOf(
    pairs(routes, (route, who) => !admits(route, who)),
    async ({ route, who }) => {
      const { status } = await ask(route, who, { id: seedOf(route)?.mine ?? none });
      return status === (who === 'visitor' ? 401 : 403) ? null : `${nameOf(route, who)}: ${status}`;
    },
  );
  expect(wrong).toEqual([]);
});

test('what one may not see answers as what is not there; what one sees is there', { timeout: 300_000 }, async () => {
  const asked = pairs(routes, (route, who) => admits(route, who) && seedOf(route) !== undefined);
  const made = new Set<string>();
  const absent = new Map<string, Promise<string>>();
  const absentFor = (route: Route, who: Who) => {
    const known = absent.get(nameOf(route, who)) ?? ask(route, who).then((answer) => told(answer, none));
    absent.set(nameOf(route, who), known);
    return known;
  };
  const wrong = await eachOf(
    asked.flatMap((one) => [true, false].map((mine) => ({ ...one, mine }))),
    async ({ route, who, mine }) => {
      const seed = seedOf(route)!;
      const id = mine ? seed.mine : seed.others;
      const said = `${nameOf(route, who)} ${mine ? 'own' : 'another’s'}`;
      if (!sees(seed, route, who, mine)) {
        const [hidden, missing] = [told(await ask(route, who, { id }), id), await absentFor(route, who)];
        return hidden === missing && !missing.startsWith('[5') ? null : `${said}: ${hidden} instead of ${missing}`;
      }
      // A document is slow to make: that it is there is asked by one of those who see it.
      if (route.file !== undefined && made.has(route.path)) return null;
      made.add(route.path);
      const { status } = await ask(route, who, { id });
      const missing = status === 404 && !/proof$|certificate|standing.pdf|undoMerge|html$|preview$|letter$/.test(route.path);
      return missing || status === 401 || status >= 500 ? `${said}: ${status}` : null;
    },
  );
  expect(wrong).toEqual([]);
});

/** Parties are ties to one's own organization, district, person or earlier deed: these roles have none, and the rest none to another's. */
const untied: readonly Who[] = ['expert', 'registrar', 'systemAdmin', 'securityAdmin', 'auditAdmin'];

test('an action on what one sees is allowed to the roles of the lifecycle table, and to no others', async () => {
  const acts = actsOf();
  expect(acts.length).toBeGreaterThan(80);
  const wrong = await eachOf(
    acts.flatMap((one) => roles.flatMap((who) => (one.creates ? [true] : [true, false]).map((mine) => ({ ...one, who, mine })))),
    async ({ route, by, parties, creates, who, mine }) => {
      const seed = seedOf(route);
      if (seed && !sees(seed, route, who, mine)) return null;
      const { status } = await ask(route, who, { id: (mine ? seed?.mine : seed?.others) ?? none });
      const allowed = creates ? status !== 403 && status < 500 : status === 412;
      const tied = by.some((one) => parties.includes(one)) && !untied.includes(who) && (mine || who === 'bureauOfficer');
      // What is made of a record that is not there is not there either.
      const refused = status === 403 || (creates && status === 404);
      const right = by.includes(who) ? allowed : refused || (tied && allowed);
      return right ? null : `${nameOf(route, who)} ${mine ? 'own' : 'another’s'}: ${status}`;
    },
  );
  expect(wrong).toEqual([]);
});

/** The operations of all lifecycle tables, with who may do each. What falls due is nobody's. */
const actsOf = () =>
  house.house.lives().flatMap((life) => {
    const path = routes
      .find((one) => one.path.endsWith('/:id/proof') && recordOf(one) === life.kind)
      ?.path.slice(0, -'/:id/proof'.length);
    return Object.entries(life.actions).flatMap(([action, step]) => {
      const creates = createsFrom(step);
      const wanted = !creates ? `${path}/:id/${action}` : action === 'create' ? path : `${path}/${action}`;
      const route = routes.find((one) => one.method === 'POST' && one.path === wanted);
      const by: readonly string[] = listOf(step.by);
      return route ? [{ route, by, creates, parties: life.parties as readonly string[] }] : [];
    });
  });
const recordOf = (route: Route): string | undefined =>
  house.house.lives().find(({ kind }) => folderOf(kind) === route.path.split('/')[1])?.kind;
const folderOf = (kind: string) => `${kind.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}s`.replace(/ys$/, 'ies');

// By halves of the fields: each has its own time.
test.for([0, 1])(
  'no field that names a record tells whether there is one that the caller may not see: half %i',
  {
    timeout: 300_000,
  },
  async (half) => {
    const all = routes.flatMap((route) =>
      [...recordFields(route.body), ...recordFields(route.query)]
        .filter((field) => field !== 'event')
        // Who audits asks what was done to any record, there or not.
        .filter(() => !route.path.startsWith('/audit'))
        .map((field) => ({ route, field })),
    );
    expect(all.length).toBeGreaterThan(15);
    const fields = all.filter((_one, at) => at % 2 === half);
    const wrong = await eachOf(
      fields.flatMap(({ route, field }) => pairs([route], admits).map((one) => ({ ...one, field }))),
      async ({ route, field, who }) => {
        const id = seedOf(route)?.mine ?? none;
        const absent = told(await ask(route, who, { id, field, holding: none }), none);
        for (const seed of seeds.filter((one) => !sees(one, route, who, false))) {
          const hidden = told(await ask(route, who, { id, field, holding: seed.others }), seed.others);
          if (hidden !== absent) return `${nameOf(route, who)} ${field} of ${seed.path}: ${hidden} instead of ${absent}`;
        }
        return null;
      },
    );
    expect(wrong).toEqual([]);
  },
);

test('each of them was asked with a form that it takes', () => {
  expect([...unformed].sort()).toEqual([]);
});
