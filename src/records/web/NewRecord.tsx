// A new record: the form of its `create`, sent once however often the button is pressed, then the record's page. Not what the form asks.
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useRef } from 'react';
import { newKey, request } from '../../platform/web/call.ts';
import { FieldForm, type FieldFormProps, type Schema } from '../../platform/web/FieldForm.tsx';
import { useWords } from '../../platform/web/i18n.ts';
import { EmptyState, PageHead, Skeleton } from '../../platform/web/Parts.tsx';
import { queries } from '../../platform/web/query.ts';
import type { Offer } from '../record.ts';
import { useOffers } from './asking.ts';
import { Back } from './Parts.tsx';

type NewRecordProps = Pick<FieldFormProps, 'sources' | 'given' | 'keep' | 'anew'> & {
  api: string;
  /** The way back, and where cancelling leads. */
  back: { to: string; words: string; cancel?: string };
  title: string;
  note: string;
  submitWords: string;
  page: (id: string) => string;
  /** The schema as the form asks it. */
  asked?: (offer: Offer) => Offer;
  /** The body as it is sent. */
  sent?: (body: Record<string, unknown>) => Record<string, unknown>;
  /** False while what the form needs is being read. */
  ready?: boolean;
  /** Between the head and the form. */
  above?: ReactNode;
  /** Above the form: what could not be read. */
  problem?: ReactNode;
  /** Who may, when the reader may not. */
  refused?: string;
};

export function NewRecord({ api, back, title, note, ready = true, above, problem, refused, ...form }: NewRecordProps) {
  const t = useWords();
  const offers = useOffers(api);
  const offer = offers?.find((one) => one.name === 'create');
  return (
    <div className="page">
      <Back to={back.to}>{back.words}</Back>
      <PageHead title={title} note={note} />
      {above}
      <section className="card card-form" aria-label={title}>
        {problem}
        {offer && ready ? <Form {...form} api={api} offer={offer} cancel={back.cancel ?? back.to} /> : null}
        {!problem && (offers === undefined || (offer && !ready)) ? <Skeleton lines={8} height={400} /> : null}
        {offers && !offer ? <EmptyState title={t('shell:actions.none')}>{refused}</EmptyState> : null}
      </section>
    </div>
  );
}

type FormProps = Omit<NewRecordProps, 'back' | 'title' | 'note' | 'ready' | 'above' | 'problem' | 'refused'> & {
  offer: Offer;
  cancel: string;
};

function Form({ api, offer, cancel, submitWords, page, asked = same, sent = same, ...form }: FormProps) {
  const navigate = useNavigate();
  const last = useRef({ text: '', key: newKey() });
  const create = async (said: Record<string, unknown>) => {
    const body = sent(said);
    const text = JSON.stringify(body);
    if (last.current.text !== text) last.current = { text, key: newKey() };
    const { id } = await request<{ id: string }>('POST', api, { body, idempotencyKey: last.current.key });
    // What is stale is asked anew by the page that shows it: nobody waits here for lists that are not seen.
    void queries.invalidateQueries();
    await navigate({ to: page(id) });
  };
  return (
    <FieldForm
      {...form}
      schema={(asked(offer).input ?? {}) as Schema}
      submitWords={submitWords}
      onSubmit={create}
      onCancel={() => void navigate({ to: cancel })}
    />
  );
}

const same = <T,>(one: T): T => one;
