// A new organization: the form of `create`, with the register searched as one types; refused duplicates are shown with links.
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
  const sources = useFormSources(null);
  const sent = useRef({ body: '', key: newKey() });
  const create = async (body: Record<string, unknown>) => {
    const text = JSON.stringify(body);
    if (sent.current.body !== text) sent.current = { body: text, key: newKey() };
    const { id } = await request<{ id: string }>('POST', api, { body, idempotencyKey: sent.current.key });
    await queries.invalidateQueries();
    await navigate({ to: `/organizations/${id}` as string });
  };
  return (
    <div className="page">
      <Back to="/organizations">{t('organizations:page.back')}</Back>
      <PageHead title={t('organizations:form.title')} note={t('organizations:form.note')} />
      <section className="card card-form" aria-label={t('organizations:form.title')}>
        {offer?.input ? (
          <FieldForm
            schema={(asAsked(offer).input ?? {}) as Schema}
            sources={sources}
            submitWords={t('organizations:actions.create')}
            keep="organization"
            onSubmit={create}
            onCancel={() => void navigate({ to: '/organizations' as string })}
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
