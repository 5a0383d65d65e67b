// A technology manager as pages of the market name him: masked, his level, where he works and whether that was confirmed; and the search for one by a whole name or number.
import { lazy, type ReactNode, Suspense } from 'react';
import { AsWritten } from '../../../platform/web/AsWritten.tsx';
import { call } from '../../../platform/web/call.ts';
import type { OwnControl } from '../../../platform/web/Fields.tsx';
import { useWords } from '../../../platform/web/i18n.ts';
import { LookUp } from '../../../platform/web/LookUp.tsx';
import { Tag } from '../../../platform/web/Parts.tsx';
import { findManager } from '../../../contracts/managerNaming.ts';
import type { ManagerShown } from '../../managerShown.ts';

export function Manager({ one }: { one: ManagerShown }) {
  const t = useWords();
  return (
    <span className="head-names">
      <AsWritten>{one.title}</AsWritten>
      {one.level === null ? null : <Tag tone="blue">{t(`people:titles.${one.level}`)}</Tag>}
      {one.organization === null ? null : (
        <span className="note">
          <AsWritten>{one.organization}</AsWritten>
          {one.affiliated ? null : ` ${t('engagements:unconfirmed')}`}
        </span>
      )}
    </span>
  );
}

const Picker = lazy(() => import('../../../platform/web/Picker.tsx'));
type Known = { value: string; title: string };
/** A form's control: those who are known already, and whoever is found. */
export const pickManager = (known: readonly Known[], placeholder: string) =>
  function PickManager({ common, value, onChange, title }: OwnControl) {
    const find = async (words: string) => {
      if (words.length < 2) return [...known];
      const others = (await found(words)).filter((one) => !known.some((each) => each.value === one.id));
      return [...known, ...others.map((one) => ({ value: one.id, title: one.title, note: one.organizationName ?? '' }))];
    };
    return (
      <Suspense fallback={<input {...common} className="input" disabled />}>
        <Picker {...{ common, value, onChange, title, find, placeholder }} />
      </Suspense>
    );
  };

export type FoundManager = Awaited<ReturnType<typeof found>>[number];
const found = (q: string) => call(findManager, { query: { q } }).then(({ items }) => items);
/** Looks for a manager of the register by a whole name or certificate number. */
export function FindManager({ note, children }: { note: string; children: (found: readonly FoundManager[]) => ReactNode }) {
  const t = useWords();
  const words = (key: string) => t(`engagements:card.${key}`);
  return (
    <LookUp of="managers found" find={found} words={{ note, find: words('find'), search: words('search'), none: words('found') }}>
      {children}
    </LookUp>
  );
}
