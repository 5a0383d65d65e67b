// Open data and SDMX as the printed API says: each operation asked once by the test of the whole, when something has been published.
import type { Person } from './harness/http.ts';

type Ask = (who: Person, method: 'get', path: string, at?: Record<string, string>) => Promise<{ status: number }>;

const flow = ['dataflow', 'YUNCHUAN', 'STIS_IND', '+', '*', '*'] as const;
const names = ['context', 'agencyID', 'resourceID', 'version', 'key', 'componentID'] as const;
const structure = ['codelist', 'YUNCHUAN', 'CL_FREQ', '~', 'A'] as const;
const ofStructure = ['structureType', 'agencyID', 'resourceID', 'version', 'itemID'] as const;

export async function askOpenAsPrinted(ask: Ask, visitor: Person): Promise<void> {
  await ask(visitor, 'get', '/open-data');
  for (const dataset of ['published-figures', 'regions'])
    for (const file of ['data.csv', 'data.json', 'data.xlsx', 'data.csv-metadata.json'])
      await ask(visitor, 'get', `/open-data/{dataset}/${file}`, { dataset });
  for (const format of ['csv', 'json']) await ask(visitor, 'get', `/open-data/dictionary.${format}`);
  const asked = async (kind: string, named: readonly string[], said: readonly string[], from: number) => {
    for (let length = from; length <= named.length; length++) {
      const path = named.slice(0, length).map((name) => `/{${name}}`);
      const at = Object.fromEntries(named.slice(0, length).map((name, index) => [name, said[index] ?? '*']));
      await ask(visitor, 'get', `/sdmx/v2/${kind}${path.join('')}`, at);
    }
  };
  await asked('data', names.slice(0, 5), flow, 3);
  await asked('availability', names, flow, 3);
  await asked('structure', ofStructure, structure, 1);
}
