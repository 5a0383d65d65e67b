// Below the buttons of a record, folded: what cannot be done with it now, why, and what would make it possible. Not the buttons (ActionBar.tsx).
import { useWords } from '../../platform/web/i18n.ts';
import { useSession } from '../../platform/web/session.ts';
import { useNameOf, useRoleName } from '../../platform/web/Timeline.tsx';
import type { Life } from '../lifecycle.ts';
import { type Withheld as One, withheldOf } from '../withheld.ts';

type Props = {
  /** The kind's lifecycle, as it stands in its `<noun>.ts`. */
  life: Life;
  record: { state: string; actions: readonly { name: string }[] };
  /** Module whose words name actions, states and parties. */
  words: string;
};

export function Withheld({ life, record, words }: Props) {
  const t = useWords();
  const session = useSession();
  const name = useNameOf(words);
  if (!session) return null;
  const all = withheldOf(life, record, session.roles);
  if (all.length === 0) return null;
  return (
    <details className="withheld">
      <summary>{t('pages:withheld.title', { count: all.length })}</summary>
      <dl>
        {all.map((one) => (
          <div key={one.action}>
            <dt>{name('actions', one.action)}</dt>
            <dd>
              <Why one={one} words={words} />
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

function Why({ one: { states, standings }, words }: { one: One; words: string }) {
  const t = useWords();
  const name = useNameOf(words);
  const comma = t('pages:withheld.comma');
  const who = useRoleName(words);
  return (
    <>
      {states.length > 0 ? (
        <p>{t('pages:withheld.states', { states: states.map((one) => name('states', one)).join(comma) })}</p>
      ) : null}
      {standings.length > 0 ? <p>{t('pages:withheld.standings', { who: standings.map(who).join(comma) })}</p> : null}
      {states.length + standings.length === 0 ? <p>{t('pages:withheld.otherwise')}</p> : null}
    </>
  );
}
