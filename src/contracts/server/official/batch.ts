// Batch files for the official system and other takers: the fields of chosen contracts in the order and by the codes of a form, which is data.
import type { FastifyInstance } from 'fastify';
import type { Actor } from '../../../platform/shared/actor.ts';
import { textIn } from '../../../platform/shared/words.ts';
import { sheetTypes, writeSheet, type Written } from '../../../platform/server/documents/sheet.ts';
import { mount } from '../../../platform/server/mount.ts';
import type { Pack } from '../../../platform/server/pack.ts';
import { divided } from '../../amountCells.ts';
import { fields } from '../../contract.ts';
import { codeFor, type FormColumn, type OfficialFile, officialFile, type OfficialForm } from '../../official.ts';
import { getBatch, getBatchPreview, getWays, mostInBatch, unknownForm } from '../../officialRoutes.ts';
import type { CardLine } from '../../papers.ts';
import { linesOf } from '../papers-form.ts';
import type { Contract, Say } from '../papers-said.ts';
import type { Contracts } from '../service.ts';
import { type CreditCodes, withCodes } from '../withCodes.ts';

type With = { pack: Pack; contracts: Pick<Contracts, 'one' | 'list'>; today: () => Promise<string>; creditCodes: CreditCodes };
/** `none`: the target has no code for it. */
type Cell = { value: string | null; none: boolean };

export function mountBatches(app: FastifyInstance, { pack, contracts, today, creditCodes }: With): void {
  const file = pack.read('law/contract-official.json', officialFile);
  const formOf = (code: string | undefined): OfficialForm => {
    const found = code === undefined ? file.forms[0] : file.forms.find((one) => one.code === code);
    if (!found) throw unknownForm();
    return found;
  };
  /** The form is in Chinese, whatever its reader reads. */
  const say: Say = (key, given) => app.say('zh-CN', key, given);
  async function* chosen(actor: Actor, ids: string | undefined): AsyncGenerator<Contract> {
    if (ids !== undefined) {
      for (const id of new Set(ids.split(',')))
        yield* await withCodes([fields.parse(await contracts.one(actor, id))], creditCodes);
      return;
    }
    let count = 0;
    for (let after: string | undefined; count < mostInBatch; ) {
      const page = await contracts.list(actor, { state: 'registered', official: 'no', limit: 200, ...(after ? { after } : {}) });
      const items = page.items.slice(0, mostInBatch - count).map((one) => fields.parse(one));
      yield* await withCodes(items, creditCodes);
      count += page.items.length;
      if (page.next === null) return;
      after = page.next;
    }
  }
  mount(app, getWays, ({ actor: { language } }) => ({
    mode: pack.city.contracts.mode,
    forms: file.forms.map(({ code, name, basis }) => ({
      code,
      name: textIn(name, language),
      basis: textIn(basis.law, language),
      sure: basis.sure,
    })),
  }));
  mount(app, getBatchPreview, async ({ query, actor }) => {
    const form = formOf(query.form);
    const counts = form.columns.map(({ header }) => ({ header, empty: 0, noCounterpart: 0 }));
    let found = 0;
    for await (const one of chosen(actor, query.ids)) {
      found += 1;
      for (const [at, { value, none }] of cellsOf(one, form, { file, say }).entries()) {
        const count = counts[at];
        if (!count) continue;
        if (none) count.noCounterpart += 1;
        else if (value === null) count.empty += 1;
      }
    }
    return { contracts: found, most: mostInBatch, columns: counts };
  });
  mount(app, getBatch, async ({ query, actor }) => {
    const form = formOf(query.form);
    async function* rows(): AsyncGenerator<Written> {
      for await (const one of chosen(actor, query.ids))
        yield Object.fromEntries(cellsOf(one, form, { file, say }).map(({ value }, at) => [String(at), value]));
    }
    const columns = form.columns.map(({ header, from }, at) => ({
      key: String(at),
      title: header,
      width: from === 'title' || from.endsWith('.name') ? 36 : 18,
    }));
    return {
      attachment: writeSheet(form.code, columns, rows()),
      type: sheetTypes.xlsx,
      name: `${form.code} ${await today()}.xlsx`,
    };
  });
}

const empty: Cell = { value: null, none: false };

function cellsOf(one: Contract, form: OfficialForm, { file, say }: { file: OfficialFile; say: Say }): Cell[] {
  const saying = { language: 'zh-CN' as const, say };
  const lines = linesOf(one, { reader: saying, form: saying });
  return form.columns.map((column) => cellOf(one, lines, column, file));
}

function cellOf(
  one: Contract,
  lines: readonly CardLine[],
  { from, write, codes, factor }: FormColumn,
  { codeLists }: OfficialFile,
): Cell {
  if (codes !== undefined) {
    if (one.type === null) return empty;
    const found = codeFor(codeLists[codes]?.codes ?? [], one);
    return found === null ? { value: null, none: true } : { value: write === 'code' ? found.code : found.name.zh, none: false };
  }
  if (from === 'ownNumber') return { value: one.ownNumber, none: false };
  const line = lineOf(lines, from);
  if (!line) return empty;
  const value = write === 'code' ? line.code : line.typed;
  return { value: value !== null && factor !== undefined ? divided(value, factor) : value, none: false };
}

/** `seller.name` is the name of the first seller, `items.type` of all rights the first; other paths are those of the card. */
function lineOf(lines: readonly CardLine[], from: string): CardLine | undefined {
  const [head = '', field] = from.split('.');
  if (head === 'seller' || head === 'buyer')
    return lines.find(({ section, path }) => section === head && path.endsWith(`.${field}`));
  if (head === 'items') return lines.find(({ path }) => path.startsWith('items.') && path.endsWith(`.${field}`));
  return lines.find(({ path }) => path === from);
}
