// The receipts of one contract as a sheet: what was due, what came in, the technical income in it. Given to who sees the contract.
import type { FastifyInstance } from 'fastify';
import { sheetTypes, writeSheet, type Written } from '../../platform/server/documents/sheet.ts';
import { type Attachment, mount } from '../../platform/server/mount.ts';
import { bannerOf, type Kernel, now } from '../../records/server/index.ts';
import { fields } from '../contract.ts';
import { getReceiptsSheet } from '../receipts.ts';
import type { Contracts } from './service.ts';

export function mountReceiptsSheet(app: FastifyInstance, kernel: Kernel, contracts: Contracts): void {
  mount(app, getReceiptsSheet, async ({ params: { id }, actor }): Promise<Attachment> => {
    const one = fields.parse(await contracts.one(actor, id));
    const say = (key: string, given?: Record<string, string | number>) => app.say(actor.language, key, given);
    const banner = bannerOf(kernel, app.say, actor);
    const name = say('contracts:receipts.title');
    const rows: Written[] = [
      ...one.receipts.map((each) => ({
        number: String(each.number),
        on: each.on,
        instalment: each.instalment === null ? null : String(each.instalment),
        dueOn: one.dues.find((due) => due.number === each.instalment)?.on ?? null,
        amount: each.voided === null ? each.amount : null,
        income: each.voided === null ? each.income : null,
        note: each.voided === null ? each.note : say('contracts:receipts.voided', { reason: each.voided }),
      })),
      { on: say('contracts:receipts.received'), amount: one.received, income: one.technicalIncome },
      ...one.confirmations.map(({ through, on, receipts, income }) => ({
        note: say('contracts:receipts.confirmed', { day: on, through, receipts, income }),
      })),
      { note: say('contracts:receipts.how') },
      ...(banner === null ? [] : [{ note: banner }]),
    ];
    const columns = [
      { key: 'number', title: say('contracts:receipt.number'), width: 8 },
      { key: 'on', title: say('contracts:receipt.on'), width: 14 },
      { key: 'instalment', title: say('contracts:receipt.instalment'), width: 10 },
      { key: 'dueOn', title: say('contracts:receipt.due'), width: 14 },
      { key: 'amount', title: say('contracts:receipt.amount'), kind: 'number' },
      { key: 'income', title: say('contracts:receipt.income'), kind: 'number' },
      { key: 'note', title: say('contracts:receipt.note'), width: 60 },
    ] as const;
    const today = kernel.dayOf(await now(kernel.db));
    return { attachment: writeSheet(name, columns, rows), type: sheetTypes.xlsx, name: `${name} ${one.title} ${today}.xlsx` };
  });
}
