// Weighs the built web by its manifest: gzip of all scripts before the cockpit's figures, of the chart library, of each later page.
// Run after `vite build`; prints a table and ends with 1 when a budget is broken. Not a bundler's report.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { z } from 'zod';

const chunk = z.object({
  file: z.string(),
  imports: z.array(z.string()).default([]),
  dynamicImports: z.array(z.string()).default([]),
  isEntry: z.boolean().optional(),
});
const manifest = z.record(z.string(), chunk);

const kB = 1000;
export const budgets = { first: 400 * kB, chart: 210 * kB, page: 150 * kB, threads: 520 * kB };
/** What loads before the first figures: the entry, the composition, the cockpit. */
const first = ['index.html', 'src/web.tsx', 'src/plans/web/CockpitPage.tsx'];
const chart = 'src/platform/web/chart-library.ts';

export type Weight = { what: string; bytes: number; budget: number };

/** Gzip bytes of the first screen, the chart library, and each later page beside both, from a build in `dist/web`. */
export function weigh(dist: string): Weight[] {
  const chunks = manifest.parse(JSON.parse(readFileSync(join(dist, '.vite/manifest.json'), 'utf8')));
  const sizes = new Map<string, number>();
  const sizeOf = (key: string): number => {
    const file = chunks[key]?.file;
    if (!file?.endsWith('.js')) return 0;
    const known = sizes.get(file) ?? gzipSync(readFileSync(join(dist, file)), { level: 6 }).length;
    sizes.set(file, known);
    return known;
  };
  const withImports = (keys: readonly string[], into = new Set<string>()): Set<string> => {
    for (const key of keys) {
      const one = chunks[key];
      if (!one) throw new Error(`${key} is not in the manifest: was it renamed?`);
      if (into.has(key)) continue;
      into.add(key);
      withImports(one.imports, into);
    }
    return into;
  };
  const total = (keys: Iterable<string>): number => [...keys].reduce((sum, key) => sum + sizeOf(key), 0);
  const shown = withImports(first);
  const drawn = withImports([chart]);
  /** What the router and its sections load: each is weighed by itself. */
  const routed = new Set([...withImports(['src/web.tsx'])].flatMap((key) => chunks[key]?.dynamicImports ?? []));
  /** A page with all that it may still load by itself (forms, pickers). */
  const all = (key: string, into = new Set<string>()): Set<string> => {
    for (const one of withImports([key]))
      if (!into.has(one) && !shown.has(one)) {
        into.add(one);
        for (const later of chunks[one]?.dynamicImports ?? []) if (!routed.has(later)) all(later, into);
      }
    return into;
  };
  const pages = [...routed].filter((key) => /\/web\/(?:\w+\/)?\w+\.tsx$/.test(key) && !shown.has(key));
  // What threads load stands in no manifest: every other script.
  const named = new Set(Object.values(chunks).map((one) => one.file));
  const threads = readdirSync(join(dist, 'assets')).filter((file) => file.endsWith('.js') && !named.has(`assets/${file}`));
  const inThreads = threads.map((file) => gzipSync(readFileSync(join(dist, 'assets', file)), { level: 6 }).length);
  return [
    { what: 'before the first figures', bytes: total(shown), budget: budgets.first },
    { what: 'chart library', bytes: total([...drawn].filter((key) => !shown.has(key))), budget: budgets.chart },
    { what: 'threads that read files', bytes: inThreads.reduce((sum, one) => sum + one, 0), budget: budgets.threads },
    ...pages.map((key) => ({
      what: key,
      bytes: total([...all(key)].filter((one) => !shown.has(one) && !drawn.has(one))),
      budget: budgets.page,
    })),
  ];
}

if (import.meta.main) {
  const weights = weigh(process.argv[2] ?? 'dist/web');
  for (const { what, bytes, budget } of weights)
    console.log(`${(bytes / kB).toFixed(1).padStart(7)} kB of ${budget / kB} kB  ${what}`);
  process.exitCode = weights.every((one) => one.bytes <= one.budget) ? 0 : 1;
}
