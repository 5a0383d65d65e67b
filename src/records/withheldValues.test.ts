// Parting a record from what only some of its readers learn: nothing of it stays, and nothing is lost.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonical } from './canonical.ts';
import { parted, veiled, whole } from './withheldValues.ts';

const paths = ['note', 'by', 'list[].secret', 'people'];
const value = fc.oneof(fc.string(), fc.integer(), fc.constant(null), fc.dictionary(fc.string(), fc.string()));
const record = fc.record(
  {
    id: fc.uuid(),
    note: value,
    by: fc.option(fc.uuid()),
    people: fc.array(fc.record({ account: fc.uuid() }), { maxLength: 3 }),
    list: fc.array(
      fc.oneof(
        fc.record({ open: fc.string(), secret: fc.option(fc.uuid()) }, { requiredKeys: ['open'] }),
        fc.string(),
        fc.constant(null),
      ),
      { maxLength: 4 },
    ),
    other: value,
  },
  { requiredKeys: ['id'] },
);

test('what was parted is whole again, word for word', () => {
  fc.assert(
    fc.property(record, (said) => {
      const { open, withheld } = parted(said, paths);
      // As they are kept: a value as the text of its digest.
      const kept = Object.fromEntries(
        Object.entries(withheld).map(([path, held]) => [path, JSON.parse(canonical(held)) as unknown]),
      );
      expect(canonical(whole(open, kept))).toBe(canonical(said));
    }),
  );
});

test('what is open holds nothing more to take out, and no part of what was', () => {
  const secret = fc.uuid();
  fc.assert(
    fc.property(record, secret, (said, id) => {
      const holding = {
        ...said,
        by: id,
        people: [{ account: id }],
        list: [
          { open: 'a', secret: id },
          { open: 'b', secret: null },
        ],
      };
      const { open, withheld } = parted(holding, paths);
      expect(Object.keys(withheld)).toEqual(expect.arrayContaining(['by', 'people', 'list[].secret']));
      expect(canonical(open)).not.toContain(id);
      expect(parted(open, paths)).toEqual({ open, withheld: {} });
      expect(canonical(veiled(holding, paths))).not.toContain(id);
    }),
  );
});

test('where nothing is said a record stays as it is; who may not read sees the same there', () => {
  const blank = { id: '1', note: null, by: null, people: [], list: [{ open: 'a', secret: null }] };
  expect(parted(blank, paths)).toEqual({ open: blank, withheld: {} });
  const said = { id: '1', note: { finding: 'x' }, by: 'zhou', people: [{ account: 'wu' }], list: [{ open: 'a', secret: 'wu' }] };
  expect(veiled(said, paths)).toEqual(blank);
});
