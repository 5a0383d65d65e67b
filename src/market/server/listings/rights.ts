// Whether a supply may rest on what it says: patent numbers read and compared with those of others, and an offer held against its transfer conditions.
import { oneAtATime } from '../../../platform/server/locks.ts';
import { type Kysely, type QueryExecutorProvider, type RawBuilder, sql } from 'kysely';
import { type Actor } from '../../../platform/shared/actor.ts';
import { refusal, wrongField } from '../../../platform/shared/errors.ts';
import { textIn } from '../../../platform/shared/words.ts';
import type { Pack } from '../../../platform/server/pack.ts';
import { evaluate, loadRules, rulesInForce } from '../../../rules/server/index.ts';
import { masked } from '../../contacts.ts';
import { readPatentNumber } from '../../patentNumber.ts';
import { factsOf, type IpItem, patentKinds, transferFacts, transferRules, type TransferConditions } from '../../rights.ts';
import type { MarketTables } from '../tables.ts';

export const conditionsMissing = refusal('listing.conditionsMissing', 422, 'market:refusals.conditionsMissing');

/** Items as they are kept: numbers as the office writes them. Refused with the reason where a number cannot be. */
export function soundItems(items: readonly IpItem[], today: string): IpItem[] {
  return items.map((item, at) => {
    const title = masked(item.title);
    if (!patentKinds.includes(item.kind) || item.number === null) return { ...item, title };
    const read = readPatentNumber(item.number, today);
    const path = `ipItems.${at}.number`;
    if (!read.ok) throw wrongField(path, read.code, `market:patent.${read.code}`, { number: item.number });
    if (read.kind !== null && read.kind !== item.kind)
      throw wrongField(`ipItems.${at}.kind`, 'kindDiffers', 'market:patent.kindDiffers', { number: read.number });
    return { ...item, number: read.number, title };
  });
}

type Offer = { cooperation: readonly string[]; price: string; transfer: TransferConditions | null };
export type Contradicts = (of: Offer, today: string, actor: Actor) => void;
/** Reads the rules once; the first that an offer contradicts refuses it, with its clause. */
export function openTransferRules(pack: Pack): Contradicts {
  const all = pack.read('law/market/transfer-rules.json', transferRules);
  const compiled = loadRules(
    all.map(({ rule }) => rule),
    transferFacts,
  );
  return ({ transfer, ...offer }, today, { language }) => {
    if (transfer === null) return;
    const facts = factsOf(transfer, offer, today);
    for (const one of rulesInForce(compiled, today, pack.city.jurisdiction)) {
      if (evaluate(one, facts).verdict !== false) continue;
      const { code, name, basis } = one.rule;
      const path = all.find(({ rule }) => rule.code === code)?.path ?? '';
      const said = { rule: textIn(name, language), law: textIn(basis.law, language), article: basis.article ?? '' };
      const words = basis.article === undefined ? 'market:refusals.contradictsLaw' : 'market:refusals.contradicts';
      throw wrongField(path, code.split('.').at(-1) ?? code, words, said);
    }
  };
}

type Elsewhere = { title: string; name: string; published: boolean };
type Of = { items: readonly IpItem[]; organization: string; oneWith: (id: string) => RawBuilder<unknown> };
/**
 * A number that another organization lists as its own is refused with where it stands; who holds it with others, or offers it for its
 * owner, says so. `locked`: nobody publishes the same at the same moment.
 */
export async function notElsewhere(
  tx: Kysely<MarketTables>,
  { items, organization, oneWith }: Of,
  locked = false,
): Promise<void> {
  for (const [at, { kind, number, holder }] of items.entries()) {
    if (number === null || !patentKinds.includes(kind)) continue;
    const bare = number.replace(/^ZL/, '');
    if (locked) await oneAtATime(tx, 'listing patent', bare);
    if (holder === 'entrusted') continue;
    const held = holder === 'own' ? ['own', 'joint'] : ['own'];
    const asked = [bare, `ZL${bare}`].flatMap((one) => held.map((by) => JSON.stringify([{ number: one, holder: by }])));
    const { rows } = await sql<Elsewhere>`
      select l.title, o.name, l.state <> 'expired' as published from listings l join organizations o on o.id = l.organization
      where l.ip_items <> '[]' and l.ip_items @> any(${asked}::jsonb[]) and l.state in ('published', 'inNegotiation', 'expired')
        and l.organization not in (${oneWith(organization)}) limit 1`.execute(tx);
    const [other] = rows;
    if (!other) continue;
    const words = other.published ? 'market:patent.elsewhere' : 'market:patent.elsewhereExpired';
    throw wrongField(`ipItems.${at}.number`, 'elsewhere', words, { number, organization: other.name, title: other.title });
  }
}

/** Whether it is a public institute: a university or research institute, or an institution by its credit code (12). */
export async function isPublicInstitute(on: QueryExecutorProvider, organization: string): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`
    select coalesce(kind in ('university', 'rdInstitution'), false) or coalesce(credit_code like '12%', false) as found
    from organizations where id = ${organization}`.execute(on);
  return rows[0]?.found ?? false;
}
