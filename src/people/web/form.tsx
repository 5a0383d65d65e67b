// The forms of technology managers: the controls of an action's fields, and the warning before what cannot be undone. What may be asked, the server says.
import { findOrganizations } from '../../organizations/web/index.ts';
import type { FieldSources, Schema } from '../../platform/web/FieldForm.tsx';
import { useWords } from '../../platform/web/i18n.ts';
import type { Offer } from '../../records/record.ts';
import { withControls } from '../../records/web/index.ts';
import { certificateLevels } from '../technologyManager.ts';
import type { Person } from './view.ts';

const controls: Record<string, Partial<Schema>> = {
  organization: { control: 'organization', help: 'people:form.organization' },
  certificateNumber: { help: 'people:form.personal' },
  validTo: { help: 'people:form.validTo' },
  account: { help: 'people:form.account' },
  reason: { control: 'textarea' },
};
/** What an action does with its fields beyond their common meaning. */
const of: Record<string, Record<string, Partial<Schema>>> = {
  // The account is not told to a reader: an empty field leaves it as it is.
  edit: { account: { help: 'people:form.accountKept', anyOf: [{ type: 'string', maxLength: 64 }] } },
  confirm: { on: { help: 'people:form.confirmedOn' } },
  renew: { on: { help: 'people:form.renewedOn' } },
};
const warned = ['erase', 'void'];

/** An offered action with the controls of its fields, and its warning where it takes something away for good. */
export function asAsked(offer: Offer): Offer {
  const own = Object.entries(of[offer.name] ?? {}).map(([name, field]) => [name, { ...controls[name], ...field }]);
  const { input, ...rest } = withControls(offer, { controls: { ...controls, ...Object.fromEntries(own) } });
  const help = warned.includes(offer.name) ? { help: `people:confirm.${offer.name}` } : {};
  return { ...rest, input: input && { ...input, ...help } };
}

/** What a form begins with. */
export function givenOf(one: Person, action: string): Record<string, unknown> | undefined {
  if (action === 'edit') return { ...one };
  return action === 'renew' ? { certificateLevel: one.certificateLevel } : undefined;
}

export function useFormSources(): FieldSources {
  const t = useWords();
  return {
    findOrganizations,
    options: {
      certificateLevel: certificateLevels.map((value) => ({
        value,
        title: `${t(`people:titles.${value}`)}${t('people:page.aside', { what: t(`people:levels.registry.${value}`) })}`,
      })),
    },
  };
}
