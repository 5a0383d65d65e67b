// How a form's version differs from the one before it, item by item.
import { useQuery } from '@tanstack/react-query';
import { call } from '../../platform/web/call.ts';
import { useLanguage, useWords } from '../../platform/web/i18n.ts';
import { ProblemView, Skeleton, Tag } from '../../platform/web/Parts.tsx';
import { compareForms, type FormSaid } from '../routes.ts';

export function Differences({ form, before }: { form: FormSaid; before: number }) {
  const t = useWords();
  const language = useLanguage();
  const { code, version } = form;
  const asked = useQuery({
    queryKey: ['formDifference', code, before, version, language],
    queryFn: () => call(compareForms, { params: { code }, query: { from: before, to: version } }),
  });
  const title = t('forms:one.difference', { version: before });
  return (
    <section className="card" aria-label={title}>
      <h2>{title}</h2>
      {asked.isPending ? <Skeleton lines={3} height={90} /> : null}
      {asked.isError ? <ProblemView problem={asked.error} again={() => void asked.refetch()} /> : null}
      {asked.data?.items.length === 0 ? <p className="note">{t('forms:one.same')}</p> : null}
      <ul className="form-checks">
        {asked.data?.items.map((one) => (
          <li key={`${one.of} ${one.place}`}>
            <Tag tone={one.how === 'added' ? 'good' : one.how === 'removed' ? 'bad' : 'warn'}>
              {t(`forms:one.how.${one.how}`)}
            </Tag>
            <span>
              {one.name}{' '}
              <span className="note">{one.what.map((field) => t(`forms:fields.${field}`)).join(t('forms:one.and'))}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
