// The checks of a form in its own words, mandatory ones first, each with its expression.
import { useWords } from '../../platform/web/i18n.ts';
import { Tag } from '../../platform/web/Parts.tsx';
import type { FormSaid } from '../routes.ts';

export function Checks({ form }: { form: FormSaid }) {
  const t = useWords();
  const sorted = form.rules.toSorted((a, b) => (a.level === b.level ? 0 : a.level === 'mandatory' ? -1 : 1));
  return (
    <section className="card" aria-label={t('forms:one.checks')}>
      <h2>{t('forms:one.checks')}</h2>
      <p className="note form-lead">{t('forms:one.checksNote')}</p>
      {sorted.length === 0 ? <p>{t('forms:one.noChecks')}</p> : null}
      <ul className="form-checks">
        {sorted.map((one) => (
          <li key={one.code}>
            <Tag tone={one.level === 'mandatory' ? 'bad' : 'warn'}>{t(`forms:one.${one.level}`)}</Tag>
            <span>
              {one.name}
              <code>{one.expression}</code>
            </span>
          </li>
        ))}
      </ul>
      <h3>{t('formChecks:title')}</h3>
      <p className="note form-lead">{t(form.ratios.length > 0 ? 'formChecks:noteWithRatios' : 'formChecks:note')}</p>
      {form.ratios.length > 0 ? (
        <ul className="form-ratios">
          {form.ratios.map((one) => (
            <li key={one.code}>{one.name}</li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}
