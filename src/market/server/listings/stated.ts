// What is stated of a listing, as it is kept: judged by its sort, contact data taken out, amounts exact, prints beside it. Between the form and the columns; no record is read here.
import type { Selectable } from 'kysely';
import type { Actor } from '../../../platform/shared/actor.ts';
import { wrongField } from '../../../platform/shared/errors.ts';
import { scaled } from '../../../platform/shared/money.ts';
import { industry } from '../../../organizations/classification.ts';
import { faultOf, type ListingSort, type Stated } from '../../listing.ts';
import { findingsOf } from '../../listingPrice.ts';
import { withoutContacts } from '../../openTexts.ts';
import type { PriceLimits } from '../../prices.ts';
import { printsOf } from '../../prints.ts';
import type { Listings as Table } from '../tables.ts';
import { type Contradicts, soundItems } from './rights.ts';

type Row = Selectable<Table>;
export type Partly<T> = { [K in keyof T]?: T[K] | undefined };

export const statedOf = (
  row: Omit<Row, 'id' | 'state' | 'version' | 'created' | 'recorded_at' | 'hidden' | 'prints' | 'venue_operator'>,
): Stated => ({
  title: row.title,
  text: row.text,
  keywords: row.keywords,
  field: row.field,
  industry: row.industry,
  cooperation: row.cooperation,
  maturity: row.maturity,
  demandType: row.demand_type,
  price: row.price,
  priceLow: row.price_low,
  priceHigh: row.price_high,
  deadline: row.deadline,
  acceptance: row.acceptance,
  confidentiality: row.confidentiality,
  ipItems: row.ip_items,
  transfer: row.transfer,
  venue: row.venue,
});

export const past = (on: string, today: string) => wrongField('deadline', 'past', 'market:refusals.past', { on, today });

type Around = {
  today: string;
  limits: PriceLimits;
  contradicts: Contradicts;
  actor: Actor;
  before: Pick<Row, 'deadline' | 'hidden'> | null;
};
/** What is stated, once it can be of its sort; a deadline lies ahead when it is said. */
export function sound(
  of: Stated & { sort: ListingSort; anonymous: boolean },
  { today, limits, contradicts, actor, before }: Around,
) {
  const fault = faultOf(of);
  if (fault) throw wrongField(fault.path, fault.code, `market:refusals.${fault.code}`);
  const price = findingsOf(of, limits).find(({ level }) => level === 'wrong');
  if (price) throw wrongField(price.path, price.code, `market:price.${price.code}`, { limit: price.limit ?? '' });
  if (of.industry !== null && industry(of.industry) === null)
    throw wrongField('industry', 'unknown', 'market:refusals.industry', { industry: of.industry });
  if (of.deadline !== null && of.deadline !== (before?.deadline ?? null) && of.deadline < today) throw past(of.deadline, today);
  contradicts(of, today, actor);
  const exact = (amount: string | null) => (amount === null ? null : scaled(amount, 2));
  const open = withoutContacts(of, before?.hidden);
  return {
    ...open,
    prints: printsOf({ ...open, confidentiality: of.confidentiality }),
    field: of.field,
    industry: of.industry,
    cooperation: of.cooperation,
    maturity: of.maturity,
    demand_type: of.demandType,
    price: of.price,
    price_low: exact(of.priceLow),
    price_high: exact(of.priceHigh),
    deadline: of.deadline,
    confidentiality: of.confidentiality,
    ip_items: soundItems(of.ipItems, today),
    transfer: of.transfer,
  };
}

/** As it stands with what is said anew. */
export function changed(record: Row, input: Partly<Stated>, around: Omit<Around, 'before'>) {
  const said = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)) as Partial<Stated>;
  const { sort, anonymous } = record;
  return sound({ ...statedOf(record), ...said, sort, anonymous }, { ...around, before: record });
}
