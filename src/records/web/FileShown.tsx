// A file looked at, wherever its parts stand: a picture or text as such, PDF in the browser's viewer, DOCX as a page in a frame without rights.
import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { bearsNoMark } from '../../platform/shared/marks.ts';
import { address } from '../../platform/web/call.ts';
import { fetched } from '../../platform/web/Documents.tsx';
import { useLanguage, useWords } from '../../platform/web/i18n.ts';
import { ProblemView, Skeleton } from '../../platform/web/Parts.tsx';
import { problemOf } from '../../platform/web/problem.ts';
import type { Attachment } from './files.ts';

export type ViewedFile = Pick<Attachment, 'type' | 'preview'> & { name: string };
/** `at`: its path, below which its parts stand. `marked`: what the reader is shown bears his name. */
type Props = { file: ViewedFile; at: string; marked: boolean };

export function FileShown({ file, at, marked }: Props) {
  const t = useWords();
  const { name } = file;
  if (marked && file.preview !== null && file.preview !== 'html' && bearsNoMark(name))
    return <p className="note">{t('marks:refusals.unmarkable', { endings: name.split('.').at(-1)?.toUpperCase() ?? '' })}</p>;
  if (marked && (file.preview === 'pdf' || file.preview === 'image'))
    return navigator.pdfViewerEnabled ? <MarkedPdf name={name} at={at} /> : <p className="note">{t('attachments:noViewer')}</p>;
  if (file.preview === 'pdf')
    return navigator.pdfViewerEnabled ? (
      <iframe className="file-frame" title={name} src={address(`${at}/pdf`)} />
    ) : (
      <p className="note">{t('attachments:noViewer')}</p>
    );
  if (file.preview === 'html') return <iframe className="file-frame" title={name} sandbox="" src={address(`${at}/html`)} />;
  return file.preview === null ? <p className="note">{t('attachments:refusals.notShown')}</p> : <Fetched file={file} at={at} />;
}

/** A copy that bears the reader takes a moment to be made, and may be refused: it is fetched, so that both can be said. */
function MarkedPdf({ name, at }: { name: string; at: string }) {
  const t = useWords();
  const language = useLanguage();
  const asked = useQuery({
    queryKey: ['attachment-marked', at, language],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: () => fetched(`${at}/pdf`).then(({ content }) => content.arrayBuffer()),
  });
  if (asked.isPending)
    return (
      <output>
        <p className="note">{t('attachments:marking')}</p>
        <Skeleton lines={6} height={240} />
      </output>
    );
  if (asked.isError) return <ProblemView problem={asked.error} again={() => void asked.refetch()} />;
  return <PdfFrame name={name} content={asked.data} />;
}

function PdfFrame({ name, content }: { name: string; content: ArrayBuffer }) {
  const at = useMemo(() => URL.createObjectURL(new Blob([content], { type: 'application/pdf' })), [content]);
  useEffect(() => () => URL.revokeObjectURL(at), [at]);
  return <iframe className="file-frame" title={name} src={at} />;
}

/** A picture or a text, fetched once and shown from memory. */
function Fetched({ file, at }: Pick<Props, 'file' | 'at'>) {
  const language = useLanguage();
  const asked = useQuery({
    queryKey: ['attachment-content', at, language],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async () => {
      const answer = await fetch(address(`${at}/content`), { headers: { 'Accept-Language': language } });
      if (!answer.ok) throw await problemOf(answer);
      return answer.arrayBuffer();
    },
  });
  if (asked.isPending) return <Skeleton lines={6} height={240} />;
  if (asked.isError) return <ProblemView problem={asked.error} again={() => void asked.refetch()} />;
  return file.preview === 'image' ? <Picture file={file} content={asked.data} /> : <Text content={asked.data} />;
}

function Picture({ file, content }: { file: ViewedFile; content: ArrayBuffer }) {
  const at = useMemo(() => URL.createObjectURL(new Blob([content], { type: file.type })), [content, file.type]);
  useEffect(() => () => URL.revokeObjectURL(at), [at]);
  return <img className="file-picture" src={at} alt={file.name} />;
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
