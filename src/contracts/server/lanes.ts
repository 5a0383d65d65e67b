// The lane of a contract, asked of the jurisdiction's rules on the day of acceptance, and the terms that follow.
import type { Pack } from '../../platform/server/pack.ts';
import { fen } from '../../platform/shared/money.ts';
import { evaluate, loadRules, rulesInForce } from '../../rules/server/index.ts';
import { laneFacts, laneFile } from '../lanes.ts';
import type { Terms } from '../terms.ts';

export type Lane = { secondReview: boolean; large: boolean };
export type Lanes = ReturnType<typeof openLanes>;

/** Reads the rules once. Throws `PackError`, or a refusal that names every mistake. */
export function openLanes(pack: Pack) {
  const { terms, rules: all } = pack.read('law/contract-lanes.json', laneFile);
  const laneOf = new Map(all.map((one) => [one.rule.code, one.lane]));
  const compiled = loadRules(
    all.map((one) => one.rule),
    laneFacts,
  );
  return {
    terms,
    on: (day: string, of: Pick<Terms, 'amount' | 'technologyAmount' | 'type' | 'crossing'>): Lane => {
      // An amount that is not known yet is unknown to the rules, not nothing.
      const contract = {
        ...(of.amount === null ? {} : { amount: fen(of.amount) }),
        ...(of.technologyAmount === null ? {} : { technologyAmount: fen(of.technologyAmount) }),
        ...(of.type === null ? {} : { type: of.type }),
        crossing: of.crossing,
      };
      const holds = (lane: string) =>
        rulesInForce(compiled, day, pack.city.jurisdiction).some(
          (one) => laneOf.get(one.rule.code) === lane && evaluate(one, { contract }).verdict === true,
        );
      return { secondReview: holds('secondReview'), large: holds('long') };
    },
  };
}
