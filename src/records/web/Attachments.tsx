// The attachments of a record: what there is, by whom and when; looked at, taken away, added, withdrawn and put back.
import { type ReactNode, useState } from 'react';
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { newKey, request } from '../../platform/web/call.ts';
import { shownInstant } from '../../platform/web/format.ts';
import { useWords } from '../../platform/web/i18n.ts';
import { EmptyState, ProblemView, Skeleton, Tag } from '../../platform/web/Parts.tsx';
import { queries } from '../../platform/web/query.ts';
import { shownSize } from '../../platform/web/upload.ts';
import { AttachmentView } from './AttachmentView.tsx';
import { DropZone } from './DropZone.tsx';
import { FileBadge } from './FileBadge.tsx';
import { calledBy, FileDownload } from './FileDownload.tsx';
import {
  type Attachment,
  attachmentAt,
  attachmentsApi,
  type Guard,
  type Opening,
  type Sending,
  type Standing,
  useAttachments,
  useSending,
} from './files.ts';
import { WhoSees, WhyNot } from './WhoSees.tsx';
import './files.css';

type Props = { kind: string; record: string; standing: Standing; guard?: Guard; opening?: Opening };

export default function Attachments({ kind, record, standing, guard, opening }: Props) {
  const t = useWords();
  const asked = useAttachments(kind, record);
  const [looked, setLooked] = useState<string | null>(null);
  const [gone, setGone] = useState<Attachment | null>(null);
  const [refused, setRefused] = useState<unknown>(null);
  const { sending, send, drop, said } = useSending(
    kind,
    record,
    kind === 'reportedFigure' ? 'source' : 'evidence',
    standing.endings,
    guard?.stopped,
  );
  const all = asked.data ?? [];
  const again = () => queries.invalidateQueries({ queryKey: ['attachments', kind, record] });
  const act = async (one: Attachment, action: 'withdraw' | 'restore' | 'openTo', body: object = {}) => {
    setRefused(null);
    try {
      const { version } = one;
      const after = await request<Attachment>('POST', `${attachmentsApi}/${one.id}/${action}`, {
        body,
        ifMatch: version,
        idempotencyKey: newKey(),
      });
      setGone(action === 'withdraw' ? after : null);
    } catch (problem) {
      setRefused(problem);
    }
    await again();
  };
  return (
    <section className="card files" aria-label={t('attachments:title')}>
      <h2>
        {t('attachments:title')}
        {all.length > 0 ? <span className="note">{all.filter((one) => one.state === 'attached').length}</span> : null}
      </h2>
      {asked.isPending ? <Skeleton lines={2} height={80} /> : null}
      {asked.isError ? <ProblemView problem={asked.error} again={() => void asked.refetch()} /> : null}
      {asked.isSuccess && all.length === 0 ? (
        <EmptyState title={t('attachments:none')}>
          {standing.adds ? <p className="note">{t(opening ? `${opening.words}.noneWhy` : 'attachments:noneWhy')}</p> : null}
        </EmptyState>
      ) : null}
      {all.length > 0 ? (
        <ul className="file-list">
          {all.map((one) => (
            <Line
              key={one.id}
              one={one}
              marked={standing.marked}
              look={() => setLooked(one.id)}
              act={(action) => void act(one, action)}
              who={
                opening && one.state === 'attached' ? (
                  <WhoSees
                    one={one}
                    opening={opening}
                    choices={standing.audiences ?? []}
                    choose={(audience) => void act(one, 'openTo', { audience })}
                  />
                ) : null
              }
            />
          ))}
        </ul>
      ) : null}
      {opening && standing.adds && all.length > 0 ? <WhyNot opening={opening} choices={standing.audiences ?? []} /> : null}
      {guard && (all.length > 0 || standing.adds) ? <p className="note">{guard.given}</p> : null}
      {refused ? <ProblemView problem={refused} /> : null}
      <output className="file-said">
        {gone ? (
          <>
            {t('attachments:withdrawn', { name: gone.name ?? '' })}{' '}
            <button type="button" className="button" onClick={() => void act(gone, 'restore')}>
              {t('attachments:undo')}
            </button>
          </>
        ) : (
          said
        )}
      </output>
      {sending.length > 0 ? <Queue sending={sending} drop={drop} /> : null}
      {standing.adds ? <Adding standing={standing} guard={guard} onFiles={(files) => void send(files)} /> : null}
      <AttachmentView
        one={all.find((each) => each.id === looked) ?? null}
        marked={standing.marked}
        close={() => setLooked(null)}
        changed={again}
      />
    </section>
  );
}

type AddingProps = { standing: Standing; guard: Guard | undefined; onFiles: (files: File[]) => void };

/** Where files are dropped; where a kind asks for a word before, only once it is given. */
function Adding({ standing, guard, onFiles }: AddingProps) {
  const t = useWords();
  const [sure, setSure] = useState(guard === undefined);
  return (
    <>
      {guard ? (
        <label className="file-sure">
          <input type="checkbox" checked={sure} onChange={(event) => setSure(event.target.checked)} /> {guard.confirm}
        </label>
      ) : null}
      {sure ? (
        <DropZone
          onFiles={onFiles}
          accept={standing.endings.map((one) => `.${one}`).join(',')}
          many
          title={t('attachments:drop')}
          button={t('attachments:choose')}
        >
          <p className="note">
            {t('attachments:allowed', { endings: standing.endings.join(', ').toUpperCase(), limit: standing.limit })}
          </p>
        </DropZone>
      ) : null}
    </>
  );
}

type LineProps = {
  one: Attachment;
  marked: boolean;
  look: () => void;
  act: (action: 'withdraw' | 'restore') => void;
  who: ReactNode;
};

function Line({ one, marked, look, act, who }: LineProps) {
  const t = useWords();
  const offered = (name: string) => one.actions.some((each) => each.name === name);
  const name = one.name ?? t('attachments:erasedName');
  const named = `file-${one.id}`;
  return (
    <li className={one.state === 'attached' ? 'file' : 'file file-gone'}>
      <FileBadge name={one.name} />
      <div className="file-what">
        <button type="button" id={named} className="link file-name" onClick={look}>
          <AsWritten>{name}</AsWritten>
        </button>
        <p className="note">
          {shownSize(one.size)} · {t(`attachments:purposes.${one.purpose}`)} ·{' '}
          <AsWritten>{one.uploadedBy.name ?? t('attachments:unknownBy')}</AsWritten> ·{' '}
          <time dateTime={one.uploadedAt}>{shownInstant(one.uploadedAt)}</time>
        </p>
        {one.state === 'attached' ? null : <Tag>{t(`attachments:states.${one.state}`)}</Tag>}
        {who}
      </div>
      <div className="file-acts">
        {one.state === 'erased' ? null : <FileDownload at={attachmentAt(one)} marked={marked} of={named} />}
        {offered('withdraw') ? (
          <button type="button" className="button" {...calledBy('withdraw', named)} onClick={() => act('withdraw')}>
            {t('attachments:actions.withdraw')}
          </button>
        ) : null}
        {offered('restore') ? (
          <button type="button" className="button" onClick={() => act('restore')}>
            {t('attachments:actions.restore')}
          </button>
        ) : null}
      </div>
    </li>
  );
}

function Queue({ sending, drop }: { sending: readonly Sending[]; drop: (key: string) => void }) {
  const t = useWords();
  return (
    <ul className="file-queue">
      {sending.map((one) =>
        one.refused === null ? (
          <li key={one.key} className="progress">
            <label>
              {t(one.percent < 100 ? 'attachments:uploading' : 'attachments:checking', { name: one.name, percent: one.percent })}
              <progress max={100} value={one.percent} />
            </label>
          </li>
        ) : (
          <li key={one.key} className="file-refused" role="alert">
            <span>{t('attachments:refused', { name: one.name, why: one.refused })}</span>
            <button type="button" className="button" onClick={() => drop(one.key)}>
              {t('attachments:dismiss')}
            </button>
          </li>
        ),
      )}
    </ul>
  );
}
