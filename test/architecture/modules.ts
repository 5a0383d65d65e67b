// The map of the house: which modules there are, in which order, and where in it a path lies. Not the rules over it.

/** From below to above; the modules of one step do not know each other. */
export const order =
  `platform < rules, ledger, retrieval < indicators, records < forms < organizations < recognitions, people < contracts
  < market, sharing, intellectual-property < credit, policies, alliance, programmes < statistics < plans < search, desk, exchange`
    .split('<')
    .map((step) => step.split(',').map((name) => name.trim()));

const steps = new Map(order.flatMap((step, height) => step.map((name) => [name, height] as const)));
export const stepOf = (module: string): number | undefined => steps.get(module);

/** The modules that may write what others only have written for them: rows, events, entries. */
export const kernel: readonly string[] = ['platform', 'records', 'ledger'];

/** `pure` is read by server and web alike; `root` is the composition root; `outside` is not under `src/`. */
export type Place = { module: string; part: 'pure' | 'server' | 'web' | 'root' | 'outside' };

export function placeOf(path: string): Place {
  const [top, module = '', part = '', ...rest] = path.split('/');
  if (top !== 'src') return { module: '', part: 'outside' };
  if (part === '') return { module: '', part: 'root' };
  if (part === 'server' || part === 'web') return { module, part: rest.length > 0 ? part : 'pure' };
  return { module, part: 'pure' };
}

/** What of a module others may import; all of the platform. */
export function isFrontDoor(path: string): boolean {
  const [, module, ...inside] = path.split('/');
  if (module === 'platform' || inside.length === 1) return true;
  return ['server/index.ts', 'web/index.ts', 'web/words.ts'].includes(inside.join('/'));
}
