// What a registrar would still miss in a contract, by field: told while it is filled in, and it blocks nothing. Depends on the type. Pure.
import { asked, needed } from './fieldsOf.ts';
import type { Terms } from './terms.ts';

type Said = Terms & { hasText: boolean };

/** Paths of `terms`, in the order of the form. */
export function missingIn(of: Said): string[] {
  const found: string[] = [];
  const need = (path: string, there: boolean) => {
    if (!there) found.push(path);
  };
  need('type', of.type !== null);
  need('subtype', !needed('subtype', of) || of.subtype !== null);
  need(
    'parties.buyer',
    of.parties.some((one) => one.role === 'buyer'),
  );
  need('signedOn', of.signedOn !== null);
  need('validFrom', of.validFrom !== null);
  need('validTo', of.validTo !== null);
  const isRoyalty = of.paymentMode === 'royalty' || of.paymentMode === 'royaltyWithEntryFee';
  need('amount', of.amount !== null || isRoyalty);
  need('paymentMode', of.paymentMode !== null);
  need('royalty', !needed('royalty', of) || of.royalty !== null);
  for (const field of ['newInput', 'newOutput', 'trainees', 'mainContract'] as const)
    need(field, !needed(field, of) || of[field] !== null);
  need('intermediaryFee', !asked('intermediaryFee', of) || of.intermediaryFee !== null);
  need('technologyField', of.technologyField !== null);
  need('objective', of.objective !== null);
  need('industry', of.industry !== null);
  // A right that moves or is licensed is named with its number (rule text, art. 9 and 10).
  need('items', !needed('items', of) || of.items.some((one) => one.type !== 'none'));
  need('costs', of.amount === null || of.technologyAmount === null || of.technologyAmount === of.amount || of.costs.length > 0);
  for (const [at, one] of of.parties.entries()) need(`parties.${at}.authorised`, one.internalBody === null || one.authorised);
  need('text', of.hasText);
  return found;
}
