// Parties that hang together or stand in the black list, as others tell it through the port. Never with a person's name: the records say who.
import { compare } from '../../../platform/shared/money.ts';
import type { BlackListing, Relation, Signal, SignalParty, SignalRecord, SignalRules, SignalSubject } from '../../signals.ts';
import { signal } from './making.ts';

export const organizationsOf = (parties: readonly SignalParty[]): string[] => parties.flatMap(({ id }) => id ?? []);
const organization = (id: string): SignalRecord => ({ kind: 'organization', id });

/** One that the parties declared themselves is no signal, unless the tax relief falls away by it. */
export function relatedParties(subject: SignalSubject, relations: readonly Relation[], rules: SignalRules): Signal[] {
  return relations.flatMap(({ how, share, organizations }) => {
    const records = organizations.map(organization);
    if (how === 'representative') return subject.declaredRelated ? [] : [signal(rules, 'relatedParties.representative', records)];
    if (share === null || compare(share, rules.related.share) < 0) return [];
    const wholly = compare(share, '100') >= 0 && (subject.type === 'transfer' || subject.type === 'licence');
    if (subject.declaredRelated && !wholly) return [];
    return [signal(rules, wholly ? 'relatedParties.wholly' : 'relatedParties.ownership', records, { share })];
  });
}

export function blackListed(subject: SignalSubject, listings: readonly BlackListing[], rules: SignalRules): Signal[] {
  const sellers = new Set(organizationsOf(subject.sellers));
  return listings.map(({ organization: id, record, since }) =>
    signal(rules, sellers.has(id) ? 'blackListed.seller' : 'blackListed.buyer', [record, organization(id)], { since }),
  );
}
