// Public notices of agreed prices, for everybody: what is shown, until when, and the way to object by name.
import { useState } from 'react';
import { AsWritten } from '../../../platform/web/AsWritten.tsx';
import { address, request } from '../../../platform/web/call.ts';
import { type Column, DataTable, type PageOf } from '../../../platform/web/DataTable.tsx';
import { FieldForm, type Schema } from '../../../platform/web/FieldForm.tsx';
import { shownDay } from '../../../platform/web/format.ts';
import { useWords } from '../../../platform/web/i18n.ts';
import { Modal } from '../../../platform/web/Modal.tsx';
import { EmptyState, PageHead, Tag } from '../../../platform/web/Parts.tsx';
import { queries } from '../../../platform/web/query.ts';
import { listNotices, noticeFeed, objectToNotice, type PublicNotice } from '../../dealNotice.ts';
import { useYuan } from './deal-view.ts';

/** As the server asks it. */
const asked: Schema = {
  type: 'object',
  required: ['name', 'text'],
  properties: {
    name: { type: 'string', title: 'deals:objector', minLength: 2, maxLength: 60 },
    text: { type: 'string', title: 'deals:objection', minLength: 10, maxLength: 2000, control: 'textarea' },
  },
};

export default function NoticesPage() {
  const t = useWords();
  const [on, setOn] = useState<PublicNotice | null>(null);
  const [sent, setSent] = useState<number | null>(null);
  const object = async (body: Record<string, unknown>) => {
    if (on === null) return;
    const { number } = await request<{ number: number }>('POST', objectToNotice.path.replace(':id', on.id), { body });
    setOn(null);
    setSent(number);
    void queries.invalidateQueries();
  };
  return (
    <div className="page">
      {/* Feed readers look for it in the head: React puts it there. */}
      <link rel="alternate" type="application/atom+xml" title={t('deals:notices')} href={address(noticeFeed.path)} />
      <PageHead
        title={t('deals:notices')}
        note={t('deals:notices.note')}
        aside={
          <a className="button" href={address(noticeFeed.path)}>
            {t('deals:notices.feed')}
          </a>
        }
      />
      {sent === null ? null : <output className="card note">{t('deals:notices.sent', { number: sent })}</output>}
      <div className="card">
        <DataTable<PublicNotice>
          name="priceNotices"
          caption={t('deals:notices')}
          list={(query) => request<PageOf<PublicNotice>>('GET', listNotices.path, { query })}
          columns={useColumns((one) => {
            setSent(null);
            setOn(one);
          })}
          empty={<EmptyState title={t('deals:notices.empty')}>{t('deals:notices.emptyWhy')}</EmptyState>}
        />
      </div>
      <Modal open={on !== null} onClose={() => setOn(null)} title={t('deals:notices.object')} side="centre">
        {on === null ? null : <FieldForm schema={asked} submitWords={t('deals:notices.object')} onSubmit={object} />}
      </Modal>
    </div>
  );
}

function useColumns(object: (one: PublicNotice) => void): readonly Column<PublicNotice>[] {
  const t = useWords();
  const yuan = useYuan();
  const title = (key: string) => t(`deals:notices.${key}`);
  const price = (row: PublicNotice) => yuan(row.price) ?? title('byRoyalty');
  const period = (row: PublicNotice) => t('deals:page.noticeRuns', { from: shownDay(row.openedOn), until: shownDay(row.until) });
  return [
    { key: 'title', title: title('title'), cell: (row) => <AsWritten>{row.title}</AsWritten>, text: (row) => row.title },
    {
      key: 'institution',
      title: title('institution'),
      cell: (row) => <AsWritten>{row.institution}</AsWritten>,
      text: (row) => row.institution,
    },
    { key: 'price', title: title('price'), cell: price, text: (row) => row.price },
    { key: 'period', title: title('period'), cell: period, text: period },
    {
      key: 'standing',
      title: title('standing'),
      cell: (row) => <Tag tone={row.standing === 'ended' ? 'none' : 'warn'}>{title(row.standing)}</Tag>,
      text: (row) => title(row.standing),
    },
    {
      key: 'objections',
      title: title('objections'),
      cell: (row) => (
        <>
          {row.objections}{' '}
          {row.standing === 'open' ? (
            <button type="button" className="button button-small" onClick={() => object(row)}>
              {title('object')}
            </button>
          ) : null}
        </>
      ),
      text: (row) => String(row.objections),
    },
  ];
}
