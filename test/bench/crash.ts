// `bench crash`: kills the writing process, and then the database server, with SIGKILL at random moments under load, and prints what was left each time.
import { crash, type Found, killServerAt } from '../crash/round.ts';
import { endWith, ownServer, schema } from './place.ts';
import { shown, spreadOf, table } from './report.ts';

const writers = 8;

/** As many kills of either kind as asked, on one database: what an earlier kill spoiled would show in a later round as well. */
export async function benchCrash(print: (line: string) => void, rounds: number): Promise<void> {
  const place = await ownServer();
  endWith(place);
  try {
    print(
      `${writers} writers and the sealer in one process, ${rounds} kills of each kind on one database; all seals and rows are verified after each.`,
    );
    print('');
    const told: (string | number)[][] = [];
    for (const [what, run, killServer] of [
      ['the process', 'p', undefined],
      ['the database server and all its processes', 's', () => killServerAt(place.dataDir)],
    ] as const) {
      const found: Found[] = [];
      for (let round = 1; round <= rounds; round += 1)
        found.push(
          await crash({ connection: place.app, schema, run: `${run}${round}`, writers, ...(killServer ? { killServer } : {}) }),
        );
      told.push(row(what, found));
    }
    table(
      print,
      [
        'killed',
        'times',
        'ms under load, p50 (min–max)',
        'acknowledged',
        'lost',
        'half there',
        'found by `verify`',
        'repeated',
        'answered otherwise',
      ],
      told,
    );
    if (told.some((one) => one.slice(4, 7).some((count) => count !== 0) || one[8] !== 0))
      throw new Error('something was lost, half there, or answered otherwise');
  } finally {
    await place.remove();
  }
}

function row(what: string, found: readonly Found[]): (string | number)[] {
  const sum = (of: (one: Found) => number) => found.reduce((total, one) => total + of(one), 0);
  const after = spreadOf(found.map((one) => one.killedAfter));
  return [
    what,
    found.length,
    `${shown(after.p50)} (${shown(after.least)}–${shown(after.most)})`,
    sum((one) => one.acknowledged).toLocaleString('en'),
    sum((one) => one.lost.length),
    sum((one) => one.half),
    sum((one) => one.findings.length),
    sum((one) => one.repeated).toLocaleString('en'),
    sum((one) => one.repeatedWrong.length),
  ];
}
