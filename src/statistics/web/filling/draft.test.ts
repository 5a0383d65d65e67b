// A draft on its way: kept here at once, saved a moment later, once at a time; away and back, another window, a page that is left.
import { expect, test } from 'vitest';
import { ProblemError } from '../../../platform/web/problem.ts';
import type { ReturnVerdict } from '../../returnRoutes.ts';
import { fateOf, type Kept, openDraft, type Saved, type Typed } from './draft.ts';

const verdict: ReturnVerdict = { faults: [], findings: [], passes: true };
const first = { revision: 0, savedAt: null, given: { items: {}, tables: {} }, explanations: {}, verdict };
const problem = (status: number, code = 'x') => new ProblemError({ status, code, detail: '', errors: [], trace: '' });

/** A server that answers when it is told to, and what this browser keeps. */
function around(at = first) {
  const asked: { body: Typed & { revision: number }; leaving: boolean; answer: (by?: ProblemError) => Promise<void> }[] = [];
  let kept: Kept | null = null;
  let due: { run: () => void; ms: number } | null = null;
  const draft = openDraft(at, {
    later: (run, ms) => {
      due = { run, ms };
      return () => {
        if (due?.run === run) due = null;
      };
    },
    keep: (one) => {
      kept = one;
    },
    drop: () => {
      kept = null;
    },
    send: (body, leaving) =>
      new Promise<Saved>((resolve, reject) => {
        const answer = async (by?: ProblemError) => {
          if (by) reject(by);
          else resolve({ revision: body.revision + 1, savedAt: '2026-11-01T06:32:00.000Z', verdict });
          await settled();
        };
        asked.push({ body, leaving, answer });
      }),
  });
  /** Time passes: what is due is done; after how long it was. */
  const pass = () => {
    const now = due;
    due = null;
    now?.run();
    return now?.ms ?? null;
  };
  return { draft, asked, kept: () => kept, pass };
}
const settled = () => new Promise((resolve) => setImmediate(resolve));

test('typed, kept at once, saved a moment later; what is typed meanwhile goes next, with the new revision', async () => {
  const { draft, asked, kept, pass } = around();
  draft.type('revenue', '1');
  expect(kept()).toMatchObject({ given: { items: { revenue: '1' } }, revision: 0, sent: null });
  expect(draft.now()).toMatchObject({ saving: 'waiting', current: false });
  expect(pass()).toBe(800);
  draft.type('revenue', '12');
  expect(kept()?.sent).toMatchObject({ items: { revenue: '1' } });
  // One at a time.
  expect(pass()).toBeNull();
  await asked[0]?.answer();
  pass();
  expect(asked[1]?.body).toMatchObject({ given: { items: { revenue: '12' } }, revision: 1 });
  await asked[1]?.answer();
  expect(draft.now()).toMatchObject({ saving: 'saved', revision: 2, current: true });
  expect([kept(), pass()]).toEqual([null, null]);
});

test('the server is away: kept here, tried again ever later until it is back', async () => {
  const { draft, asked, kept, pass } = around();
  draft.type('revenue', '1');
  pass();
  await asked[0]?.answer(problem(0));
  expect(draft.now().saving).toBe('away');
  expect(pass()).toBe(2000);
  await asked[1]?.answer(problem(503));
  expect(pass()).toBe(4000);
  expect(kept()?.given.items['revenue']).toBe('1');
  await asked[2]?.answer();
  expect(draft.now().saving).toBe('saved');
});

test('another window saved: nothing more is sent until the person says which stands', async () => {
  const { draft, asked, pass } = around();
  draft.type('revenue', '1');
  pass();
  await asked[0]?.answer(problem(409, 'return.draftMoved'));
  draft.type('revenue', '2');
  expect([draft.now().saving, pass()]).toEqual(['moved', null]);
  const over = draft.overwrite(7);
  expect(asked[1]?.body).toMatchObject({ revision: 7, given: { items: { revenue: '2' } } });
  await asked[1]?.answer();
  await over;
  expect(draft.now()).toMatchObject({ saving: 'saved', revision: 8 });
});

test('what is refused for another reason is not sent again by itself', async () => {
  const { draft, asked, kept, pass } = around();
  draft.type('revenue', '1');
  pass();
  await asked[0]?.answer(problem(409, 'return.closed'));
  expect([draft.now().saving, pass()]).toEqual(['refused', null]);
  expect(kept()).not.toBeNull();
});

test('a page that is left sends at once, past what is on its way', () => {
  const { draft, asked, kept, pass } = around();
  draft.type('revenue', '1');
  pass();
  draft.type('revenue', '12');
  draft.leave();
  expect(asked.map(({ body, leaving }) => [body.revision, leaving])).toEqual([
    [0, false],
    [1, true],
  ]);
  expect(kept()?.given.items['revenue']).toBe('12');
});

test('undone as it was done: a cell typed in at one go, a block at one', () => {
  const { draft } = around();
  draft.type('revenue', '1');
  draft.type('revenue', '12');
  draft.type('staff', '3');
  draft.put({ items: {}, tables: { tenants: [{ name: 'a' }] } });
  draft.undo();
  expect(draft.now().given.items).toEqual({ revenue: '12', staff: '3' });
  draft.undo();
  draft.undo();
  expect(draft.now()).toMatchObject({ given: { items: {} }, undoable: false });
  draft.undo();
  expect(draft.now().given.items).toEqual({});
});

test('handing in what the platform filled alone begins a draft', async () => {
  const { draft, asked } = around();
  const flushed = draft.flush(true);
  await asked[0]?.answer();
  await flushed;
  expect(draft.now()).toMatchObject({ saving: 'saved', revision: 1 });
});

test('what this browser kept goes on, is known already, or waits for a word', () => {
  const given = (revenue: string) => ({ items: { revenue }, tables: {} });
  const kept: Kept = { given: given('2'), explanations: {}, revision: 3, at: '', sent: null };
  const server = (revision: number, revenue: string) => ({ revision, given: given(revenue), explanations: {} });
  expect(fateOf(null, server(3, '1'))).toBe('none');
  expect(fateOf(kept, server(9, '2'))).toBe('none');
  expect(fateOf(kept, server(3, '1'))).toBe('goesOn');
  expect(fateOf(kept, server(4, '1'))).toBe('apart');
  // What had been on its way when the tab was killed had arrived.
  expect(fateOf({ ...kept, sent: given('1') }, server(4, '1'))).toBe('goesOn');
});
