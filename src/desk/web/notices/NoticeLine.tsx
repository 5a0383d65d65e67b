// One notice in a list: what it says, about what, when; opens its record and is read by that.
import { Link } from '@tanstack/react-router';
import { AsWritten } from '../../../platform/web/AsWritten.tsx';
import { shownInstant } from '../../../platform/web/format.ts';
import { useWords } from '../../../platform/web/i18n.ts';
import { Tag } from '../../../platform/web/Parts.tsx';
import type { Notice } from '../../notices.ts';
import { markRead, markUnread, pageOf } from './asking.ts';

export function NoticeLine({ one, onOpen }: { one: Notice; onOpen?: () => void }) {
  const t = useWords();
  const page = pageOf(one);
  const open = () => {
    if (!one.read) void markRead({ ids: [one.id] });
    onOpen?.();
  };
  return (
    <li className={one.read ? 'notice notice-read' : 'notice'}>
      <div className="notice-words">
        {one.read ? null : <span className="sr-only">{t('notices:unread')}</span>}
        {page ? (
          <Link to={page.to as string} search={page.search} onClick={open}>
            <AsWritten>{one.words}</AsWritten>
          </Link>
        ) : (
          <AsWritten>{one.words}</AsWritten>
        )}
      </div>
      <div className="notice-foot">
        <Tag>{t(`notices:topics.${one.topic}`)}</Tag>
        <time dateTime={one.at}>{shownInstant(one.at)}</time>
        <span className="spread" />
        <button
          type="button"
          className="button-text"
          onClick={() => void (one.read ? markUnread({ ids: [one.id] }) : markRead({ ids: [one.id] }))}
        >
          {t(one.read ? 'notices:markUnread' : 'notices:markRead')}
        </button>
      </div>
    </li>
  );
}
