// What statistics tell: whoever entered or changed a value reads what became of it; officers read of each release. Pure.
import type { ActionOf } from '../records/lifecycle.ts';
import type { Tell } from '../records/tells.ts';
import type { life as figureLife } from './reportedFigure.ts';
import type { life as listingLife } from './listing.ts';
import type { life as returnLife } from './statisticalReturn.ts';
import type { life as releaseLife } from './release.ts';

export const figureTells: readonly Tell<ActionOf<typeof figureLife>, unknown>[] = [
  {
    after: 'amend',
    to: ['whoActed', { roles: ['districtOfficer'] }],
    topic: 'figures',
    words: 'statistics:tells.amended',
  },
  { after: 'confirm', to: ['whoActed'], topic: 'figures', words: 'statistics:tells.confirmed' },
  { after: 'sendBack', to: ['whoActed'], topic: 'figures', words: 'statistics:tells.sentBack' },
  { after: 'decline', to: ['whoActed'], topic: 'figures', words: 'statistics:tells.declined' },
  {
    after: 'void',
    to: ['whoActed', { roles: ['districtOfficer'] }],
    topic: 'figures',
    words: 'statistics:tells.voided',
  },
];

export const releaseTells: readonly Tell<ActionOf<typeof releaseLife>, unknown>[] = [
  {
    after: 'create',
    to: [{ roles: ['bureauOfficer', 'districtOfficer'], everywhere: true }],
    topic: 'releases',
    words: 'releases:tells.published',
  },
];

/** An organization reads whether it stands on the list, its district as well. */
export const listingTells: readonly Tell<ActionOf<typeof listingLife>, unknown>[] = (
  ['create', 'delist', 'undoDelist', 'void'] as const
).map((after) => ({
  after,
  to: [{ organization: 'members' }, { roles: ['districtOfficer'] }],
  topic: 'aboveScale',
  words: `listings:tells.${after}`,
}));

/** A respondent reads what is asked of him and what became of it; the bureau that accepted figures are to be put right. */
export const returnTells: readonly Tell<ActionOf<typeof returnLife>, unknown>[] = [
  ...(['create', 'remind', 'sendBack', 'reopen', 'acceptAmendment', 'declineAmendment', 'void'] as const).map((after) => ({
    after,
    to: [{ organization: 'members' as const }],
    topic: 'returns' as const,
    words: `returns:tells.${after}` as const,
  })),
  { after: 'amend', to: [{ roles: ['bureauOfficer', 'districtOfficer'] }], topic: 'returns', words: 'returns:tells.amend' },
];
