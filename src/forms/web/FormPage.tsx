// A form as it is asked: on whose word, its items with their units, its tables, its checks, how it differs from the version before; and a template to try.
import { Suspense } from 'react';
import { useQuery } from '@tanstack/react-query';
import { documentFormats } from '../../platform/shared/document.ts';
import { useChangeSearch, usePathParam, useSearch } from '../../platform/web/address.ts';
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { address, call } from '../../platform/web/call.ts';
import { DocumentButtons } from '../../platform/web/Documents.tsx';
import { useLanguage, useWords } from '../../platform/web/i18n.ts';
import { PageHead, Tag } from '../../platform/web/Parts.tsx';
import { FactList, RecordPage } from '../../records/web/index.ts';
import '../../platform/web/table.css';
import { type FormSaid, getForm } from '../routes.ts';
import { Checks } from './Checks.tsx';
import { Differences } from './Differences.tsx';
import { Open } from './FormsPage.tsx';
import { Items } from './Items.tsx';
import { formSections } from './sections.ts';
import { TryForm } from './TryForm.tsx';
import './forms.css';

export default function FormPage() {
  const t = useWords();
  const language = useLanguage();
  const code = usePathParam('code');
  const version = Number(useSearch()['version']) || undefined;
  const asked = useQuery({
    queryKey: ['form', code, version ?? null, language],
    queryFn: () => call(getForm, { params: { code }, query: version === undefined ? {} : { version } }),
  });
  return (
    <RecordPage asked={asked} back={{ to: '/forms', words: t('forms:one.back') }}>
      {(form) => <Shown form={form} />}
    </RecordPage>
  );
}

function Shown({ form }: { form: FormSaid }) {
  const t = useWords();
  const before = form.versions.findLast((one) => one.version < form.version);
  return (
    <>
      <PageHead
        title={form.name}
        note={
          <span className="head-names">
            <span>{t(`forms:lengths.${form.length}`)}</span>
            <span>{t(`forms:frames.${form.frame}`)}</span>
            {form.commission ? <Open of={form.commission.open} /> : <Tag>{t('forms:standing.none')}</Tag>}
          </span>
        }
        aside={
          <span className="head-names">
            <DocumentButtons
              path={`/forms/${form.code}/print`}
              name={t('forms:one.print')}
              formats={documentFormats}
              query={{ version: form.version }}
            />
            <a className="button button-small" href={address(`/forms/${form.code}/template`, { version: form.version })} download>
              {t('forms:one.template')}
            </a>
          </span>
        }
      />
      <Head form={form} />
      <Suspense fallback={null}>
        {formSections().map(({ order, Shown: Section }) => (
          <Section key={order} form={form} />
        ))}
      </Suspense>
      <TryForm form={form} />
      {form.sections.map((section) => (
        <section key={section.code} className="card" aria-label={section.name}>
          <h2>{section.name}</h2>
          <Items items={section.items} caption={section.name} />
        </section>
      ))}
      {form.rows.map((table) => (
        <section key={table.code} className="card" aria-label={table.name}>
          <h2>{table.name}</h2>
          <p className="note">
            {t('forms:one.most', { most: table.most })}
            {table.note ? ` · ${table.note}` : ''}
            {table.filledBy ? ` · ${t('forms:one.rowsFilled', { from: table.filledBy })}` : ''}
          </p>
          <Items items={table.columns} caption={table.name} />
        </section>
      ))}
      <Checks form={form} />
      {before ? <Differences form={form} before={before.version} /> : null}
    </>
  );
}

/** What stands at the head of every print of it, which version it is, and where its items come from. */
function Head({ form }: { form: FormSaid }) {
  const t = useWords();
  const change = useChangeSearch();
  const { commission, basis } = form;
  return (
    <section className="card" aria-label={t('forms:columns.standing')}>
      {commission ? <Standing of={commission} /> : <p className="note">{t('forms:one.draft')}</p>}
      <FactList
        facts={[
          [
            t('forms:columns.due'),
            commission
              ? t(commission.due.working ? 'forms:due.working' : 'forms:due.days', { days: commission.due.days })
              : undefined,
          ],
          [
            t('forms:one.basis'),
            <span key="basis">
              {basis.text} <Tag tone={basis.sure === 'verified' ? 'good' : 'none'}>{t(`forms:one.sure.${basis.sure}`)}</Tag>
            </span>,
          ],
        ]}
      />
      <p className="form-versions">
        {form.versions.map(({ version, from, to }) => {
          const title = t(to === null ? 'forms:one.versionFrom' : 'forms:one.versionFromTo', { version, from, to: to ?? '' });
          return version === form.version ? (
            <b key={version}>{title}</b>
          ) : (
            <button
              key={version}
              type="button"
              className="button button-small"
              onClick={() => change({ version: String(version) })}
            >
              {title}
            </button>
          );
        })}
        {form.sealed ? <Tag>{t('forms:one.sealed')}</Tag> : null}
      </p>
      {form.note ? <p className="note">{form.note}</p> : null}
    </section>
  );
}

function Standing({ of }: { of: NonNullable<FormSaid['commission']> }) {
  const t = useWords();
  if (of.standing.kind === 'administrative') return <p>{t('forms:head.use', { use: of.standing.use })}</p>;
  const { number, issuedBy, approval, validUntil } = of.standing;
  return (
    <ul className="form-head">
      <li>
        {t('forms:head.number', { number: '' })}
        <AsWritten>{number}</AsWritten>
      </li>
      <li>{t('forms:head.issuedBy', { body: issuedBy })}</li>
      <li>
        {t(`forms:head.${approval.how}`, { body: approval.by, number: '' })}
        <AsWritten>{approval.number}</AsWritten>
      </li>
      <li>{t('forms:head.validUntil', { day: validUntil })}</li>
    </ul>
  );
}
