// The self-check over HTTP: opens the rule base of a pack and mounts the operation. It keeps nothing of what is asked.
import type { FastifyInstance } from 'fastify';
import { mount } from '../../platform/server/mount.ts';
import { type Pack, PackError } from '../../platform/server/pack.ts';
import { Refusal } from '../../platform/shared/errors.ts';
import type { FieldReader } from '../amountsOfCheck.ts';
import { checkContract } from '../check.ts';
import { type Checker, openChecker } from '../checking.ts';
import { lexiconShape } from '../lexicon.ts';
import { contractCodes, ruleBase } from '../ruleBase.ts';
import { SignalRules } from '../signals.ts';
import { openOwnSlips } from './signals/own-slips.ts';

/** Opens the rule base of a pack. A rule that cannot be loaded stops the start, by a `PackError` that names it. */
export function openCheck(pack: Pack, readFields?: FieldReader): Checker {
  const parts = {
    rules: pack.read('law/contract-rules.json', ruleBase),
    codes: pack.read('law/contract-codes.json', contractCodes),
    lexicon: pack.read('law/contract-facts.json', lexiconShape),
    jurisdiction: pack.city.jurisdiction,
  };
  try {
    return openChecker(parts, readFields);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw new PackError(
      'law/contract-rules.json',
      error.errors.map(({ path, code, params }) => `${path}: ${code} ${JSON.stringify(params ?? {})}`),
    );
  }
}

type With = { pack: Pack; today: () => Promise<string> };
/** `today` is the city's day, by which the rules in force are chosen. */
export function mountCheck(app: FastifyInstance, check: Checker, { pack, today }: With): void {
  const slipsOf = openOwnSlips(pack.read('law/contract-signals.json', SignalRules));
  mount(app, checkContract, async ({ body, actor }) => {
    const result = check(body, await today(), actor.language);
    return { ...result, signals: slipsOf(body, result) };
  });
}
