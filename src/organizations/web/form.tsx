// The forms of organizations: what an action's input is asked with, and what is said beside a field as it is typed.
import type { Draft } from '../../platform/web/schema.ts';
import type { FieldSources, Schema } from '../../platform/web/FieldForm.tsx';
import { hasWords, useWords } from '../../platform/web/i18n.ts';
import { useSession } from '../../platform/web/session.ts';
import type { Offer } from '../../records/record.ts';
import { withControls } from '../../records/web/index.ts';
import { checkCreditCode, institutionKind } from '../creditCode.ts';
import { normaliseName } from '../names.ts';
import { Duplicates } from './Duplicates.tsx';
import { findOrganizations } from './find.ts';
import { IndustryPicker } from './IndustryPicker.tsx';
import { MergePreview } from './MergePreview.tsx';
import type { Organization } from './view.ts';

const controls: Record<string, Partial<Schema>> = {
  region: { control: 'region' },
  into: { control: 'organization' },
  on: { help: 'organizations:form.movedOnHelp' },
  size: { options: 'organizations:sizes' },
  reason: { control: 'textarea' },
};

/** What tells one organization from another first. */
const order = [
  'name',
  'nameWasWrong',
  'creditCode',
  'creditCodeOverride',
  'region',
  'kind',
  'size',
  'industry',
  'formerNames',
  'aliases',
];

/** An offered action as its form asks it. */
export const asAsked = (offer: Offer): Offer => withControls(offer, { controls, order });

/** What the form of `edit` begins with. */
export const editable = (one: Organization): Record<string, unknown> => ({
  ...one,
  kind: one.organizationKind,
  contactName: one.contact?.name,
  contactPhone: one.contact?.phone,
  contactEmail: one.contact?.email,
});

const textOf = (draft: Draft, field: string): string => {
  const value = draft[field];
  return typeof value === 'string' ? value.trim() : '';
};
const needsOverride = (draft: Draft): boolean =>
  textOf(draft, 'creditCode') !== '' && checkCreditCode(textOf(draft, 'creditCode')).overridable;

/** Choices, checks and previews of the forms; `of` is the organization being changed, null for a new one. */
export function useFormSources(of: { id: string; name: string } | null): FieldSources {
  const t = useWords();
  const isOfficer = useSession()?.roles.some((role) => role === 'bureauOfficer' || role === 'districtOfficer') ?? false;
  const self = of?.id ?? null;
  const kinds = [...kindCodes].filter((code) => hasWords(`organizations:kinds.${code}`));
  return {
    findOrganizations: async (words) => (await findOrganizations(words)).filter((one) => one.value !== self),
    options: { kind: kinds.map((value) => ({ value, title: t(`organizations:kinds.${value}`) })) },
    controls: { industry: (props) => <IndustryPicker {...props} /> },
    shown: {
      creditCodeOverride: needsOverride,
      nameWasWrong: (draft) => isOfficer && normaliseName(textOf(draft, 'name')) !== normaliseName(of?.name ?? ''),
    },
    notes: {
      creditCode: (draft) => <CodeNote said={textOf(draft, 'creditCode')} />,
      name: (draft) => <Duplicates name={textOf(draft, 'name')} creditCode={textOf(draft, 'creditCode')} except={self} />,
      into: (draft) => (self ? <MergePreview from={self} into={textOf(draft, 'into')} /> : null),
    },
  };
}

const kindCodes = [
  'serviceOrganization',
  'rdInstitution',
  'newRdInstitution',
  'university',
  'transferOrganization',
  'technologyExchange',
  'testingOrganization',
  'designServiceOrganization',
  'ipServiceOrganization',
  'technologyFinanceOrganization',
  'globalOrganization',
  'parkOperator',
  'association',
  'alliance',
] as const;

/** Whether a code holds, as it is typed: silent until it could be whole. */
function CodeNote({ said }: { said: string }) {
  const t = useWords();
  if (said.length < 15) return null;
  const checked = checkCreditCode(said);
  if (checked.ok) {
    const kind = t(`organizations:form.institution.${institutionKind(checked.code) ?? 'other'}`);
    return (
      <p className="note-good" aria-live="polite">
        ✓ {t('organizations:form.codeHolds', { kind })}
        {checked.warning ? <> · {t('organizations:form.codeWarning')}</> : null}
      </p>
    );
  }
  const place =
    checked.at !== undefined && checked.problem === 'character' ? ` (${t('organizations:form.codeAt', { at: checked.at })})` : '';
  return (
    <p className="note-warn" aria-live="polite">
      ! {t(`organizations:creditCode.${checked.problem ?? 'wrong'}`)}
      {place}
      {checked.overridable ? <> {t('organizations:form.codeOverride')}</> : null}
    </p>
  );
}
