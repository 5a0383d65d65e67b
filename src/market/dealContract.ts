// What a contract draft says from a deal: parties, type, amount, payment, term, rights, codes. Nothing is typed twice; what neither knows stays open. Pure.
import { ContractInput } from '../contracts/contract.ts';
import type { ContractType, Subtype } from '../contracts/terms.ts';
import type { z } from 'zod';
import type { ListingSort, Stated } from './listing.ts';
import type { Offer } from './dealOffer.ts';

/** Type of contract by the mode of cooperation of the province's codes (market-codes.json); modes that make none are left open. */
const typeOf: Readonly<Record<string, ContractType>> = {
  '01': 'transfer',
  '02': 'licence',
  '03': 'development',
  '06': 'consulting',
  '07': 'service',
};
const transferOf: Partial<Record<ListingSort, Subtype>> = { patent: 'patent', knowHow: 'technicalSecret' };
const licenceOf: Partial<Record<ListingSort, Subtype>> = { patent: 'patentLicence', knowHow: 'technicalSecretLicence' };
const subtypeOf = (type: ContractType | null, sort: ListingSort): Subtype | null => {
  if (type === 'transfer') return transferOf[sort] ?? null;
  if (type === 'licence') return licenceOf[sort] ?? null;
  return type === 'development' ? 'joint' : null;
};

type Listed = Pick<Stated, 'field' | 'industry'> & { title: string; sort: ListingSort };
/** `taker`: the organization that takes the technology; who gives it makes the draft, and is its seller. */
export function contractOf(listing: Listed, agreed: Offer, taker: string): z.output<typeof ContractInput> {
  const type = typeOf[agreed.cooperation] ?? null;
  return ContractInput.parse({
    title: listing.title,
    type,
    subtype: subtypeOf(type, listing.sort),
    parties: [{ role: 'buyer', organization: taker }],
    validFrom: agreed.validFrom,
    validTo: agreed.validTo,
    amount: agreed.amount,
    paymentMode: agreed.paymentMode,
    schedule: agreed.schedule,
    royalty: agreed.royalty,
    items: agreed.items,
    technologyField: listing.field,
    industry: listing.industry,
  });
}
