// The invented city's titles: what stood before the plan, rounds of recognition with their stages, applications in vain, entries in error. What follows is in seed-afterwards.ts.
import { addDays, daysBetween, yearOf } from './platform/shared/dates.ts';
import { afterwardsOf, type Title, type Titling } from './seed-afterwards.ts';
import type { Deed } from './seed-deed.ts';
import type { Register } from './seed-invented.ts';
import type { Body } from './seed-organizations.ts';

/** All titles; `holding` gathers the keys of the organizations that hold one. */
export function makeRecognitions(of: Titling, holding: Set<string>): Deed[] {
  const counter = { titles: 0 };
  return of.invented.registers.flatMap((register) => registerOf(of, register, holding, counter));
}

type Entered = { key: string; region: string; input: Record<string, unknown>; refers?: Record<string, string> };

function registerOf(of: Titling, register: Register, holding: Set<string>, counter: { titles: number }): Deed[] {
  const { invented, chance, calendar } = of;
  const deeds: Deed[] = [];
  const titles: Title[] = [];
  const times = register.scaled ? of.size : 1;
  const enter = entering(of, register, holding, counter);
  const issuer = (level: string | null, region: string) =>
    filled(invented.issuers[level ?? 'municipal'] ?? '', { region: of.regionName(region) });
  const add = (key: string, action: string, at: Date, input: Record<string, unknown>, refers?: Record<string, string>) =>
    deeds.push({ of: 'recognition', key, action, at, input, ...(refers ? { refers } : {}) });

  /** Entered as recognised, without its stages: what stood before, and what was entered in error. */
  function stands(level: string | null, on: string, at: Date): string {
    const { key, region, input, refers } = enter(level, calendar.after(calendar.first, 5, chance));
    add(key, 'create', at, { ...input, stage: 'recognised', recognisedOn: on, issuer: issuer(level, region) }, refers);
    return key;
  }
  /** Applied for, and taken through its stages up to the day of recognition, as far as `until` says. */
  function applied(level: string | null, on: string, document: string, how: { late: boolean; until: number }) {
    const begin = addDays(calendar.first, 21);
    const span = Math.max(40, Math.min(register.builds ? chance.int(170, 210) : chance.int(80, 110), daysBetween(begin, on)));
    const dayAt = (share: number) => addDays(on, -Math.round(span * share));
    const first = calendar.after(dayAt(1), chance.int(0, 3), chance);
    const { key, region, input, refers } = enter(level, calendar.after(addDays(dayAt(1), -12), 0, chance));
    add(key, 'create', first, { ...input, issuer: issuer(level, region) }, refers);
    const path: [string, number][] = register.builds ? buildingPath : plainPath;
    let before = first;
    for (const [action, share] of path.slice(0, how.until)) {
      const stated = action === 'recognise' ? on : dayAt(share);
      const lag = action === 'recognise' ? (how.late ? chance.int(60, 110) : chance.int(1, 5)) : chance.int(0, 4);
      const at = calendar.after(stated, lag, chance);
      before = at > before ? at : new Date(before.getTime() + chance.int(10, 90) * 60_000);
      add(key, action, before, action === 'recognise' ? { on, documentNumber: document } : { on: stated });
    }
    return { key, recorded: before };
  }

  for (const { level, count } of register.before) {
    for (let made = 0; made < count * times; made++) {
      const year = yearOf(calendar.first) - chance.int(1, 7);
      const on = chance.happens(0.15)
        ? String(year)
        : calendar.workday(`${year}-${chance.pick(['05', '06', '10', '11', '12'])}-${chance.int(10, 27)}`);
      const recorded = calendar.after(calendar.first, chance.int(14, 26), chance);
      titles.push({ key: stands(level, on, recorded), register, level, on: on.padEnd(10, '-12-31'), recorded });
    }
  }
  const lateEnd = `${yearOf(of.last)}-01-01`;
  let late = register.late;
  for (const round of register.rounds) {
    const on = calendar.workday(round.on);
    const document = filled(invented.documents[round.level ?? 'municipal'] ?? '', {
      year: on.slice(0, 4),
      number: String(chance.int(8, 180)),
    });
    for (let made = 0; made < round.count * times; made++) {
      const isLate = late > 0 && on < lateEnd && chance.happens(0.3);
      if (isLate) late--;
      titles.push({ ...applied(round.level, on, document, { late: isLate, until: 9 }), register, level: round.level, on });
    }
  }
  for (let made = 0; made < register.unsuccessful; made++) {
    const on = calendar.workday(addDays(calendar.first, chance.int(150, 1000)));
    applied(chance.pick(register.rounds).level, on, '', { late: false, until: chance.int(0, 2) });
  }
  const between = register.rounds.filter((one) => one.on < lateEnd);
  for (let made = 0; made < register.voids; made++) {
    const { on, level } = chance.pick(between);
    const at = calendar.after(on, chance.int(6, 12), chance);
    const key = stands(level, calendar.workday(on), at);
    add(key, 'void', calendar.after(calendar.dayOf(at), chance.int(35, 100), chance), {
      reason: chance.pick(invented.reasons.void),
    });
  }
  return [...deeds, ...afterwardsOf(of, register, titles)];
}

/** Share of the whole time that still lies before the recognition at each stage. */
const plainPath: [string, number][] = [
  ['recommend', 0.55],
  ['giveNotice', 0.15],
  ['recognise', 0],
];
const buildingPath: [string, number][] = [
  ['recommend', 0.8],
  ['construct', 0.62],
  ['acceptFinally', 0.05],
  ['recognise', 0],
];

/** Gives each new title its name, its holder (each organization once, as long as there are enough) and its place. */
function entering(of: Titling, register: Register, holding: Set<string>, counter: { titles: number }) {
  const { names, chance, calendar, organizations, invented } = of;
  const regions = Object.entries(invented.regions);
  const stock = addDays(calendar.first, 20);
  const able = organizations.bodies.filter((one) => one.kind === register.holder && calendar.dayOf(one.at) < stock);
  const holders = chance.some(able, able.length);
  let next = 0;
  return (level: string | null, founded: Date): Entered => {
    const key = `recognition ${counter.titles++}`;
    const place = chance.weighted(regions);
    const own = register.holder === 'own';
    const holder: Body | null = own ? null : (holders[next++ % holders.length] ?? null);
    const region = own || register.own || holder === null ? place : holder.region;
    const title = names.title(register.title, { region: of.regionName(region), holder: holder?.name ?? '' });
    const make = register.title.includes('{global}') ? organizations.addGlobal : organizations.addFor;
    const body = own ? make(title, region, founded) : holder;
    if (body) holding.add(body.key);
    const input = { title, kind: register.kind, level, ...(register.own ? { region } : {}) };
    return { key, region, input, ...(body ? { refers: { organization: body.key } } : {}) };
  };
}

const filled = (pattern: string, parts: Record<string, string>): string =>
  pattern.replace(/\{(\w+)\}/g, (_, part: string) => parts[part] ?? '');
