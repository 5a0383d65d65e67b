// Whether the change of a figure may be told to whom its entries are not shown: never what one respondent, or few, have changed since it was published.
import type { Kysely } from 'kysely';
import { isZero } from '../../platform/shared/money.ts';
import { type Deal, hiddenPlaces } from '../../contracts/openFigures.ts';
import { known, publishedTotal } from '../../contracts/published.ts';
import type { Ledger, LedgerTables, Question } from '../../ledger/server/index.ts';
import type { Region } from '../../organizations/region.ts';
import { respondentsOf } from './returnFacts.ts';

type Around = { ledger: Ledger; ledgerDb: Kysely<LedgerTables>; regions: readonly Region[]; root: string };

/**
 * Answers for each place: who keeps what was published has the change by subtraction, so it is judged like a figure of its own: of three or more who
 * changed something, none above 85 %, in no place that others would give away. A figure that nothing changed tells of nobody.
 */
export async function changesTold(of: Around, questions: readonly Question[]): Promise<(region: string) => boolean> {
  if (questions.length === 0) return () => false;
  const changes = (await Promise.all(questions.map((question) => changesOf(of, question)))).flat();
  return toldOf(changes, of.regions, of.root);
}

const grouping = ['region', { column: 'record' }, { column: 'organization' }] as const;
async function changesOf({ ledger, ledgerDb }: Around, question: Question): Promise<Deal[]> {
  const sums = (await ledger.sums(ledgerDb, question, grouping)).filter(({ amount }) => !isZero(amount));
  const respondents = await respondentsOf(ledgerDb, [...new Set(sums.map(({ keys }) => keys[1] ?? ''))]);
  return sums.map(({ keys: [region = '', record = '', organization = ''], amount }) => {
    const who = respondents.get(record) ?? (organization === '' ? record : organization);
    const parties = { contract: record, seller: who, buyer: who, on: question.to };
    return { ...known({ ...parties, count: '1', amount, technologyAmount: amount }), region };
  });
}

/** Pure: of changes by who made them and where. */
export function toldOf(changes: readonly Deal[], regions: readonly Region[], root: string): (region: string) => boolean {
  if (changes.length === 0) return () => true;
  if (publishedTotal(changes) === null) return () => false;
  const hides = hiddenPlaces(changes, regions);
  return (region) => region === root || !hides(region, false);
}
