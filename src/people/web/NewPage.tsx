// A new technology manager: the form of `create`.
import { useNavigate } from '@tanstack/react-router';
import { useRef } from 'react';
import { newKey, request } from '../../platform/web/call.ts';
import { FieldForm, type Schema } from '../../platform/web/FieldForm.tsx';
import { useWords } from '../../platform/web/i18n.ts';
import { EmptyState, PageHead, Skeleton } from '../../platform/web/Parts.tsx';
import { queries } from '../../platform/web/query.ts';
import { Back, useOffers } from '../../records/web/index.ts';
import { asAsked, useFormSources } from './form.tsx';
import { api } from './view.ts';

export default function NewPage() {
  const t = useWords();
  const navigate = useNavigate();
  const offers = useOffers(api);
  const offer = offers?.find((one) => one.name === 'create');
  const sources = useFormSources();
  const sent = useRef({ body: '', key: newKey() });
  const create = async (body: Record<string, unknown>) => {
    const text = JSON.stringify(body);
    if (sent.current.body !== text) sent.current = { body: text, key: newKey() };
    const { id } = await request<{ id: string }>('POST', api, { body, idempotencyKey: sent.current.key });
    await queries.invalidateQueries();
    await navigate({ to: `/people/${id}` as string });
  };
  return (
    <div className="page">
      <Back to="/people">{t('people:page.back')}</Back>
      <PageHead title={t('people:actions.create')} note={t('people:form.note')} />
      <section className="card card-form" aria-label={t('people:actions.create')}>
        {offer?.input ? (
          <FieldForm
            schema={(asAsked(offer).input ?? {}) as Schema}
            sources={sources}
            submitWords={t('people:actions.create')}
            onSubmit={create}
            onCancel={() => void navigate({ to: '/people' as string })}
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
