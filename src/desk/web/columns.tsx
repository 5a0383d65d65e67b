// The columns of the desk's three views, as cells and as text in a file.
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { shownInstant } from '../../platform/web/format.ts';
import { useWords } from '../../platform/web/i18n.ts';
import type { Column } from '../../platform/web/table.ts';
import { TimeLeft, useTimeLeft } from '../../platform/web/TimeLeft.tsx';
import type { DeskItem, View } from '../desk.ts';
import { useNames } from './view.ts';

export function useColumns(view: View): readonly Column<DeskItem>[] {
  const t = useWords();
  const names = useNames();
  const left = useTimeLeft();
  const title = (key: string) => t(`desk:columns.${key}`);
  const matter: Column<DeskItem> = {
    key: 'title',
    title: title('title'),
    cell: (one) => (
      <>
        <b className="desk-title">
          {one.title === '' ? <span className="note">{t('desk:unseen')}</span> : <AsWritten>{one.title}</AsWritten>}
        </b>
        <span className="desk-of">{[names.kind(one.kind), names.region(one.region)].filter(Boolean).join(' · ')}</span>
      </>
    ),
    text: (one) => one.title,
  };
  const kind: Column<DeskItem> = { key: 'kind', title: title('kind'), cell: () => null, text: (one) => names.kind(one.kind) };
  if (view === 'done')
    return [
      matter,
      {
        key: 'action',
        title: title('action'),
        cell: (one) => names.action(one.kind, one.action),
        text: (one) => names.action(one.kind, one.action),
      },
      {
        key: 'state',
        title: title('state'),
        cell: (one) => names.state(one.kind, one.state),
        text: (one) => names.state(one.kind, one.state),
      },
      { key: 'at', title: title('at'), cell: (one) => (one.at ? shownInstant(one.at) : null), text: (one) => one.at },
      kind,
    ];
  const by = (one: DeskItem) => one.by.map((each) => names.by(one.kind, each)).join(t('desk:or'));
  const columns: Column<DeskItem>[] = [
    matter,
    { key: 'asked', title: title('asked'), cell: (one) => one.asked, text: (one) => one.asked },
    { key: 'since', title: title('since'), cell: (one) => <span className="nowrap">{one.since}</span>, text: (one) => one.since },
    {
      key: 'due',
      title: title('due'),
      cell: (one) => (one.due === null ? null : <span className="nowrap">{one.due}</span>),
      text: (one) => one.due,
    },
    {
      key: 'left',
      title: title('left'),
      cell: (one) => <TimeLeft due={one.due} left={one.left} unpublished={one.unpublished} />,
      text: (one) => left(one.due, one.left, one.unpublished),
    },
    kind,
  ];
  return view === 'inHand'
    ? [...columns.slice(0, 2), { key: 'by', title: title('by'), cell: by, text: by }, ...columns.slice(2)]
    : columns;
}
