// A filled-in sheet read line by line before anything is taken from it: what is taken, left out, wrong, and why.
import { useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import { withUnit } from '../../platform/web/format.ts';
import { request } from '../../platform/web/call.ts';
import { useWords } from '../../platform/web/i18n.ts';
import { Modal } from '../../platform/web/Modal.tsx';
import { ProblemView, Skeleton, Verdict } from '../../platform/web/Parts.tsx';
import type { previewAllocationSheet } from '../share.ts';
import { type Display, type Line, lineOf } from './editing.ts';

type Preview = z.output<(typeof previewAllocationSheet)['response']>;
type Props = { path: string; file: File; display: Display; close: () => void; take: (lines: Line[]) => void };
const tones = { take: 'good', skip: 'none', refuse: 'bad' } as const;

export function SheetPreview({ path, file, display, close, take }: Props) {
  const t = useWords();
  const got = useQuery({
    queryKey: ['allocation-sheet', path, file.name, file.lastModified],
    queryFn: () => {
      const body = new FormData();
      body.set('file', file);
      return request<Preview>('POST', path, { body });
    },
    retry: false,
    gcTime: 0,
  });
  const rows = got.data?.rows ?? [];
  return (
    <Modal open onClose={close} title={t('plans:allocation.preview', { file: file.name })} side="right">
      {got.isPending ? <Skeleton lines={8} height={260} /> : null}
      {got.isError ? <ProblemView problem={got.error} /> : null}
      {got.data ? (
        <>
          <table className="table table-tight">
            <caption className="sr-only">{t('plans:allocation.preview', { file: file.name })}</caption>
            <thead>
              <tr>
                <th scope="col">{t('plans:allocation.line')}</th>
                <th scope="col">{t('plans:shares.column.place')}</th>
                <th scope="col" className="num">
                  {t('plans:shares.column.share')}
                </th>
                <th scope="col">{t('plans:shares.column.verdict')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.row}>
                  <td>{row.row}</td>
                  <td>{row.name}</td>
                  <td className="num">{row.amount === null ? '–' : withUnit(row.amount, display)}</td>
                  <td>
                    <Verdict tone={tones[row.verdict]}>{t(`plans:allocation.verdict.${row.verdict}`)}</Verdict> {row.words}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          <p>
            {t('plans:allocation.sum')} {withUnit(got.data.sum, display)}
          </p>
          <div className="form-foot">
            <button
              type="button"
              className="button button-primary"
              disabled={got.data.parts.length === 0}
              onClick={() => {
                take(got.data.parts.map((one) => lineOf(one, display)));
                close();
              }}
            >
              {t('plans:allocation.take', { count: got.data.parts.length })}
            </button>
            <button type="button" className="button" onClick={close}>
              {t('shell:cancel')}
            </button>
          </div>
        </>
      ) : null}
    </Modal>
  );
}
