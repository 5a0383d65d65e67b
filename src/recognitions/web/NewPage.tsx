// A new recognition: the form of `create`, with kinds by group and only the levels of the kind.
import { useNavigate } from '@tanstack/react-router';
import { useRef } from 'react';
import { useSearch } from '../../platform/web/address.ts';
import { newKey, request } from '../../platform/web/call.ts';
import { FieldForm, type Schema } from '../../platform/web/FieldForm.tsx';
import { useWords } from '../../platform/web/i18n.ts';
import { EmptyState, PageHead, ProblemView, Skeleton } from '../../platform/web/Parts.tsx';
import { queries } from '../../platform/web/query.ts';
import type { Offer } from '../../records/record.ts';
import { Back, useOffers } from '../../records/web/index.ts';
import { asAsked, useFormSources, withLevelOfKind } from './form.tsx';
import { api, type Kinds, useKinds } from './view.ts';

export default function NewPage() {
  const t = useWords();
  const offers = useOffers(api);
  const kinds = useKinds();
  const offer = offers?.find((one) => one.name === 'create');
  return (
    <div className="page">
      <Back to="/registers">{t('recognitions:list.back')}</Back>
      <PageHead title={t('recognitions:actions.create')} note={t('recognitions:form.note')} />
      <section className="card card-form" aria-label={t('recognitions:actions.create')}>
        {kinds.isError ? <ProblemView problem={kinds.error} again={() => void kinds.refetch()} /> : null}
        {offer && kinds.data ? <Form offer={offer} kinds={kinds.data} /> : null}
        {!kinds.isError && (offers === undefined || kinds.isPending) ? <Skeleton lines={8} height={400} /> : null}
        {offers && !offer ? <EmptyState title={t('shell:actions.none')} /> : null}
      </section>
    </div>
  );
}

function Form({ offer, kinds }: { offer: Offer; kinds: Kinds }) {
  const t = useWords();
  const navigate = useNavigate();
  const { kind } = useSearch();
  const sources = useFormSources(kinds, null);
  const sent = useRef({ body: '', key: newKey() });
  const create = async (body: Record<string, unknown>) => {
    const asked = withLevelOfKind(kinds, body);
    const text = JSON.stringify(asked);
    if (sent.current.body !== text) sent.current = { body: text, key: newKey() };
    const { id } = await request<{ id: string }>('POST', api, { body: asked, idempotencyKey: sent.current.key });
    await queries.invalidateQueries();
    await navigate({ to: `/recognitions/${id}` as string });
  };
  return (
    <FieldForm
      schema={(asAsked(offer).input ?? {}) as Schema}
      sources={sources}
      {...(kind ? { given: { kind } } : {})}
      submitWords={t('recognitions:actions.create')}
      keep={`recognition.${kind ?? ''}`}
      onSubmit={create}
      onCancel={() => void navigate({ to: (kind ? `/registers/${kind}` : '/registers') as string })}
    />
  );
}
