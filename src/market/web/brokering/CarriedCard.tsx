// On a deal's page: who carries it, and either side names a manager whom it finds by a whole name or certificate number.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { AsWritten } from '../../../platform/web/AsWritten.tsx';
import { newKey, request } from '../../../platform/web/call.ts';
import { useWords } from '../../../platform/web/i18n.ts';
import { ProblemView, Tag } from '../../../platform/web/Parts.tsx';
import { queries } from '../../../platform/web/query.ts';
import type { Page } from '../../../records/web/index.ts';
import { type Carried, carriedApi } from './brokering-view.ts';
import { FindManager } from './Manager.tsx';
import { toneOfBrokering } from './Stands.tsx';

const open = ['asked', 'admitted', 'carrying', 'completed'];
const talking = ['talking', 'agreed', 'underNotice', 'contracted'];
export function CarriedCard({ deal, state }: { deal: string; state: string }) {
  const t = useWords();
  const key = ['carried of', deal];
  const asked = useQuery({
    queryKey: key,
    queryFn: () => request<Page<Carried>>('GET', carriedApi, { query: { deal, limit: 10 } }),
  });
  const items = asked.data?.items ?? [];
  const [refused, setRefused] = useState<unknown>(null);
  const once = useRef(newKey());
  const name = async (manager: string) => {
    setRefused(null);
    const body = { deal, manager, sees: 'talks' };
    await request('POST', carriedApi, { body, idempotencyKey: once.current }).then(
      () => queries.invalidateQueries({ queryKey: key }),
      setRefused,
    );
  };
  const isFree = asked.data !== undefined && talking.includes(state) && !items.some((one) => open.includes(one.state));
  return (
    <section className="card stack" aria-label={t('carriedDeals:card.title')}>
      <h2>{t('carriedDeals:card.title')}</h2>
      {items.length === 0 ? <p className="note">{t('carriedDeals:card.none')}</p> : null}
      {items.map((each) => (
        <p key={each.id} className="head-names">
          <Link to={`/carried-deals/${each.id}` as string}>
            <AsWritten>{each.manager.title}</AsWritten>
          </Link>
          <Tag tone={toneOfBrokering(each.state)}>{t(`carriedDeals:states.${each.state}`)}</Tag>
        </p>
      ))}
      {isFree ? (
        <FindManager note={t('carriedDeals:card.note')}>
          {(found) =>
            found.map((each) => (
              <p key={each.id} className="head-names">
                <AsWritten>{each.title}</AsWritten>
                <button type="button" className="button button-small" onClick={() => void name(each.id)}>
                  {t('carriedDeals:actions.create')}
                </button>
              </p>
            ))
          }
        </FindManager>
      ) : null}
      {refused ? <ProblemView problem={refused} /> : null}
    </section>
  );
}
