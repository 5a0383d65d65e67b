// The card of what a reader may do with a record: its buttons, what stands beside them, and why the rest cannot be done. Knows no kind.
import type { ReactNode } from 'react';
import { ActionBar, type ActionBarProps } from '../../platform/web/ActionBar.tsx';
import { useWords } from '../../platform/web/i18n.ts';
import type { Life } from '../lifecycle.ts';
import type { Offer } from '../record.ts';
import type { RecordHead } from './asking.ts';
import { Withheld } from './Withheld.tsx';

type Props<R extends RecordHead> = Omit<ActionBarProps<R>, 'record'> & {
  one: R;
  /** The kind's lifecycle: what cannot be done now is told below, with the reason. Left out where that says nothing. */
  life?: Life;
  /** What the buttons do, where some actions have their own place on the page. All that are offered, unless said. */
  actions?: readonly Offer[];
  /** An offer as its form asks it. */
  asked?: (offer: Offer) => Offer;
  /** Stands above the buttons. */
  note?: ReactNode;
  /** The note at the head of its forms warns. */
  warns?: boolean;
  /** Stands below the buttons, and instead of them where nothing else may be done. */
  children?: ReactNode;
};

export function RecordActions<R extends RecordHead>({
  one,
  life,
  actions = one.actions,
  asked = (offer) => offer,
  note,
  warns = false,
  children,
  onDone,
  ...bar
}: Props<R>) {
  const t = useWords();
  return (
    <section className={warns ? 'card warns' : 'card'} aria-label={t('pages:actions')}>
      <h2>{t('pages:actions')}</h2>
      {note}
      {actions.length > 0 || !children ? (
        <ActionBar
          {...bar}
          record={{ ...one, actions: actions.map(asked) }}
          // What the answer does not say stays as it was.
          onDone={(after) => onDone({ ...one, ...after })}
        />
      ) : null}
      {children}
      {life ? <Withheld life={life} record={one} words={bar.words} /> : null}
    </section>
  );
}
