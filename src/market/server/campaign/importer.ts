// A campaign's workbook, row by row: whose it is, what can be read, what is like it already, and whether its owner can be asked at once. Writes nothing.
import { createHash } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import { type Actor, hasRole } from '../../../platform/shared/actor.ts';
import { Refusal } from '../../../platform/shared/errors.ts';
import { formErrors } from '../../../platform/server/form.ts';
import type { Pack } from '../../../platform/server/pack.ts';
import { given } from '../../../organizations/importCells.ts';
import type { Organizations } from '../../../organizations/server/index.ts';
import {
  type ImportContext,
  type Importer,
  type ImportRow,
  type Judgement,
  refused,
  type Said,
  saidOf,
} from '../../../records/import.ts';
import { managerOf } from '../../../people/server/index.ts';
import { campaignColumns, campaignImporters } from '../../campaign.ts';
import { openCampaignCells, type Values, type WordsOf } from '../../campaignCells.ts';
import { mask } from '../../contacts.ts';
import { EnteredInput, ripening } from '../../listing.ts';
import { bandsOf, piecesOf } from '../../nearDuplicates.ts';
import { openTextOf } from '../../prints.ts';
import { priceLimits } from '../../prices.ts';
import { isPublicInstitute, notElsewhere, openTransferRules } from '../listings/rights.ts';
import { similarTo } from '../listings/similar.ts';
import { sound } from '../listings/stated.ts';
import { accountOf } from '../brokering/managers.ts';
import { openVenuesOf, serves } from '../entering.ts';
import { ownOf } from '../owning.ts';
import { visibleTo } from '../service.ts';
import type { MarketTables } from '../tables.ts';

export type CampaignImporting = {
  db: Kysely<MarketTables>;
  pack: Pack;
  organizations: Organizations;
  /** Organizations by a credit code or an exact name: the ids that each can mean. */
  operators: (said: readonly string[]) => Promise<ReadonlyMap<string, readonly string[]>>;
  words: WordsOf;
};
type Called = { code: string | null; name: string | null };
type Firm = { id: string; region: string | null };
type Entered = ReturnType<typeof EnteredInput.parse>;
type Read = { firm: Firm; input: Entered & { organization: string }; said: Said[] };

const isCode = (cell: string): boolean => /^[0-9A-Z]{18}$/.test(cell.toUpperCase());
/** By code, by name, or by a code that stands in the column of names. */
function calledIn(values: Values): Called {
  const [name, code] = [given(values, 'firm'), given(values, 'creditCode')];
  return code === null && name !== null && isCode(name) ? { code: name.toUpperCase(), name: null } : { code, name };
}

export function campaignImporter(of: CampaignImporting): Importer {
  const cells = openCampaignCells(of.words);
  const rules = { limits: of.pack.read('law/market/price-limits.json', priceLimits), contradicts: openTransferRules(of.pack) };
  const sight = visibleTo(of.organizations);

  async function judge(rows: readonly ImportRow[], { actor, day: today }: ImportContext): Promise<Judgement[]> {
    const entering = await enteringOf(of, actor, today);
    const called = rows.map(({ values }) => calledIn(values));
    const found = await of.operators([...new Set(called.flatMap(({ code, name }) => [code ?? [], name ?? []].flat()))]);
    const venues = await venuesCalled(
      of.db,
      rows.map(({ values }) => given(values, 'venue')),
    );
    const firms = await of.organizations.survivors(of.db, [...new Set([...found.values()].flat())]);
    const reads = rows.map(({ values }, at): Read | Judgement => {
      const through = venueIn(given(values, 'venue'), venues);
      const venue = typeof through === 'string' ? through : null;
      const firm = firmOf(called[at] ?? { code: null, name: null }, { found, firms, entering, venue });
      const { input, said } = cells.read(values);
      const whose = [...('words' in firm ? [firm] : []), ...(typeof through === 'object' && through !== null ? [through] : [])];
      const checked = soundInput({ ...input, venue, organization: 'words' in firm ? null : firm.id }, said, {
        ...rules,
        today,
        actor,
      });
      if (whose.length > 0 || 'verdict' in checked || 'words' in firm)
        return refused([...whose, ...('verdict' in checked ? checked.said : [])]);
      return { firm, ...checked, input: { ...checked.input, organization: firm.id } };
    });
    const own = await ownListings(
      of.db,
      reads.flatMap((one) => ('firm' in one ? [one.firm.id] : [])),
    );
    const judged: Judgement[] = [];
    for (const one of reads)
      judged.push('firm' in one ? await compared(of, one, { own, sight: sight(actor), reviews: entering.reviews }) : one);
    return judged;
  }
  return { columns: campaignColumns, importers: campaignImporters, judge, likeRow: 'campaign:said.likeRow', mostRows: 2000 };
}

/** For which firms the actor may enter, why not for another, and whether he reviews what he enters: a technology manager's rows are drafts. */
type Entering = { whyNot: (firm: Firm, venue: string | null) => Said | null; reviews: boolean };
const notYours: Said = { words: 'records:import.said.notYours', field: 'firm' };
async function enteringOf(
  { db, organizations: { pack } }: Pick<CampaignImporting, 'db' | 'organizations'>,
  actor: Actor,
  today: string,
): Promise<Entering> {
  const none: Entering = { whyNot: () => notYours, reviews: false };
  if (hasRole(actor, 'bureauOfficer')) return { whyNot: () => null, reviews: true };
  if (hasRole(actor, 'districtOfficer'))
    return { whyNot: (firm) => (firm.region === actor.region ? null : notYours), reviews: true };
  const own = ownOf(actor);
  if (accountOf(actor) !== null) {
    const manager = await managerOf(db, accountOf(actor) ?? '', today);
    return manager?.active ? { whyNot: (firm) => (firm.id === own ? notYours : null), reviews: false } : none;
  }
  const venues = own === null ? [] : await openVenuesOf(db, own);
  if (own === null || venues.length === 0) return none;
  const whyNot = (firm: Firm, said: string | null): Said | null => {
    if (firm.id === own) return notYours;
    if (said === null && venues.length > 1) return { words: 'market:refusals.whichVenue', field: 'venue' };
    const venue = said === null ? venues[0] : venues.find((one) => one.id === said);
    if (!venue) return { words: 'market:refusals.notYourVenue', field: 'venue' };
    if (serves(venue, firm.region, pack.regions)) return null;
    return { words: 'market:refusals.outsideTerritory', field: 'firm', params: { venue: venue.name } };
  };
  return { whyNot, reviews: true };
}

type CalledVenue = { id: string; name: string };
/** Open venues by a name or an id. */
async function venuesCalled(db: Kysely<MarketTables>, said: readonly (string | null)[]): Promise<CalledVenue[]> {
  const asked = [...new Set(said.flatMap((one) => one ?? []))];
  if (asked.length === 0) return [];
  const { rows } = await sql<CalledVenue>`select id, name from venues where state = 'open'
    and (name = any(${asked}::text[]) or id::text = any(${asked}::text[])) order by id`.execute(db);
  return rows;
}
function venueIn(cell: string | null, known: readonly CalledVenue[]): string | Said | null {
  if (cell === null) return null;
  const found = known.filter(({ id, name }) => name === cell || id === cell.toLowerCase());
  const [only] = found;
  if (only === undefined) return { words: 'campaign:said.venue', field: 'venue', params: { value: cell } };
  return found.length > 1 ? { words: 'campaign:said.venueOfSeveral', field: 'venue', params: { value: cell } } : only.id;
}

type Around = {
  found: ReadonlyMap<string, readonly string[]>;
  firms: ReadonlyMap<string, Firm>;
  entering: Entering;
  venue: string | null;
};
/** The firm that a row means, in the charge of who imports; or why there is none. */
function firmOf({ code, name }: Called, { found, firms, entering, venue }: Around): Firm | Said {
  const value = name ?? code;
  if (value === null) return { words: 'campaign:said.noFirm', field: 'firm' };
  const [byCode, byName] = [idsOf(code, found, firms), idsOf(name, found, firms)];
  if (code !== null && byCode.length === 0 && byName.length > 0)
    return { words: 'campaign:said.codeOtherwise', field: 'creditCode', params: { value: code, name: name ?? '' } };
  const ids = byCode.length > 0 ? byCode : byName;
  const [only] = ids;
  if (only === undefined)
    return { words: 'campaign:said.unknownFirm', field: name === null ? 'creditCode' : 'firm', params: { value } };
  if (ids.length > 1) return { words: 'records:import.said.ambiguous', field: 'firm', params: { names: value } };
  if (byName.length > 0 && !byName.includes(only))
    return { words: 'campaign:said.codeOtherwise', field: 'creditCode', params: { value: code ?? '', name: name ?? '' } };
  const firm = firms.get(only);
  if (!firm) return { words: 'campaign:said.unknownFirm', field: 'firm', params: { value } };
  return entering.whyNot(firm, venue) ?? firm;
}
const idsOf = (said: string | null, found: Around['found'], firms: Around['firms']): string[] =>
  said === null ? [] : [...new Set((found.get(said) ?? []).map((id) => firms.get(id)?.id ?? id))];

type Rules = Omit<Parameters<typeof sound>[1], 'before'>;
/** By the same schema and the same checks as the form. */
function soundInput(input: Record<string, unknown>, said: Said[], rules: Rules): { input: Entered; said: Said[] } | Judgement {
  const given = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== null && value !== ''));
  const parsed = EnteredInput.safeParse(given);
  const isTold = (path: string): boolean => said.some(({ field }) => field === path);
  if (!parsed.success) {
    const errors = formErrors(parsed.error, EnteredInput, given).filter(({ path }) => !isTold(columnOf(path)));
    return refused([...said, ...saidOf(errors, columnOf)]);
  }
  if (said.length > 0) return refused(said);
  try {
    sound(parsed.data, { ...rules, before: null });
    const open = [parsed.data.title, parsed.data.text, parsed.data.acceptance ?? '', ...parsed.data.keywords];
    return { input: parsed.data, said: open.some((one) => one.includes(mask)) ? [{ words: 'campaign:said.masked' }] : [] };
  } catch (fault) {
    if (!(fault instanceof Refusal)) throw fault;
    return refused(fault.errors.length > 0 ? saidOf(fault.errors, columnOf) : [{ words: fault.words, params: fault.params }]);
  }
}
function columnOf(path: string): string {
  const [first = ''] = path.split('.');
  return first === 'priceLow' ? 'budgetLowWan' : first === 'priceHigh' ? 'budgetHighWan' : first;
}

type There = { id: string; organization: string; title: string; text: string };
async function ownListings(db: Kysely<MarketTables>, ids: readonly string[]): Promise<There[]> {
  const { rows } = await sql<There>`select id, organization, title, text from listings
    where organization = any(${[...new Set(ids)]}::uuid[]) and state not in ('closed', 'withdrawn', 'voided')`.execute(db);
  return rows;
}

const refusalOf = (fault: unknown): Refusal => {
  if (fault instanceof Refusal) return fault;
  throw fault;
};
type Beside = { own: readonly There[]; sight: Parameters<typeof similarTo>[2]; reviews: boolean };

const matchOf = ({ id, title }: { id: string; title: string }, value = title) => ({
  id,
  row: null,
  title,
  fields: [{ field: 'title', value }],
});

/** Against what is there: the same again is left out, what is nearly the same is shown; then its owner is asked, or a draft is kept. */
async function compared(
  { db, organizations }: CampaignImporting,
  { firm, input, said }: Read,
  { own, sight, reviews }: Beside,
): Promise<Judgement> {
  const mine = own.filter((one) => one.organization === firm.id && one.title === input.title);
  const same = mine.find((one) => one.text === input.text);
  if (same) return { ...refused([{ words: 'records:import.said.same' }], matchOf(same)), verdict: 'duplicate' };
  const elsewhere = await notElsewhere(db, { items: input.ipItems, organization: firm.id, oneWith: organizations.oneWith }).then(
    () => null,
    refusalOf,
  );
  if (elsewhere) return refused(saidOf(elsewhere.errors, columnOf));
  const printed = { ...input, text: input.text, acceptance: input.acceptance };
  const near = (await similarTo(printed, null, sight, { db, organizations })).find((one) => one.near);
  const like = mine[0] ?? near;
  const missing = ripening.includes(input.sort) && input.transfer === null && (await isPublicInstitute(db, firm.id));
  const asked = input.noSecret && !missing && reviews;
  const { noSecret: _word, ...draft } = input;
  const next: Said = { words: nextWords({ asked, missing, reviews }) };
  const key = `listing ${firm.id} ${createHash('sha256').update(`${input.title}\n${input.text}`).digest('hex')}`;
  const bands = bandsOf(piecesOf(openTextOf(printed))).map((band, at) => `near ${at} ${band}`);
  const fields = Object.fromEntries([key, ...bands].map((one) => [one, { field: 'title', value: input.title }]));
  return {
    verdict: 'create',
    said: [next, ...(like ? [nearSaid(like, mine.length > 0)] : []), ...said],
    match: like ? matchOf(like) : null,
    calls: [asked ? { action: 'enter', input } : { action: 'create', input: draft }],
    keys: [key],
    near: bands,
    fields,
  };
}
const nextWords = ({ asked, missing, reviews }: { asked: boolean; missing: boolean; reviews: boolean }) => {
  if (asked) return 'campaign:said.toConfirm';
  if (missing) return 'campaign:said.conditions';
  return reviews ? 'campaign:said.draft' : 'campaign:said.draftOfManager';
};
const nearSaid = ({ title }: { title: string }, own: boolean): Said => ({
  words: own ? 'campaign:said.ownTitle' : 'campaign:said.near',
  params: { title },
});
