// What the forms of a contract choose from, and which of its actions make sense now: by its state, its schedule, its receipts, its objection. Not the fields (form.ts).
import type { ReactNode } from 'react';
import { request } from '../../platform/web/call.ts';
import { type FieldSources, useOptions } from '../../platform/web/Fields.tsx';
import type { OwnControl } from '../../platform/web/Fields.tsx';
import { useWords } from '../../platform/web/i18n.ts';
import type { Draft } from '../../platform/web/schema.ts';
import { useSession } from '../../platform/web/session.ts';
import type { Option } from '../../platform/web/table.ts';
import type { Page } from '../../records/web/index.ts';
import { asked, dependentFields, type Deciding } from '../fieldsOf.ts';
import { againstWhat } from '../objections.ts';
import { benefitWishes, type Subtype, subtypesOf } from '../terms.ts';
import { useActiveRegistries } from './registry-view.ts';
import { sourcesOf } from './form.ts';
import { type Contract, yuan } from './view.ts';

const said = (value: Draft[string] | undefined): string | null => (typeof value === 'string' && value !== '' ? value : null);
const decidingOf = (draft: Draft): Deciding => ({
  type: said(draft['type']),
  subtype: said(draft['subtype']),
  paymentMode: said(draft['paymentMode']),
  parties: (Array.isArray(draft['parties']) ? draft['parties'] : []).map((one) => ({
    role: typeof one === 'string' ? '' : (said(one['role']) ?? ''),
  })),
});
/** Fields that the rest of the form calls for. */
const shown: Record<string, (draft: Draft) => boolean> = Object.fromEntries(
  dependentFields.map((field) => [field, (draft: Draft) => asked(field, decidingOf(draft))]),
);

function Choose({ of: { common, value, onChange }, options }: { of: OwnControl; options: readonly Option[] }) {
  const t = useWords();
  return (
    <select {...common} className="input" value={value} onChange={(event) => onChange(event.target.value)}>
      <option value="">{t('shell:form.choose')}</option>
      {options.map((one) => (
        <option key={one.value} value={one.value}>
          {one.title}
        </option>
      ))}
    </select>
  );
}
export const choosing =
  (options: (draft: Draft) => readonly Option[]) =>
  (of: OwnControl): ReactNode => <Choose of={of} options={options(of.draft)} />;

/** Technology managers whom the reader sees, to name one as a party. */
function useManagers(): readonly Option[] {
  const may = useSession()?.roles.some((role) => role === 'organizationAdmin' || role === 'bureauOfficer') ?? false;
  return useOptions(`managers ${may}`, async () => {
    if (!may) return [];
    const { items } = await request<Page<{ id: string; name: string | null; code: string }>>('GET', '/technology-managers', {
      query: { limit: 200, state: 'registered' },
    });
    return items.map(({ id, name, code }) => ({ value: id, title: [name, code].filter(Boolean).join(' ') }));
  });
}

/** Parties that a contract names already are found first: the search knows names, the form begins with an id. */
const namedIn = (of: Contract | undefined): Option[] =>
  (of?.parties ?? []).flatMap(({ organization, organizationName }) =>
    organization === null || organizationName === null ? [] : [{ value: organization, title: organizationName }],
  );

/** The sources of the form of a new contract (perhaps like an earlier one) and of editing one. */
export function useTermSources(of: Contract | undefined, registries: readonly Option[] = []): FieldSources {
  const t = useWords();
  const managers = useManagers();
  const subtypes = (draft: Draft): Option[] =>
    Object.entries(subtypesOf)
      .filter(([type]) => type === draft['type'])
      .flatMap(([, of]) => of.map((value: Subtype) => ({ value, title: t(`contracts:subtypes.${value}`) })));
  const base = sourcesOf(registries);
  const named = namedIn(of);
  const found = async (words: string): Promise<Option[]> => {
    const others = (await base.findOrganizations?.(words)) ?? [];
    const fitting = named.filter((one) => one.title.includes(words));
    return [...fitting, ...others.filter((one) => !fitting.some((each) => each.value === one.value))];
  };
  return {
    ...base,
    findOrganizations: found,
    options: {
      ...base.options,
      manager: managers,
      benefits: benefitWishes.map((value) => ({ value, title: t(`contracts:benefitWishes.${value}`) })),
    },
    controls: { subtype: choosing(subtypes) },
    shown: { ...shown, manager: (draft) => draft['role'] === 'technologyManager' && managers.length > 0 },
  };
}

/** The sources of all forms of one contract. */
export function useContractSources(one: Contract): FieldSources {
  const t = useWords();
  const offered = new Set(one.actions.map(({ name }) => name));
  const registries = useActiveRegistries(offered.has('passTo')).filter((of) => of.value !== one.registry);
  const terms = useTermSources(one, registries);
  const registrars = useOptions(`registrars ${offered.has('assignRecheck')}`, async () => {
    if (!offered.has('assignRecheck')) return [];
    const { items } = await request<{ items: { id: string; name: string }[] }>('GET', '/registrars');
    return items.map(({ id, name }) => ({ value: id, title: name }));
  });
  const files = useOptions(`files of ${one.id} ${one.version} ${offered.has('recordOpinion')}`, async () => {
    if (!offered.has('recordOpinion')) return [];
    const { items } = await request<Page<{ id: string; name: string | null }>>('GET', '/attachments', {
      query: { record: one.id, recordKind: 'contract', state: 'attached', limit: 100 },
    });
    return items.map(({ id, name }) => ({ value: id, title: name ?? id }));
  });
  const against = againstWhat
    .filter((each) => (each === 'refusal') === (one.state === 'refused'))
    .map((value) => ({ value, title: t(`contracts:against.${value}`) }));
  const instalments = one.dues.map(({ number, on, amount }) => ({
    value: String(number),
    title: [number, on, yuan(amount)].filter(Boolean).join(' · '),
  }));
  const receipts = one.receipts
    .filter((each) => each.voided === null)
    .map(({ number, on, amount }) => ({ value: String(number), title: [number, on, yuan(amount)].join(' · ') }));
  return {
    ...terms,
    options: { ...terms.options, account: registrars, attachments: files, against },
    controls: { ...terms.controls, instalment: choosing(() => instalments), number: numberOf(receipts) },
    shown: { ...terms.shown, instalment: () => instalments.length > 0, attachments: () => files.length > 0 },
  };
}

/** A receipt's number is chosen; the number of a right, which stands beside its type, is typed. */
const numberOf =
  (receipts: readonly Option[]) =>
  (of: OwnControl): ReactNode =>
    'type' in of.draft ? (
      <input
        {...of.common}
        className="input"
        maxLength={60}
        value={of.value}
        onChange={(event) => of.onChange(event.target.value)}
      />
    ) : (
      <Choose of={of} options={receipts} />
    );

const blockedByObjection = ['object', 'recordObjection', 'amend', 'settle', 'cancel', 'revoke'];
/** Actions that would be refused for something that the page itself shows. */
export function sensible(one: Contract): Contract['actions'] {
  const open = one.objections.some((each) => each.result === null);
  const holds = one.receipts.some((each) => each.voided === null);
  const answered = one.state !== 'expertReview' || (one.expertReviews.at(-1)?.opinion ?? null) !== null;
  return one.actions.filter(({ name }) => {
    if (open && blockedByObjection.includes(name)) return false;
    if (name === 'voidReceipt' || name === 'confirmIncome') return holds;
    // What was fixed from the beginning is amended, not settled.
    if (name === 'settle') return asked('royalty', one);
    if (name === 'undoConfirmation') return one.confirmations.length > 0;
    if (name === 'withdrawTaxClaim') return one.taxClaims.some((each) => each.mine);
    if (name === 'register' || name === 'refuse' || name === 'review') return answered;
    return true;
  });
}
