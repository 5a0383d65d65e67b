// Requests of persons to be erased, for the security administrator: who asks, until when, and carrying one out or declining it with a reason.
import { type FormEvent, useState } from 'react';
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { newKey, request } from '../../platform/web/call.ts';
import { type Column, DataTable, type Filter, type PageOf } from '../../platform/web/DataTable.tsx';
import { shownDay } from '../../platform/web/format.ts';
import { useLanguage, useWords } from '../../platform/web/i18n.ts';
import { Line } from '../../platform/web/Line.tsx';
import { Modal } from '../../platform/web/Modal.tsx';
import { OnlyFor } from '../../platform/web/OnlyFor.tsx';
import { EmptyState, PageHead, ProblemView, Tag } from '../../platform/web/Parts.tsx';
import { queries } from '../../platform/web/query.ts';
import { erasureLife } from '../erasure.ts';
import '../../platform/web/form.css';

type Asked = {
  id: string;
  state: (typeof erasureLife.states)[number];
  version: number;
  person: { account: string; name: string } | null;
  askedOn: string;
  due: string | null;
  closedOn: string | null;
  erased: Record<string, number> | null;
  actions: { name: string }[];
};
type Deciding = { one: Asked; how: 'carryOut' | 'decline' };

export default function ErasuresPage() {
  const t = useWords();
  return (
    <OnlyFor roles={['securityAdmin', 'auditAdmin']} title={t('erasures:title')}>
      {() => <Erasures />}
    </OnlyFor>
  );
}

function Erasures() {
  const t = useWords();
  const [deciding, setDeciding] = useState<Deciding | null>(null);
  const filters: readonly Filter[] = [
    {
      kind: 'select',
      key: 'state',
      title: t('erasures:list.state'),
      options: erasureLife.states.map((one) => ({ value: one, title: t(`erasures:states.${one}`) })),
    },
  ];
  return (
    <div className="page">
      <PageHead title={t('erasures:title')} note={t('erasures:note')} />
      <div className="card">
        <DataTable<Asked>
          name="erasure-requests"
          caption={t('erasures:title')}
          list={(query) => request<PageOf<Asked>>('GET', '/erasure-requests', { query })}
          columns={useColumns(setDeciding)}
          filters={filters}
          empty={<EmptyState title={t('erasures:empty')} />}
        />
      </div>
      <Modal
        open={deciding !== null}
        onClose={() => setDeciding(null)}
        title={deciding ? t(`erasures:actions.${deciding.how}`) : ''}
      >
        {deciding ? <Decide key={deciding.one.id} {...deciding} close={() => setDeciding(null)} /> : null}
      </Modal>
    </div>
  );
}

const tones = { asked: 'warn', carriedOut: 'good', declined: 'none', withdrawn: 'none' } as const;

function useColumns(decide: (of: Deciding) => void): readonly Column<Asked>[] {
  const t = useWords();
  const language = useLanguage();
  const day = (on: string | null) => (on === null ? '' : shownDay(on, language, 'long'));
  const nameOf = ({ person }: Asked) => (person ? `${person.name} (${person.account})` : t('erasures:list.gone'));
  const erasedOf = ({ erased }: Asked) =>
    Object.entries(erased ?? {})
      .map(([part, count]) => `${t(`erasures:parts.${part}`)} ${count}`)
      .join(' · ');
  return [
    { key: 'person', title: t('erasures:list.person'), cell: (row) => <AsWritten>{nameOf(row)}</AsWritten>, text: nameOf },
    { key: 'askedOn', title: t('erasures:list.askedOn'), cell: (row) => day(row.askedOn), text: (row) => row.askedOn },
    { key: 'due', title: t('erasures:list.due'), cell: (row) => day(row.due), text: (row) => row.due },
    {
      key: 'state',
      title: t('erasures:list.state'),
      cell: (row) => <Tag tone={tones[row.state]}>{t(`erasures:states.${row.state}`)}</Tag>,
      text: (row) => t(`erasures:states.${row.state}`),
    },
    { key: 'erased', title: t('erasures:list.erased'), cell: erasedOf, text: erasedOf },
    {
      key: 'act',
      title: '',
      cell: (row) => (
        <span className="actions">
          {(['carryOut', 'decline'] as const)
            .filter((how) => row.actions.some((one) => one.name === how))
            .map((how) => (
              <button
                key={how}
                type="button"
                className={how === 'carryOut' ? 'button button-small button-red' : 'button button-small'}
                onClick={() => decide({ one: row, how })}
              >
                {t(`erasures:actions.${how}`)}
              </button>
            ))}
        </span>
      ),
    },
  ];
}

function Decide({ one, how, close }: Deciding & { close: () => void }) {
  const t = useWords();
  const [reason, setReason] = useState('');
  const [refused, setRefused] = useState<unknown>(null);
  const [key] = useState(newKey);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setRefused(null);
    try {
      const body = how === 'decline' ? { reason } : {};
      await request('POST', `/erasure-requests/${one.id}/${how}`, { body, idempotencyKey: key, ifMatch: one.version });
      await queries.invalidateQueries({ queryKey: ['erasure-requests'] });
      close();
    } catch (problem) {
      setRefused(problem);
    }
  };
  return (
    <form className="form" onSubmit={(event) => void submit(event)}>
      {how === 'carryOut' ? <p>{t('erasures:sure.carryOut', { name: one.person?.name ?? '' })}</p> : null}
      {how === 'decline' ? (
        <Line id="reason" label={t('erasures:fields.reason')} value={reason} onChange={setReason} maxLength={500} />
      ) : null}
      {refused ? <ProblemView problem={refused} /> : null}
      <div className="form-foot">
        <button type="submit" className="button button-danger">
          {t(`erasures:actions.${how}`)}
        </button>
        <button type="button" className="button" onClick={close}>
          {t('shell:cancel')}
        </button>
      </div>
    </form>
  );
}
