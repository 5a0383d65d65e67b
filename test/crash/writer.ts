// A process that acts without pause until it is killed: several writers and the sealer over one house. Each act that was committed is a line on standard output.
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { openHouse, type House, type Tables } from '../../src/app.ts';
import { openDatabase } from '../../src/platform/server/database.ts';
import { openPack } from '../../src/platform/server/pack.ts';
import { type Actor, visitor } from '../../src/platform/shared/actor.ts';
import { addDays } from '../../src/platform/shared/dates.ts';
import { Refusal } from '../../src/platform/shared/errors.ts';

/** What the process is told: where to write, and what parts its names and keys from those of other runs. */
export type Writing = { connection: pg.ClientConfig; schema: string; run: string; writers: number };
/** An act that was acknowledged, with all that repeating it takes. */
export type Acknowledged = Deed & { key: string; event: string; record: string; version: number };
export type Deed = {
  kind: 'organization' | 'recognition';
  action: string;
  id?: string | undefined;
  input: Record<string, unknown>;
};

/** Either kind, whatever its actions. */
type Acting = { act: (action: never, call: never) => Promise<{ answer: Record<string, unknown> }> };

export const city = 'example';
export const route = '/crash';
export const zhou: Actor = { ...visitor, account: '00000000-0000-7000-8000-00000000c4a5', roles: ['bureauOfficer'] };
export const openCity = (db: Parameters<typeof openHouse>[0]['db']): Promise<House> =>
  openHouse({ db, pack: openPack(city, { anchor: 2026 }), demo: false });

/** One act through the house, with the key under which it may be repeated. */
export async function perform(house: House, { kind, action, id, input }: Deed, key: string): Promise<Acknowledged> {
  const call = { actor: zhou, id, input, repeat: { route, key } } as never;
  const of: Acting = kind === 'organization' ? house.organizations : house.recognitions;
  const { answer } = await of.act(action as never, call);
  const { event, id: record, version } = answer as { event: { id: string }; id: string; version: number };
  return { kind, action, id, input, key, event: event.id, record, version };
}

/** A request that got no answer is sent again with its key, as a browser would: the database may have been away. */
async function insist(house: House, deed: Deed, key: string): Promise<Acknowledged> {
  for (const until = Date.now() + 30_000; ; ) {
    try {
      return await perform(house, deed, key);
    } catch (error) {
      if (error instanceof Refusal || Date.now() > until) throw error;
      await sleep(20);
    }
  }
}

/** The life of an organization and its title, over and over; all writers also edit one organization that they share. */
async function write(house: House, { run }: Writing, writer: number, shared: string): Promise<never> {
  let acts = 0;
  const act = async (deed: Deed): Promise<string> => {
    const done = await insist(house, deed, `${run}-${writer}-${++acts}`);
    // One write each line: what the reader has got whole was committed before.
    process.stdout.write(`${JSON.stringify(done)}\n`);
    return done.record;
  };
  const districts = house.parts.regions.filter((one) => one.kind === 'district').map((one) => one.id);
  for (let story = 0; ; story += 1) {
    const at = (days: number) => addDays('2020-01-01', story * 3 + days);
    const [from, to] = [districts[story % districts.length], districts[(story + 1 + writer) % districts.length]];
    const name = `${run}号${writer}组${story}次技术服务有限公司`;
    const organization = await act({
      kind: 'organization',
      action: 'create',
      input: input({ name, region: from, contactName: `联系人${story}` }),
    });
    const title = input({
      title: `${name}研究院`,
      kind: 'newRdInstitution',
      level: 'municipal',
      organization,
      stage: 'recognised',
      recognisedOn: at(1),
    });
    const recognition = await act({ kind: 'recognition', action: 'create', input: title });
    await act({ kind: 'organization', action: 'edit', id: organization, input: { contactName: `王${story}`, size: 'small' } });
    await act({ kind: 'recognition', action: 'upgrade', id: recognition, input: { level: 'provincial', on: at(30) } });
    await act({ kind: 'organization', action: 'edit', id: shared, input: { aliases: [`${run}的第${writer}组第${story}次`] } });
    if (from !== to) await act({ kind: 'organization', action: 'move', id: organization, input: { region: to, on: at(10) } });
    if (story % 3 === 0) await act({ kind: 'recognition', action: 'void', id: recognition, input: { reason: '重复登记' } });
    else await act({ kind: 'recognition', action: 'remove', id: recognition, input: { on: at(60), reason: '不再符合条件' } });
  }
}

/** What the route would have parsed: the defaults are in. */
const nothingSaid = {
  creditCode: null,
  creditCodeOverride: null,
  formerNames: [],
  aliases: [],
  industry: null,
  size: null,
  kind: null,
  contactPhone: null,
  contactEmail: null,
  source: null,
};
const nothingKnown = { region: null, issuer: null, documentNumber: null, source: null };
const input = (said: Record<string, unknown>): Record<string, unknown> =>
  'title' in said ? { ...nothingKnown, ...said } : { ...nothingSaid, ...said };

async function sealAlong(house: House): Promise<never> {
  for (;;) {
    // Without the database there is nothing to seal; the next round tries again.
    await house.seal().catch(() => {});
    await sleep(25);
  }
}

async function begin(writing: Writing): Promise<void> {
  const { db } = await openDatabase<Tables>({ ...writing, max: writing.writers + 2, log: () => {} });
  const house = await openCity(db);
  const shared = await insist(
    house,
    {
      kind: 'organization',
      action: 'create',
      input: input({ name: `${writing.run}号共用平台有限公司`, region: null, contactName: null }),
    },
    `${writing.run}-shared`,
  );
  process.stdout.write(`${JSON.stringify(shared)}\n`);
  await Promise.all([
    sealAlong(house),
    ...Array.from({ length: writing.writers }, (_, writer) => write(house, writing, writer, shared.record)),
  ]);
}

if (process.argv[1] === import.meta.filename)
  begin(JSON.parse(process.argv[2] ?? '') as Writing).catch((error: unknown) => {
    console.error(error);
    process.exit(1);
  });
