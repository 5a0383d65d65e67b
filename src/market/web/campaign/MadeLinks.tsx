// The links just made, each with the message that goes along: copied one by one or all together. They are shown this once.
import { useState } from 'react';
import { AsWritten } from '../../../platform/web/AsWritten.tsx';
import { shownDay } from '../../../platform/web/format.ts';
import { useWords } from '../../../platform/web/i18n.ts';
import type { MadeLink } from '../../campaign.ts';

export type Made = { links: readonly MadeLink[]; left: readonly { listing: string; title: string; words: string }[] };

export function MadeLinks({ made: { links, left } }: { made: Made }) {
  const t = useWords();
  const message = ({ firm, title, asks, path, until }: MadeLink) =>
    t(asks === 'first' ? 'campaign:page.message' : 'campaign:page.messageStill', {
      firm,
      title,
      link: `${location.origin}${path}`,
      until: shownDay(until),
    });
  return (
    <section className="card campaign-made" aria-live="polite" aria-label={t('campaign:page.link')}>
      {links.length > 0 ? <p>{t('campaign:page.made')}</p> : null}
      {links.length > 1 ? <Copy text={links.map(message).join('\n')} words="campaign:page.copyAll" /> : null}
      <ul>
        {links.map((one) => (
          <li key={one.listing}>
            <span>
              <AsWritten>{message(one)}</AsWritten>
            </span>
            <Copy text={message(one)} words="campaign:page.copy" />
          </li>
        ))}
      </ul>
      {left.map((one) => (
        <p key={one.listing} className="note">
          <AsWritten>{t('campaign:page.left', { title: one.title, words: one.words })}</AsWritten>
        </p>
      ))}
    </section>
  );
}

/** Where the browser gives no clipboard, as without a certificate, the message itself stands there to be marked. */
function Copy({ text, words }: { text: string; words: string }) {
  const t = useWords();
  const [done, setDone] = useState(false);
  if (!('clipboard' in navigator)) return null;
  return (
    <button
      type="button"
      className="button"
      onClick={() =>
        void navigator.clipboard.writeText(text).then(
          () => setDone(true),
          () => setDone(false),
        )
      }
    >
      {t(done ? 'campaign:page.copied' : words)}
    </button>
  );
}
