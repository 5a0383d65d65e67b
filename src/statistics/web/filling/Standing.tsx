// On whose word a return is asked, as it stands at the head of every print of its form; and what its figures are for.
import { Link } from '@tanstack/react-router';
import { AsWritten } from '../../../platform/web/AsWritten.tsx';
import { useWords } from '../../../platform/web/i18n.ts';
import { Tag } from '../../../platform/web/Parts.tsx';
import type { FormSaid } from '../../../forms/routes.ts';

export function Standing({ form }: { form: FormSaid }) {
  const t = useWords();
  const of = form.commission?.standing;
  return (
    <section className="card" aria-label={t('forms:columns.standing')}>
      <h2>
        {t('forms:columns.standing')}
        {of ? <Tag>{t(`forms:standing.${of.kind}`)}</Tag> : null}
      </h2>
      {of?.kind === 'administrative' ? <p>{t('forms:head.use', { use: of.use })}</p> : null}
      {of?.kind === 'statutory' ? (
        <ul className="sheet-head">
          <li>
            {t('forms:head.number', { number: '' })}
            <AsWritten>{of.number}</AsWritten>
          </li>
          <li>{t('forms:head.issuedBy', { body: of.issuedBy })}</li>
          <li>
            {t(`forms:head.${of.approval.how}`, { body: of.approval.by, number: '' })}
            <AsWritten>{of.approval.number}</AsWritten>
          </li>
          <li>{t('forms:head.validUntil', { day: of.validUntil })}</li>
        </ul>
      ) : null}
      <p>
        <Link to={`/forms/${form.code}` as string} search={{ version: String(form.version) }}>
          {t('filling:page.form')}
        </Link>
      </p>
    </section>
  );
}
