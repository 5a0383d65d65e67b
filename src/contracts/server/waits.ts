// What contracts wait for: acceptance, a decision within its term, a second registrar, the seller's supplement.
import { type Selectable, sql } from 'kysely';
import { sameHands } from '../../platform/shared/actor.ts';
import type { WaitOf } from '../../records/server/index.ts';
import type { life } from '../contract.ts';
import type { LaneFile } from '../lanes.ts';
import { inCharge, inSpotCheck } from './in-charge.ts';
import type { Contracts } from './tables.ts';

type Row = Selectable<Contracts>;

const hasOpinion = (row: Row): boolean => (row.expert_reviews.at(-1)?.opinion ?? null) !== null;

/** The term of a large contract holds for whatever experts were asked about (draft of 2024, art. 14). */
function withExperts(within: { days: number; kind: 'working' }): WaitOf<Row, typeof life>[] {
  const of = {
    states: ['expertReview'],
    since: (row: Row) => row.accepted_on,
    region: (row: Row) => row.region,
    within,
    mine: inCharge,
  } as const;
  return [
    { ...of, for: 'recordOpinion', words: 'contracts:waits.opinion', when: (row) => !hasOpinion(row) },
    {
      ...of,
      for: 'register',
      words: 'contracts:waits.register',
      when: hasOpinion,
      whose: (actor, row) => !sameHands(actor, row.reviewed_by, row.reviewed_for),
    },
  ];
}

export function waitsOf(terms: LaneFile['terms']): WaitOf<Row, typeof life>[] {
  const region = (row: Row) => row.region;
  const since = (row: Row) => row.accepted_on;
  const within = (days: number) => ({ days, kind: 'working' as const });
  /** On the desks of the registry in charge. */
  const mine = inCharge;
  const decided = { for: 'register', words: 'contracts:waits.register', since, region, mine } as const;
  return [
    { states: ['submitted'], for: 'accept', words: 'contracts:waits.accept', since: (row) => row.submitted_on, region, mine },
    {
      states: ['sentBack'],
      for: 'supplement',
      words: 'contracts:waits.supplement',
      since: (row) => row.sent_back_on,
      within: within(terms.sentBack),
      region,
    },
    {
      states: ['accepted'],
      for: 'review',
      words: 'contracts:waits.review',
      since,
      within: within(terms.usual),
      when: (row) => row.second_review,
      region,
      mine,
    },
    { ...decided, states: ['accepted'], within: within(terms.usual), when: (row) => !row.second_review },
    {
      ...decided,
      states: ['reviewed'],
      words: 'contracts:waits.secondReview',
      within: within(terms.long),
      whose: (actor, row) => !sameHands(actor, row.reviewed_by, row.reviewed_for),
    },
    ...withExperts(within(terms.long)),
    {
      states: ['registered', 'cancelled', 'revoked'],
      for: 'spotCheck',
      words: 'contracts:waits.spotCheck',
      region,
      among: () => sql<boolean>`spot_check is not null and spot_check ->> 'finding' is null`,
      mine: inSpotCheck,
    },
  ];
}
