// Saving what is typed: one save at a time, the newest last, each on the version of the one before; refused for good it stops, lost on the way it goes on.
import { expect, test } from 'vitest';
import { ProblemError } from '../../platform/web/problem.ts';
import { type Kept, openKeeping } from './keeping.ts';

type Saved = { version: number };
const problem = (status: number) => new ProblemError({ status, code: 'x', detail: 'why', errors: [], trace: '' });

function opened(answer: (typed: string, version: number) => Promise<Saved>) {
  const told: Kept<Saved>['state'][] = [];
  const sent: string[] = [];
  const keeping = openKeeping<string, Saved>(
    4,
    async (typed, { version }) => {
      sent.push(`${typed} on ${version}`);
      return answer(typed, version);
    },
    ({ state }) => void told.push(state),
  );
  return { keeping, told, sent };
}

test('what is typed while a save is under way is saved after it, on its version, and only the newest', async () => {
  let arrive: (saved: Saved) => void = () => {};
  const { keeping, told, sent } = opened((typed, version) =>
    typed === 'a' ? new Promise((done) => (arrive = done)) : Promise.resolve({ version: version + 1 }),
  );
  keeping.change('a');
  const first = keeping.flush();
  await Promise.resolve();
  await Promise.resolve();
  keeping.change('ab');
  keeping.change('abc');
  arrive({ version: 5 });
  await first;
  await keeping.flush();
  expect(sent).toEqual(['a on 4', 'abc on 5']);
  expect(told.at(-1)).toBe('saved');
  expect([keeping.isStill(), keeping.version()]).toEqual([true, 6]);
});

test('a save that did not arrive waits for the next; one that another window was before is not sent again', async () => {
  let status = 0;
  const { keeping, told, sent } = opened(async (_typed, version) => {
    if (status !== 200) throw problem(status);
    return { version: version + 1 };
  });
  keeping.change('a');
  await keeping.flush();
  expect([told.at(-1), keeping.isStill()]).toEqual(['unsaved', false]);
  status = 200;
  await keeping.flush();
  expect(told.at(-1)).toBe('saved');
  status = 409;
  keeping.change('ab');
  await keeping.flush();
  keeping.change('abc');
  await keeping.flush();
  expect(sent).toEqual(['a on 4', 'a on 4', 'ab on 5']);
  expect(told.at(-1)).toBe('unsaved');
});
