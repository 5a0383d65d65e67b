// One comment among the events of a record: plain text with links, who wrote it for whom, changed for a while, withdrawn for good.
import { useState } from 'react';
import { AsWritten } from '../../../platform/web/AsWritten.tsx';
import { call } from '../../../platform/web/call.ts';
import { shownInstant } from '../../../platform/web/format.ts';
import { useWords } from '../../../platform/web/i18n.ts';
import { ProblemView, Tag } from '../../../platform/web/Parts.tsx';
import { type Comment, editComment, withdrawComment } from '../../comments.ts';
import { Sure } from '../notices/Sure.tsx';
import { CommentBox } from './CommentBox.tsx';
import { piecesOf } from './mention.ts';

type Props = { one: Comment; record: string; onDone: () => Promise<unknown> };

export function CommentLine({ one, record, onDone }: Props) {
  const t = useWords();
  const [editing, setEditing] = useState(false);
  const [asking, setAsking] = useState(false);
  const [refused, setRefused] = useState<unknown>(null);
  const params = { id: one.id };
  const withdraw = async () => {
    await call(withdrawComment, { params, body: {} }).then(onDone, setRefused);
  };
  return (
    <div className="comment">
      <Who one={one} />
      {editing && one.body !== null ? (
        <CommentBox
          record={record}
          audience={one.audience}
          submit={t('notices:comments.save')}
          given={one.body}
          onCancel={() => setEditing(false)}
          send={async (body, mentions) => {
            await call(editComment, { params, body: { body, mentions } });
            setEditing(false);
            await onDone();
          }}
        />
      ) : (
        <Body body={one.body} />
      )}
      {editing || !(one.may.edit || one.may.withdraw) ? null : (
        <div className="comment-acts">
          {one.may.edit ? (
            <button type="button" className="button-text" onClick={() => setEditing(true)}>
              {t('notices:comments.edit')}
            </button>
          ) : null}
          <button type="button" className="button-text" onClick={() => setAsking(true)}>
            {t('notices:comments.withdraw')}
          </button>
        </div>
      )}
      {refused ? <ProblemView problem={refused} /> : null}
      <Sure
        open={asking}
        close={() => setAsking(false)}
        title={t('notices:comments.withdraw')}
        question={t('notices:comments.withdrawAsk')}
        danger
        go={withdraw}
      />
    </div>
  );
}

function Body({ body }: { body: string | null }) {
  const t = useWords();
  if (body === null) return <p className="note">{t('notices:comments.withdrawn')}</p>;
  return (
    <p>
      {piecesOf(body).map((piece, at) =>
        piece.link ? (
          <a key={at} href={piece.text} target="_blank" rel="noreferrer noopener nofollow">
            {piece.text}
          </a>
        ) : (
          <AsWritten key={at}>{piece.text}</AsWritten>
        ),
      )}
    </p>
  );
}

function Who({ one }: Pick<Props, 'one'>) {
  const t = useWords();
  const role = t(`platform:roles.${one.author.role}`);
  const shared = one.audience === 'organization';
  return (
    <div className="comment-who">
      <b>
        <AsWritten>{one.author.name}</AsWritten>
      </b>
      {one.author.name === role ? null : <span>{role}</span>}
      <time dateTime={one.at}>{shownInstant(one.at)}</time>
      {one.editedAt ? <span>{t('notices:comments.edited')}</span> : null}
      <Tag tone={shared ? 'blue' : 'none'}>{t(shared ? 'notices:comments.shared' : 'notices:comments.internal')}</Tag>
    </div>
  );
}
