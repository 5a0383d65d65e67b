// Both sides put together: every row and every contract comes out once; what was changed on one side is what differs; a year takes no time.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type HereRow, type Matched, reconcile, type ThereRow } from './reconcile.ts';

const here = (n: number, more: Partial<HereRow> = {}): HereRow => ({
  id: `c${n}`,
  state: 'registered',
  registrationNumber: String(2025_3204_0100_0000 + n),
  ownNumber: `TC2025-${String(n).padStart(6, '0')}`,
  title: `合同（${n}）`,
  sellers: [`卖方${n % 7}`],
  buyers: [`买方${n % 5}`],
  type: 'service',
  amount: `${n + 1}.00`,
  technologyAmount: `${n}.00`,
  registeredOn: '2025-06-01',
  ...more,
});
const thereOf = (one: HereRow, row: number, more: Partial<ThereRow> = {}): ThereRow => ({
  row,
  registrationNumber: one.registrationNumber,
  ownNumber: null,
  title: one.title,
  seller: one.sellers[0] ?? null,
  sellerCode: null,
  buyer: one.buyers[0] ?? null,
  type: one.type,
  amount: one.amount,
  technologyAmount: one.technologyAmount,
  signedOn: null,
  registeredOn: one.registeredOn,
  result: 'registered',
  ...more,
});
const all = { unreadable: new Set<number>(), inPeriod: () => true };
const alone = (there: ThereRow, ours: HereRow[]): Matched => reconcile([there], ours, all)[0]!;

test('whatever is left out on either side and whatever is changed: each comes out once, with that said of it', () => {
  const fate = fc.constantFrom('both', 'hereOnly', 'thereOnly', 'amount', 'date', 'type', 'number');
  fc.assert(
    fc.property(fc.array(fate, { maxLength: 60 }), (fates) => {
      const ours = fates.flatMap((one, n) =>
        one === 'thereOnly' ? [] : [here(n, one === 'number' ? { registrationNumber: null } : {})],
      );
      const list = fates.flatMap((one, n) => {
        const more: Partial<ThereRow> =
          one === 'amount'
            ? { amount: '999999.00' }
            : one === 'date'
              ? { registeredOn: '2025-06-02' }
              : one === 'type'
                ? { type: 'consulting' }
                : {};
        return one === 'hereOnly' ? [] : [thereOf(here(n), n + 2, more)];
      });
      const found = reconcile(list, ours, all);
      const said = fates.map((one, n) => {
        const at = found.filter((each) => (each.here?.id ?? `c${(each.there?.row ?? 0) - 2}`) === `c${n}`);
        return [at.length, one, at[0]?.outcome, at[0]?.differs.join(), at[0]?.note];
      });
      const wanted: Record<string, unknown[]> = {
        both: ['equal', '', false],
        hereOnly: ['hereOnly', '', false],
        thereOnly: ['thereOnly', '', false],
        amount: ['differs', 'amount', false],
        date: ['differs', 'registeredOn', true],
        type: ['differs', 'type', false],
        number: ['equal', '', true],
      };
      expect(said).toEqual(fates.map((one) => [1, one, ...(wanted[one] ?? [])]));
    }),
  );
});

test('a row is recognised by our number before the official one, by what was agreed, and by title and seller; several are never guessed', () => {
  const unnumbered = here(1, { registrationNumber: null });
  const row = thereOf(here(1), 2);
  expect(alone({ ...row, ownNumber: unnumbered.ownNumber, title: '别的' }, [unnumbered])).toMatchObject({ way: 'ownNumber' });
  expect(alone(row, [here(1)])).toMatchObject({ way: 'registrationNumber' });
  expect(alone({ ...row, title: '合同 (1)', seller: '卖方１' }, [unnumbered])).toMatchObject({ way: 'terms', note: true });
  expect(alone({ ...row, amount: '77.00' }, [unnumbered])).toMatchObject({
    way: 'titleAndSeller',
    outcome: 'differs',
    differs: ['amount'],
  });
  expect(alone({ ...row, buyer: '别的买方' }, [unnumbered])).toMatchObject({ outcome: 'thereOnly' });
  const twin = { ...unnumbered, id: 'twin', ownNumber: 'TC2025-999999' };
  expect(alone(row, [unnumbered, twin])).toMatchObject({ outcome: 'ambiguous', here: null, note: false });
  // A contract that has another number already is never given this one.
  expect(alone({ ...row, registrationNumber: '2025320401999999' }, [here(1)])).toMatchObject({ outcome: 'thereOnly' });
});

test('a refusal, an end and a wait there are told, and never noted as a registration', () => {
  const ours = here(1, { registrationNumber: null });
  const row = thereOf(here(1), 2);
  expect(alone({ ...row, result: 'refused' }, [ours])).toMatchObject({ outcome: 'otherResult', note: false });
  expect(alone({ ...row, result: 'revoked' }, [ours])).toMatchObject({ outcome: 'otherResult', note: false });
  expect(alone({ ...row, result: 'cancelled' }, [ours])).toMatchObject({ outcome: 'otherResult', note: false });
  expect(alone({ ...row, result: 'pending' }, [ours])).toMatchObject({ outcome: 'pending', note: false });
  expect(alone(row, [{ ...ours, state: 'accepted' }])).toMatchObject({ outcome: 'undecided', note: false });
  expect(alone(row, [{ ...ours, state: 'revoked' }])).toMatchObject({ outcome: 'otherResult', note: false });
  const [, again] = reconcile([row, { ...row, row: 3 }], [ours], all);
  expect(again).toMatchObject({ outcome: 'twice', note: false });
});
