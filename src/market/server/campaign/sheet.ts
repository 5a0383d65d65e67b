// Records of listings as a sheet in the columns of a campaign's workbook: what the reader sees, as he filtered it; read in again it says the same.
import type { FastifyInstance } from 'fastify';
import type { Actor } from '../../../platform/shared/actor.ts';
import type { Written } from '../../../platform/server/documents/sheet.ts';
import { mount } from '../../../platform/server/mount.ts';
import { type Kernel, listSheet } from '../../../records/server/index.ts';
import { campaignColumns, getListingsSheet } from '../../campaign.ts';
import { type CampaignCells, priceCells } from '../../campaignCells.ts';
import { fields } from '../../listing.ts';
import type { Listings } from '../service.ts';

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
    const name = say('campaign:sheet');
    const written = campaignColumns
      .filter(({ template }) => template !== false)
      .map(({ field, headers, width }) => ({ key: field, title: say(headers).split('|')[0] ?? field, width: width ?? 18 }));
    const columns = [...written, { key: 'state', title: say('market:state'), width: 14 }];
    const rows = async (found: readonly Record<string, unknown>[]) => {
      const items = found.map((item) => ({ ...shown.parse(item), state: String(item['state']) }));
      const codes = await codesOf([...new Set(items.map((one) => one.organization.id))]);
      return items.map((one) => rowOf(one, { actor, cells, say, codes }));
    };
    return listSheet(kernel, { actor, request }, { kind: 'listing', list: listings.list, asked, format, name, columns, rows });
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
    ipItems: cells.rights.itemsCell(one.ipItems, language),
    transfer: cells.rights.conditionsCell(one.transfer, language),
    venue: one.venue?.name ?? null,
    // What left its draft was said to hold no state secret.
    noSecret: word('answer', one.state === 'draft' ? 'no' : 'yes'),
    state: say(`market:states.${one.state}`),
  };
}
