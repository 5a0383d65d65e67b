// What its owner and its reviewer see of a listing before it is published: what was hidden, what is not said, its price, and what it may be a copy of.
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { call } from '../../../platform/web/call.ts';
import { useLanguage, useWords } from '../../../platform/web/i18n.ts';
import { lookThrough } from '../../writing.ts';
import type { Listing } from '../listing-view.ts';
import { SimilarList, usePriceNotice } from './Notices.tsx';

export function HiddenContacts({ of }: { of: Listing }) {
  const t = useWords();
  if (of.hidden.length === 0) return null;
  const fieldName = (field: string) => t(field === 'title' ? 'market:titleField' : `market:${field}`);
  return (
    <section className="card warns" aria-label={t('market:hidden.title')}>
      <h2>{t('market:hidden.title')}</h2>
      <ul>
        {of.hidden.map(({ field, kinds }) => (
          <li key={field}>
            {t('market:hidden.line', {
              field: fieldName(field),
              kinds: kinds.map((kind) => t(`market:contacts.${kind}`)).join(t('publicContracts:separator')),
            })}
          </li>
        ))}
      </ul>
      <p className="note">{t('market:hidden.why')}</p>
    </section>
  );
}

export function LookedThrough({ of }: { of: Listing }) {
  const t = useWords();
  const language = useLanguage();
  const said = usePriceNotice();
  const { data } = useQuery({
    queryKey: ['market', 'lookedThrough', language, of.id, of.version],
    queryFn: () => call(lookThrough, { params: { id: of.id } }),
    enabled: of.state === 'draft' || of.state === 'underReview',
  });
  if (!data || (of.state !== 'draft' && of.state !== 'underReview')) return null;
  const [near, alike] = [data.similar.filter((one) => one.near), data.similar.filter((one) => !one.near)];
  const clean = data.questions.length + data.price.length + near.length === 0;
  return (
    <section className={clean ? 'card' : 'card warns'} aria-label={t('market:looked.title')}>
      <h2>{t('market:looked.title')}</h2>
      {clean ? <p className="note">{t('market:looked.none')}</p> : null}
      <Part title={t('market:looked.questions')} when={data.questions.length > 0}>
        <ul>
          {data.questions.map((one) => (
            <li key={one.code}>
              {one.heading} <span className="note">{one.ask}</span>
            </li>
          ))}
        </ul>
      </Part>
      <Part title={t('market:looked.price')} when={data.price.length > 0}>
        {data.price.map((one) => (
          <p key={one.code}>{said(one)}</p>
        ))}
      </Part>
      <Part title={t('market:looked.near')} when={near.length > 0}>
        <SimilarList all={near} />
      </Part>
      <Part title={t('market:looked.alike')} when={alike.length > 0}>
        <SimilarList all={alike} />
      </Part>
    </section>
  );
}

const Part = ({ title, when, children }: { title: string; when: boolean; children: ReactNode }) =>
  when ? (
    <>
      <h3>{title}</h3>
      {children}
    </>
  ) : null;
