// A new reported figure: the form of `create`.
import { useNavigate } from '@tanstack/react-router';
import { useRef } from 'react';
import { useSearch } from '../../platform/web/address.ts';
import { newKey, request } from '../../platform/web/call.ts';
import { FieldForm, type Schema } from '../../platform/web/FieldForm.tsx';
import { useWords } from '../../platform/web/i18n.ts';
import { EmptyState, PageHead, Skeleton } from '../../platform/web/Parts.tsx';
import { queries } from '../../platform/web/query.ts';
import { Back, useOffers } from '../../records/web/index.ts';
import { asAsked, useFormSources } from './form.tsx';
import { figuresApi } from './view.ts';
import './statistics.css';

export default function NewFigurePage() {
  const t = useWords();
  const navigate = useNavigate();
  const { series } = useSearch();
  const offers = useOffers(figuresApi);
  const offer = offers?.find((one) => one.name === 'create');
  const sources = useFormSources(null);
  const sent = useRef({ body: '', key: newKey() });
  const create = async (body: Record<string, unknown>) => {
    const text = JSON.stringify(body);
    if (sent.current.body !== text) sent.current = { body: text, key: newKey() };
    const { id } = await request<{ id: string }>('POST', figuresApi, { body, idempotencyKey: sent.current.key });
    await queries.invalidateQueries();
    await navigate({ to: `/figures/${id}` as string });
  };
  return (
    <div className="page">
      <Back to="/figures">{t('statistics:figures.back')}</Back>
      <PageHead title={t('statistics:actions.create')} note={t('statistics:form.intro')} />
      <section className="card card-form" aria-label={t('statistics:actions.create')}>
        {offer?.input ? (
          <FieldForm
            schema={(asAsked(offer).input ?? {}) as Schema}
            sources={sources}
            {...(series ? { given: { series } } : {})}
            submitWords={t('statistics:actions.create')}
            keep="reportedFigure"
            onSubmit={create}
            onCancel={() => void navigate({ to: '/figures' as string })}
          />
        ) : offers === undefined ? (
          <Skeleton lines={8} height={400} />
        ) : (
          <EmptyState title={t('shell:actions.none')} />
        )}
      </section>
    </div>
  );
}
