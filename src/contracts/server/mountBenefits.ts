// Mounts the question what a contract may be used for, over the law's file and the city's own. Keeps nothing of what it is asked.
import type { FastifyInstance } from 'fastify';
import { mount } from '../../platform/server/mount.ts';
import { type Pack, PackError } from '../../platform/server/pack.ts';
import { askBenefits } from '../benefits.ts';
import { askLines } from './benefits/ask.ts';
import { benefitFile, cityBenefitFile, loadBenefits, type LoadedLine, mistakesIn } from './benefits/rules.ts';

const lawFile = 'law/contract-benefits.json';
/** A city's own lines (its subsidies): each stands instead of the wider line of its code. */
const cityFile = 'contract-benefits.json';

/** What a pack says of benefits. @throws {PackError} so that a broken file stops the start and not a page. */
export function benefitsOf(pack: Pack) {
  const file = pack.read(lawFile, benefitFile);
  const own = pack.has(cityFile) ? pack.read(cityFile, cityBenefitFile).lines : [];
  return { file, loaded: loadedFrom(pack.city.code, [...file.lines, ...own]), jurisdiction: pack.city.jurisdiction };
}

function loadedFrom(city: string, lines: Parameters<typeof loadBenefits>[0]): LoadedLine[] {
  try {
    return loadBenefits(lines);
  } catch (error) {
    throw new PackError(`${city}/contract-benefits`, mistakesIn(error));
  }
}

/** `today` is the day in the city. */
export function mountBenefits(app: FastifyInstance, { pack, today }: { pack: Pack; today: () => Promise<string> }): void {
  const known = benefitsOf(pack);
  mount(app, askBenefits, async ({ body, actor }) =>
    askLines({ ...known, on: body.on ?? (await today()), language: actor.language }, body),
  );
}
