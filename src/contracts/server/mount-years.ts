// Mounts the years of the contracts' figures: the records, their check list and what stands behind it, the figures and their sheet.
import type { FastifyInstance } from 'fastify';
import type { Kysely, Selectable } from 'kysely';
import type { Actor } from '../../platform/shared/actor.ts';
import type { Say } from '../../platform/server/words.ts';
import { sheetTypes, type Written, writeSheet } from '../../platform/server/documents/sheet.ts';
import { type Attachment, mount } from '../../platform/server/mount.ts';
import { type Text, textIn } from '../../platform/shared/words.ts';
import type { Ledger, LedgerTables } from '../../ledger/server/index.ts';
import { type Kernel, mountKind, now } from '../../records/server/index.ts';
import {
  type Amounts,
  getCheckList,
  getYearFigures,
  getYearSheet,
  listLine,
  type YearFigure,
  type YearFigures,
} from '../contractYear.ts';
import { contractTypes } from '../terms.ts';
import type { OpenedYears } from './contract-years.ts';
import { visible } from './service.ts';
import type { ContractTables, ContractYears as Table } from './tables.ts';
import { figuresOf } from './year-figures.ts';
import { checkListOf, contractsBehind } from './year-list.ts';
import type { Suspects } from './year-suspects.ts';

export type MountingYears = {
  kernel: Kernel;
  db: Kysely<ContractTables & LedgerTables>;
  ledger: Ledger;
  years: OpenedYears;
  suspects: Suspects;
  regions: readonly { id: string; name: Text }[];
  names: (ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;
};

export function mountContractYears(app: FastifyInstance, of: MountingYears): void {
  const { kernel, db, ledger, years, suspects, names } = of;
  /** The row, where the actor sees it. */
  const rowOf = async (actor: Actor, id: string): Promise<Selectable<Table>> => {
    await years.one(actor, id);
    return db.selectFrom('contract_years').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  };
  const figures = async (actor: Actor, id: string) => {
    const { year, revisions, closed_on } = await rowOf(actor, id);
    return figuresOf({ ledger, db }, { year, closed: closed_on !== null, revisions, sight: visible(actor) });
  };
  mountKind(app, kernel, years);
  mount(app, getCheckList, async ({ params: { id }, actor }) => {
    const { year, ticks, state } = await rowOf(actor, id);
    const today = kernel.dayOf(await now(kernel.db));
    return checkListOf(db, suspects, { year, ticks, today, judging: state === 'open' });
  });
  mount(app, listLine, async ({ params: { id }, query, actor }) => {
    const { year } = await rowOf(actor, id);
    return contractsBehind(db, suspects, names, { year, ...query, sight: visible(actor) });
  });
  mount(app, getYearFigures, ({ params: { id }, actor }) => figures(actor, id));
  mount(app, getYearSheet, async ({ params: { id }, actor }) => sheetOf(await figures(actor, id), actor, app.say, of.regions));
}

const known: readonly string[] = contractTypes;

function sheetOf(of: YearFigures, { language }: Actor, said: Say, regions: MountingYears['regions']): Attachment {
  const say = (key: string, params?: Record<string, string | number>) => said(language, key, params);
  const place = (id: string | null) => {
    const found = regions.find((one) => one.id === id);
    return found ? textIn(found.name, language) : (id ?? '');
  };
  const type = (key: string) => (known.includes(key) ? say(`contracts:types.${key}`) : say('contractYears:sheet.noType'));
  const row = (section: string, part: string, amounts: Partial<Amounts>): Written => ({ section, part, ...amounts });
  const partsOf = (section: string, figure: YearFigure): Written[] => [
    row(section, say('contractYears:sheet.all'), { ...figure }),
    ...figure.types.map((one) => row(section, type(one.key), one)),
    ...figure.regions.map((one) => row(section, place(one.key), one)),
  ];
  const behind = (section: string, one: YearFigures['laterContracts'][number]): Written => ({
    section,
    part: one.title ?? say('contractYears:figures.others', { count: one.count, place: place(one.region) }),
    number: one.ownNumber,
    place: place(one.region),
    turnover: one.turnover,
  });
  const rows: Written[] = [
    ...(of.asClosed ? partsOf(say('contractYears:figures.asClosed'), of.asClosed) : []),
    ...of.revisions.flatMap((one) => {
      const section = say('contractYears:figures.revision', { n: one.n });
      return [
        ...partsOf(section, one),
        ...one.contracts.map((each) => behind(section, each)),
        row(say('contractYears:figures.after', { n: one.n }), say('contractYears:sheet.all'), one.after),
      ];
    }),
    ...partsOf(say('contractYears:figures.now'), of.now),
    ...of.later.map((one) => row(say('contractYears:figures.later'), String(one.year), one)),
    ...of.laterContracts.map((one) => behind(say('contractYears:figures.later'), one)),
  ];
  const columns = [
    { key: 'section', title: say('contractYears:sheet.section'), width: 22 },
    { key: 'part', title: say('contractYears:sheet.part'), width: 40 },
    { key: 'number', title: say('contracts:ownNumber'), width: 18 },
    { key: 'place', title: say('contractYears:sheet.place'), width: 16 },
    { key: 'turnover', title: say('contractYears:turnover'), kind: 'number' },
    { key: 'technologyTurnover', title: say('contractYears:technologyTurnover'), kind: 'number' },
    { key: 'contractCount', title: say('contractYears:contractCount'), kind: 'number' },
  ] as const;
  const name = say('contractYears:sheet.name', { year: String(of.year) });
  return { attachment: writeSheet(name, columns, rows), type: sheetTypes.xlsx, name: `${name}.xlsx` };
}
