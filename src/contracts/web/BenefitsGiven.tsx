// What was filled in, as a list for the paper, where the form is not printed. Not the form (BenefitsForm.tsx).
import { exactNumber } from '../../platform/web/format.ts';
import { useWords } from '../../platform/web/i18n.ts';
import { useSearch } from '../../platform/web/address.ts';
import { choices } from './BenefitsForm.tsx';
import { type Field, fields, factsIn, isSum } from './benefitsState.ts';

export function BenefitsGiven() {
  const t = useWords();
  const facts = factsIn(useSearch());
  const said = (field: Field): string => {
    const value = facts[field];
    if (Array.isArray(value))
      return value.map((one) => t(`benefits:items.${one}`)).join(t('benefits:comma')) || t('benefits:none');
    if (typeof value === 'boolean') return t(value ? 'benefits:yes' : 'benefits:no');
    if (value === null) return t(field === 'signedOn' ? 'benefits:notSigned' : 'benefits:notRegistered');
    const text = String(value);
    if (isSum(field)) return `${exactNumber(text)} ${t('benefits:yuan')}`;
    const words = field === 'subType' ? 'subTypes' : choices[field]?.words;
    return words === undefined ? text : t(`benefits:${words}.${text}`);
  };
  return (
    <section className="card benefits-given">
      <h2>{t('benefits:given')}</h2>
      <dl>
        {fields
          .filter((field) => facts[field] !== undefined)
          .map((field) => (
            <div key={field}>
              <dt>{t(`benefits:fields.${field}`)}</dt>
              <dd>{said(field)}</dd>
            </div>
          ))}
      </dl>
    </section>
  );
}
