// Lists of deals carried and of shares in deals: whose the reader may see, filters in the address, each row opens its page.
import { Link } from '@tanstack/react-router';
import { AsWritten } from '../../../platform/web/AsWritten.tsx';
import { request } from '../../../platform/web/call.ts';
import { type Column, DataTable, type Filter } from '../../../platform/web/DataTable.tsx';
import { useWords } from '../../../platform/web/i18n.ts';
import { EmptyState, PageHead, Tag } from '../../../platform/web/Parts.tsx';
import type { Page, RecordHead } from '../../../records/web/index.ts';
import { toneOfBrokering } from './Stands.tsx';
import { NarrowedTo, useNarrowed } from './Narrowing.tsx';
import { Tabs } from './Tabs.tsx';

type Titled = RecordHead & { title: string };
type Of<R extends Titled> = {
  api: string;
  words: string;
  states: readonly string[];
  columns: readonly Column<R>[];
  above?: React.ReactNode;
};
export function ListOf<R extends Titled>({ api, words, states, columns, above }: Of<R>) {
  const t = useWords();
  const say = (key: string) => t(`${words}:${key}`);
  const narrowed = useNarrowed();
  const filters: readonly Filter[] = [
    { kind: 'search', key: 'q', title: say('list.search') },
    {
      kind: 'select',
      key: 'state',
      title: say('state'),
      options: states.map((value) => ({ value, title: say(`states.${value}`) })),
    },
  ];
  const own: readonly Column<R>[] = [
    {
      key: 'title',
      title: say('list.search'),
      cell: (row) => (
        <Link to={`${api}/${row.id}` as string}>
          <AsWritten>{row.title}</AsWritten>
        </Link>
      ),
      text: (row) => row.title,
    },
    {
      key: 'state',
      title: say('state'),
      cell: (row) => <Tag tone={toneOfBrokering(row.state)}>{say(`states.${row.state}`)}</Tag>,
      text: (row) => say(`states.${row.state}`),
    },
  ];
  return (
    <div className="page">
      <PageHead title={say('nav')} note={say('list.note')} aside={above} />
      <Tabs />
      <div className="card">
        <NarrowedTo />
        <DataTable<R>
          fixed={narrowed}
          name={words}
          caption={say('nav')}
          list={(query) => request<Page<R>>('GET', api, { query })}
          columns={[...own, ...columns]}
          filters={filters}
          open={(row) => `${api}/${row.id}`}
          empty={<EmptyState title={say('list.empty')} />}
        />
      </div>
    </div>
  );
}
