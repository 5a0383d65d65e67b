// Publishing: the form of a release, with what it does and cannot be taken back.
import { useNavigate } from '@tanstack/react-router';
import { useRef } from 'react';
import { newKey, request } from '../../platform/web/call.ts';
import { FieldForm, type Schema } from '../../platform/web/FieldForm.tsx';
import { useWords } from '../../platform/web/i18n.ts';
import { EmptyState, PageHead, Skeleton } from '../../platform/web/Parts.tsx';
import { queries } from '../../platform/web/query.ts';
import { useHealth } from '../../platform/web/session.ts';
import { Back, useOffers } from '../../records/web/index.ts';
import { releasesApi } from './view.ts';

const helps: Record<string, string> = { title: 'statistics:release.titleHelp', asOf: 'statistics:release.asOfHelp' };
const withHelps = (schema: Schema): Schema => ({
  ...schema,
  properties: Object.fromEntries(
    Object.entries(schema.properties ?? {}).map(([name, of]) => [name, helps[name] ? { ...of, help: helps[name] } : of]),
  ),
});

export default function NewReleasePage() {
  const t = useWords();
  const navigate = useNavigate();
  const today = useHealth()?.today;
  const offers = useOffers(releasesApi);
  const offer = offers?.find((one) => one.name === 'create');
  const sent = useRef({ body: '', key: newKey() });
  const publish = async (body: Record<string, unknown>) => {
    const text = JSON.stringify(body);
    if (sent.current.body !== text) sent.current = { body: text, key: newKey() };
    const { id } = await request<{ id: string }>('POST', releasesApi, { body, idempotencyKey: sent.current.key });
    await queries.invalidateQueries();
    await navigate({ to: `/releases/${id}` as string });
  };
  return (
    <div className="page">
      <Back to="/releases">{t('statistics:release.back')}</Back>
      <PageHead title={t('statistics:release.publish')} note={t('statistics:release.intro')} />
      <section className="card card-form" aria-label={t('statistics:release.publish')}>
        {offer?.input && today ? (
          <FieldForm
            schema={withHelps(offer.input as Schema)}
            given={{ asOf: today }}
            submitWords={t('statistics:release.actions.create')}
            onSubmit={publish}
            onCancel={() => void navigate({ to: '/releases' as string })}
          />
        ) : offers === undefined || today === undefined ? (
          <Skeleton lines={5} height={240} />
        ) : (
          <EmptyState title={t('shell:actions.none')}>{t('statistics:release.onlyBureau')}</EmptyState>
        )}
      </section>
    </div>
  );
}
