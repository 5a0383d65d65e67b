// Comments among the history of a record: written at its head, each standing where its time is. The history itself is the child.
import { AsWritten } from '../../../platform/web/AsWritten.tsx';
import { useInfiniteQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { call, newKey } from '../../../platform/web/call.ts';
import { useLanguage, useWords } from '../../../platform/web/i18n.ts';
import { More } from '../../../platform/web/More.tsx';
import { ProblemView } from '../../../platform/web/Parts.tsx';
import { queries } from '../../../platform/web/query.ts';
import { useSession } from '../../../platform/web/session.ts';
import type { Among } from '../../../platform/web/Timeline.tsx';
import { type CommentAudience, listComments, writeComment } from '../../comments.ts';
import { FollowButton } from '../notices/Follows.tsx';
import { CommentBox } from './CommentBox.tsx';
import { CommentLine } from './CommentLine.tsx';
import '../../../platform/web/form.css';
import '../notices/notices.css';

export default function Comments({ record, children }: { record: string; children: (among: readonly Among[]) => ReactNode }) {
  const language = useLanguage();
  const session = useSession();
  const key = ['comments', record, session?.account ?? null, language];
  const asked = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam }) => call(listComments, { query: { record, limit: 50, ...(pageParam ? { after: pageParam } : {}) } }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const first = asked.data?.pages[0];
  const items = asked.data?.pages.flatMap((page) => page.items) ?? [];
  const again = () => queries.invalidateQueries({ queryKey: ['comments', record] });
  const among = items.map((one) => ({
    id: one.id,
    at: one.at,
    line: <CommentLine one={one} record={record} onDone={again} />,
  }));
  return (
    <>
      <div className="comments-head">
        <FollowButton record={record} />
      </div>
      {asked.isError ? <ProblemView problem={asked.error} again={() => void asked.refetch()} /> : null}
      {first && first.audiences.length > 0 ? (
        <Writer record={record} audiences={first.audiences} organization={first.organization} onDone={again} />
      ) : null}
      {children(among)}
      <More asked={asked} words="notices:comments.more" />
    </>
  );
}

type WriterProps = {
  record: string;
  audiences: readonly CommentAudience[];
  organization: string | null;
  onDone: () => Promise<unknown>;
};

function Writer({ record, audiences, organization, onDone }: WriterProps) {
  const t = useWords();
  const [audience, setAudience] = useState<CommentAudience>(audiences[0] ?? 'officers');
  // One key for one text: a second press is the same comment.
  const [key, setKey] = useState(newKey);
  const said = (one: CommentAudience) => t(`notices:comments.audiences.${one}`);
  return (
    <CommentBox
      key={key}
      record={record}
      audience={audience}
      submit={t('notices:comments.send')}
      send={async (body, mentions) => {
        await call(writeComment, { body: { record, audience, body, mentions }, idempotencyKey: key });
        setKey(newKey());
        await onDone();
      }}
    >
      {audiences.length > 1 ? (
        <select
          className="input"
          aria-label={t('notices:comments.audience')}
          value={audience}
          onChange={(event) => setAudience(audiences.find((one) => one === event.target.value) ?? audience)}
        >
          {audiences.map((one) => (
            <option key={one} value={one}>
              {said(one)}
            </option>
          ))}
        </select>
      ) : (
        <span className="note">{said(audience)}</span>
      )}
      {audience === 'organization' && organization !== null ? (
        <span className="note">
          <AsWritten>{organization}</AsWritten>
        </span>
      ) : null}
    </CommentBox>
  );
}
