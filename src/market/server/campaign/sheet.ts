// Records of listings as a sheet in the columns of a campaign's workbook: what the reader sees, as he filtered it; read in again it says the same. Intellectual property and transfer conditions have no column.
import type { FastifyInstance } from 'fastify';
import type { Actor } from '../../../platform/shared/actor.ts';
import { sheetTypes, type Written, writeSheet } from '../../../platform/server/documents/sheet.ts';
import { mount } from '../../../platform/server/mount.ts';
import { doerOf, logged } from '../../../platform/server/securityLog.ts';
import type { Kernel } from '../../../records/server/index.ts';
import { campaignColumns, getListingsSheet } from '../../campaign.ts';
import { type CampaignCells, priceCells } from '../../campaignCells.ts';
import { fields } from '../../listing.ts';
import type { Listings } from '../service.ts';

const atOnce = 200;
const shown = fields.strip();
type Saying = { actor: Actor; cells: CampaignCells; say: (key: string) => string; codes: ReadonlyMap<string, string | null> };
type With = {
  kernel: Kernel;
  listings: Listings;
  cells: CampaignCells;
  /** Credit codes by organization, as far as they are known. */
  codesOf: (ids: readonly string[]) => Promise<ReadonlyMap<string, string | null>>;
};

export function mountListingsSheet(app: FastifyInstance, { kernel, listings, cells, codesOf }: With): void {
  mount(app, getListingsSheet, async ({ query: { format, ...asked }, actor, request }) => {
    const say = (key: string) => app.say(actor.language, key);
    // The first page is read before anything is told: a filter that there is not is refused in words and not in the middle of a file.
    const first = await listings.list(actor, { ...asked, limit: atOnce });
    const detail = Object.fromEntries(
      Object.entries(asked).map(([name, value]) => [name, value === undefined ? null : String(value)]),
    );
    await logged(kernel.db, { ...doerOf(request), event: 'export', object: { kind: 'listing', id: format }, detail });
    const name = say('campaign:sheet');
    const written = campaignColumns
      .filter(({ template }) => template !== false)
      .map(({ field, headers, width }) => ({ key: field, title: say(headers).split('|')[0] ?? field, width: width ?? 18 }));
    const columns = [...written, { key: 'state', title: say('market:state'), width: 14 }];
    const rows = async function* (): AsyncGenerator<Written> {
      for (let page = first; ; ) {
        const items = page.items.map((item) => ({ ...shown.parse(item), state: String(item['state']) }));
        const codes = await codesOf([...new Set(items.map((one) => one.organization.id))]);
        for (const one of items) yield rowOf(one, { actor, cells, say, codes });
        if (page.next === null) return;
        page = await listings.list(actor, { ...asked, limit: atOnce, after: page.next });
      }
    };
    return { attachment: writeSheet(name, columns, rows(), format), type: sheetTypes[format], name: `${name}.${format}` };
  });
}

type Listing = ReturnType<typeof fields.parse> & { state: string };
function rowOf(one: Listing, { actor, cells, say, codes }: Saying): Written {
  const language = actor.language === 'en' ? 'en' : 'zh';
  const word = (list: Parameters<CampaignCells['titleOf']>[0], code: string | null) =>
    code === null ? null : cells.titleOf(list, code, language);
  const between = language === 'en' ? '; ' : '；';
  return {
    firm: one.organization.name,
    creditCode: codes.get(one.organization.id) ?? null,
    side: word('side', one.side),
    sort: word('sort', one.sort),
    title: one.title,
    text: one.text,
    keywords: one.keywords.join(between),
    field: word('field', one.field),
    industry: one.industry,
    cooperation: one.cooperation.map((code) => word('cooperation', code)).join(between),
    maturity: one.maturity,
    demandType: word('demandType', one.demandType),
    ...priceCells(one, say('campaign:openPrice').split('|').at(-1) ?? ''),
    deadline: one.deadline,
    acceptance: one.acceptance,
    confidentiality: word('confidentiality', one.confidentiality),
    anonymous: one.side === 'demand' ? word('answer', one.anonymous ? 'yes' : 'no') : null,
    // What left its draft was said to hold no state secret.
    noSecret: word('answer', one.state === 'draft' ? 'no' : 'yes'),
    state: say(`market:states.${one.state}`),
  };
}
