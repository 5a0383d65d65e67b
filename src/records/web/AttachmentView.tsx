// One attachment looked at: a picture or text as such, PDF in the browser's viewer, DOCX as a page in a frame without rights; its history.
import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { ActionBar } from '../../platform/web/ActionBar.tsx';
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { bearsNoMark } from '../../platform/shared/marks.ts';
import { address } from '../../platform/web/call.ts';
import { fetched } from '../../platform/web/Documents.tsx';
import { useLanguage, useWords } from '../../platform/web/i18n.ts';
import { Modal } from '../../platform/web/Modal.tsx';
import { ProblemView, Skeleton } from '../../platform/web/Parts.tsx';
import { problemOf } from '../../platform/web/problem.ts';
import { Timeline } from '../../platform/web/Timeline.tsx';
import { FileDownload } from './FileDownload.tsx';
import { type Attachment, attachmentsApi } from './files.ts';
import { withControls } from './offered.ts';

type Props = { one: Attachment | null; marked: boolean; close: () => void; changed: () => Promise<void> };

export function AttachmentView({ one, marked, close, changed }: Props) {
  const t = useWords();
  return (
    <Modal open={one !== null} onClose={close} title={one?.name ?? t('attachments:erasedName')} side="right">
      {one ? (
        <div className="file-view">
          <Shown key={one.id} one={one} marked={marked} />
          {one.state === 'erased' ? null : (
            <p>
              <FileDownload one={one} marked={marked} primary />
            </p>
          )}
          <p className="note file-digest">{t('attachments:digest', { digest: one.digest })}</p>
          {one.actions.length > 0 ? (
            <ActionBar
              record={{ ...one, actions: one.actions.map(asAsked) }}
              api={attachmentsApi}
              words="attachments"
              primary=""
              danger={['erase']}
              onDone={() => void changed()}
            />
          ) : null}
          <h3>{t('attachments:history')}</h3>
          <Timeline api={attachmentsApi} id={one.id} words="attachments" />
        </div>
      ) : null}
    </Modal>
  );
}

const asAsked = (offer: Attachment['actions'][number]) => {
  const asked = withControls(offer, { controls: { reason: { control: 'textarea', help: 'attachments:eraseNote' } } });
  return asked;
};

type ShownProps = { one: Attachment; marked: boolean };

function Shown({ one, marked }: ShownProps) {
  const t = useWords();
  const name = one.name ?? '';
  if (marked && one.preview !== null && one.preview !== 'html' && bearsNoMark(name))
    return <p className="note">{t('marks:refusals.unmarkable', { endings: name.split('.').at(-1)?.toUpperCase() ?? '' })}</p>;
  if (marked && (one.preview === 'pdf' || one.preview === 'image'))
    return navigator.pdfViewerEnabled ? <MarkedPdf one={one} /> : <p className="note">{t('attachments:noViewer')}</p>;
  if (one.preview === 'pdf')
    return navigator.pdfViewerEnabled ? (
      <iframe className="file-frame" title={name} src={address(`${attachmentsApi}/${one.id}/pdf`)} />
    ) : (
      <p className="note">{t('attachments:noViewer')}</p>
    );
  if (one.preview === 'html')
    return <iframe className="file-frame" title={name} sandbox="" src={address(`${attachmentsApi}/${one.id}/html`)} />;
  return one.preview === null ? <p className="note">{t('attachments:refusals.notShown')}</p> : <Fetched one={one} />;
}

/** A copy that bears the reader takes a moment to be made, and may be refused: it is fetched, so that both can be said. */
function MarkedPdf({ one }: { one: Attachment }) {
  const t = useWords();
  const language = useLanguage();
  const asked = useQuery({
    queryKey: ['attachment-marked', one.id, language],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: () => fetched(`${attachmentsApi}/${one.id}/pdf`).then(({ content }) => content.arrayBuffer()),
  });
  if (asked.isPending)
    return (
      <output>
        <p className="note">{t('attachments:marking')}</p>
        <Skeleton lines={6} height={240} />
      </output>
    );
  if (asked.isError) return <ProblemView problem={asked.error} again={() => void asked.refetch()} />;
  return <PdfFrame name={one.name ?? ''} content={asked.data} />;
}

function PdfFrame({ name, content }: { name: string; content: ArrayBuffer }) {
  const at = useMemo(() => URL.createObjectURL(new Blob([content], { type: 'application/pdf' })), [content]);
  useEffect(() => () => URL.revokeObjectURL(at), [at]);
  return <iframe className="file-frame" title={name} src={at} />;
}

/** A picture or a text, fetched once and shown from memory. */
function Fetched({ one }: { one: Attachment }) {
  const language = useLanguage();
  const asked = useQuery({
    queryKey: ['attachment-content', one.id, language],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async () => {
      const answer = await fetch(address(`${attachmentsApi}/${one.id}/content`), { headers: { 'Accept-Language': language } });
      if (!answer.ok) throw await problemOf(answer);
      return answer.arrayBuffer();
    },
  });
  if (asked.isPending) return <Skeleton lines={6} height={240} />;
  if (asked.isError) return <ProblemView problem={asked.error} again={() => void asked.refetch()} />;
  return one.preview === 'image' ? <Picture one={one} content={asked.data} /> : <Text content={asked.data} />;
}

function Picture({ one, content }: { one: Attachment; content: ArrayBuffer }) {
  const at = useMemo(() => URL.createObjectURL(new Blob([content], { type: one.type })), [content, one.type]);
  useEffect(() => () => URL.revokeObjectURL(at), [at]);
  return <img className="file-picture" src={at} alt={one.name ?? ''} />;
}

function Text({ content }: { content: ArrayBuffer }) {
  const text = useMemo(() => {
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(content);
    } catch {
      return new TextDecoder('gb18030').decode(content);
    }
  }, [content]);
  return (
    <pre className="file-text">
      <AsWritten>{text.slice(0, 200_000)}</AsWritten>
    </pre>
  );
}
