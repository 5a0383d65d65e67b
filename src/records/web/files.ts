// What the pages know of attachments and archives: their shapes, their queries, uploading one after the other.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { z } from 'zod';
import type { Uploaded } from '../../platform/shared/files.ts';
import { newKey, request } from '../../platform/web/call.ts';
import { useLanguage, useWords } from '../../platform/web/i18n.ts';
import { ProblemError } from '../../platform/web/problem.ts';
import { queries } from '../../platform/web/query.ts';
import { upload } from '../../platform/web/upload.ts';
import type { fields as archiveFields } from '../archive.ts';
import type { fields, filesStanding } from '../attachment.ts';
import type { Page, RecordHead } from './asking.ts';

export type Attachment = z.infer<typeof fields> & RecordHead;
export type Archive = z.infer<typeof archiveFields> & RecordHead;
export type Standing = z.infer<typeof filesStanding>;
export const attachmentsApi = '/attachments';
export const attachmentAt = ({ id }: { id: string }): string => `${attachmentsApi}/${id}`;
export const archivesApi = '/archives';

export function useAttachments(kind: string, record: string) {
  const language = useLanguage();
  return useQuery({
    queryKey: ['attachments', kind, record, language],
    queryFn: () =>
      request<Page<Attachment>>('GET', attachmentsApi, { query: { recordKind: kind, record, limit: 100 } }).then(fullOffers),
  });
}

/** Offers of a list refer to their schemas by name: each gets its own again. */
function fullOffers(page: Page<Attachment> & { inputs?: Record<string, Record<string, unknown>> }): Attachment[] {
  return page.items.map((item) => ({
    ...item,
    actions: item.actions.map((one) => ({ ...one, input: one.input === null ? null : (page.inputs?.[one.name] ?? one.input) })),
  }));
}

export const useArchivesOf = (kind: string, record: string) =>
  useQuery({
    queryKey: ['archives', 'of', kind, record],
    queryFn: () => request<Page<Archive>>('GET', archivesApi, { query: { recordKind: kind, record, limit: 20 } }),
  });

/** How a page names who is shown a file: `<words>.<audience>`, and under which name. */
export type Opening = { words: string; nameOf: (file: { name: string; type: string }) => string };

export type Sending = { key: string; name: string; percent: number; refused: string | null };

/** What a kind asks before a file is taken: words to be confirmed, and a look into the file that says why it is not sent, or null. */
export type Guard = {
  confirm: string;
  stopped: (file: File) => Promise<string | null>;
  /** What a reader is told before he opens a file or takes it away. */
  given: string;
};

/** Sends files one after the other and attaches each; what is refused stays listed with its reason. */
export function useSending(
  kind: string,
  record: string,
  purpose: string,
  endings: readonly string[],
  stopped?: Guard['stopped'],
) {
  const t = useWords();
  const [sending, setSending] = useState<Sending[]>([]);
  const [said, setSaid] = useState('');
  const change = (key: string, to: Partial<Sending>) =>
    setSending((all) => all.map((one) => (one.key === key ? { ...one, ...to } : one)));
  /** What is dropped goes past the choice of files: nothing is sent that would be refused by its ending. The server tells by content. */
  const notOfType = ({ name }: File): string | null => {
    const found = /\.([a-z0-9]{1,8})$/i.exec(name)?.[1] ?? '';
    if (endings.includes(found.toLowerCase())) return null;
    return t('attachments:refusals.notOfType', { found: found.toUpperCase() || '?', allowed: endings.join(', ').toUpperCase() });
  };
  const drop = (key: string) => setSending((all) => all.filter((one) => one.key !== key));
  async function send(files: readonly File[]): Promise<void> {
    const queued = files.map((file) => ({ file, line: { key: newKey(), name: file.name, percent: 0, refused: null } }));
    setSending((all) => [...all.filter((one) => one.refused === null), ...queued.map(({ line }) => line)]);
    for (const { file, line } of queued) {
      try {
        const why = notOfType(file) ?? (await stopped?.(file)) ?? null;
        if (why !== null) {
          change(line.key, { refused: why });
          continue;
        }
        const { id } = await upload<Uploaded>('/files', file, (percent) => change(line.key, { percent }));
        const body = { recordKind: kind, record, upload: id, purpose };
        await request('POST', attachmentsApi, { body, idempotencyKey: line.key });
        drop(line.key);
        setSaid(t('attachments:added', { name: file.name }));
      } catch (problem) {
        const known = problem instanceof ProblemError ? problem : null;
        const why =
          known?.errors[0]?.words ||
          known?.detail ||
          t(known?.status === 0 ? 'shell:problem.unreachable' : 'shell:problem.fault');
        change(line.key, { refused: why });
      }
    }
    await queries.invalidateQueries({ queryKey: ['attachments', kind, record] });
  }
  return { sending, send, drop, said };
}
