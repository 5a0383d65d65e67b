// The rule of a listing's files: what may be opened when and by whom, what a reader is shown, and the name without contact data.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { audiences, isWider } from '../records/attachment.ts';
import { life as dealLife } from './deal.ts';
import { confidentialities, isShown, life } from './listing.ts';
import { audiencesShown, openingRefused, publicName } from './listingFiles.ts';

const of = <T>(all: readonly T[]) => fc.constantFrom(...all);
const opening = fc.record({
  from: of(audiences),
  to: of(audiences),
  state: of(life.states),
  anonymous: fc.boolean(),
  own: fc.boolean(),
});
const talk = fc.record({ state: of(dealLife.states), accepted: fc.boolean() });
const listing = fc.record({ state: of(life.states), confidentiality: of(confidentialities) });

test('fewer may always be shown it; everybody only by a draft of one who is not anonymous', () => {
  fc.assert(
    fc.property(opening, (one) => {
      const wider = isWider(one.from, one.to);
      const live = !['closed', 'withdrawn', 'voided'].includes(one.state);
      const draft = one.state === 'draft';
      const may = one.to === 'everybody' ? draft && !one.anonymous : live && (draft || one.own);
      expect(openingRefused(one) === null).toBe(!wider || may);
    }),
  );
});

test('each refusal says why', () => {
  const said = { from: 'record', to: 'everybody', state: 'draft', anonymous: false, own: true } as const;
  const codes = [
    { ...said, anonymous: true },
    { ...said, state: 'published' as const },
    { ...said, state: 'withdrawn' as const },
    { ...said, to: 'admitted' as const, state: 'toConfirm' as const, own: false },
  ].map((one) => openingRefused(one)?.code);
  expect(codes).toEqual(['listing.anonymousFile', 'listing.fileReviewedFirst', 'listing.fileOver', 'listing.fileOwnersWord']);
});

test('nobody is shown what the hall does not show, but who stands admitted, by the terms where it is confidential', () => {
  fc.assert(
    fc.property(listing, fc.array(talk, { maxLength: 4 }), (one, talks) => {
      const shown = audiencesShown(one, talks);
      const stands = talks.filter(({ state }) =>
        ['talking', 'agreed', 'underNotice', 'contracted', 'registered'].includes(state),
      );
      const admitted = stands.some(({ accepted }) => one.confidentiality === 'public' || accepted);
      expect(shown.includes('admitted')).toBe(admitted);
      expect(shown.includes('everybody')).toBe(admitted || isShown(one.state));
    }),
  );
  expect(
    audiencesShown({ state: 'inNegotiation', confidentiality: 'onAdmission' }, [{ state: 'talking', accepted: false }]),
  ).toEqual(['everybody']);
});

test('a name loses its contact data and keeps the ending of its content', () => {
  const pdf = (name: string) => publicName({ name, type: 'application/pdf' });
  expect(pdf('齿轮箱图纸.pdf')).toBe('齿轮箱图纸.pdf');
  expect(pdf('图纸 联系13800138000.PDF')).toBe('图纸 联系***.pdf');
  expect(pdf('zhang@firm.com.pdf')).toBe('***.pdf');
  expect(pdf('13800138000')).toBe('***');
  expect(publicName({ name: 'GB/T 1184-1996.csv', type: 'text/plain' })).toBe('GB/T 1184-1996.csv');
});
