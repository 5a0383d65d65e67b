// The forms of recognitions: kinds by group, levels of the kind chosen, the organization or none. What may be asked, the server says.
import type { OwnControl } from '../../platform/web/Fields.tsx';
import type { FieldSources, Schema } from '../../platform/web/FieldForm.tsx';
import { useWords } from '../../platform/web/i18n.ts';
import { useSession } from '../../platform/web/session.ts';
import { findOrganizations } from '../../organizations/web/index.ts';
import type { Offer } from '../../records/record.ts';
import { withControls } from '../../records/web/index.ts';
import { districtStages } from '../stages.ts';
import type { Kinds } from './view.ts';

const controls: Record<string, Partial<Schema>> = {
  organization: { control: 'organization', help: 'recognitions:form.organizationHelp' },
  region: { control: 'region', help: 'recognitions:form.regionHelp' },
  stage: { help: 'recognitions:form.stageHelp' },
  reason: { control: 'textarea' },
};
/** In the order in which a document says it. */
const order = [
  'title',
  'kind',
  'level',
  'organization',
  'region',
  'stage',
  'recognisedOn',
  'removedOn',
  'issuer',
  'documentNumber',
];

/** An offered action as its form asks it. */
export const asAsked = (offer: Offer): Offer => withControls(offer, { controls, order });

/** Choices of the forms; `kind` is that of the record, where there is one already. */
export function useFormSources(kinds: Kinds, kind: string | null): FieldSources {
  const t = useWords();
  const roles = useSession()?.roles ?? [];
  const ofDistrict = roles.includes('districtOfficer') && !roles.includes('bureauOfficer');
  const levelsOf = (code: string) => {
    const allowed = kinds.kinds.find((one) => one.code === code)?.levels ?? [];
    return kinds.levels.filter((one) => allowed.includes(one.code)).toSorted((a, b) => a.rank - b.rank);
  };
  const kindIn = (draft: OwnControl['draft']): string => kind ?? (typeof draft['kind'] === 'string' ? draft['kind'] : '');
  return {
    findOrganizations,
    options: {
      stage: kinds.stages
        .filter((one) =>
          ofDistrict ? districtStages.some((stage) => stage === one.code) : !['removed', 'voided'].includes(one.code),
        )
        .map((one) => ({ value: one.code, title: one.name })),
    },
    controls: {
      kind: ({ common, value, onChange }) => (
        <select {...common} className="input" value={value} onChange={(event) => onChange(event.target.value)}>
          <option value="">{t('shell:form.choose')}</option>
          {kinds.groups.map((group) => (
            <optgroup key={group.code} label={group.name}>
              {kinds.kinds
                .filter((one) => one.group === group.code)
                .map((one) => (
                  <option key={one.code} value={one.code}>
                    {one.name}
                  </option>
                ))}
            </optgroup>
          ))}
        </select>
      ),
      level: ({ common, value, onChange, draft }) => {
        const of = kindIn(draft);
        const levels = levelsOf(of);
        const none = t(
          of === '' ? 'recognitions:form.levelFirst' : levels.length === 0 ? 'recognitions:form.levelNone' : 'shell:form.choose',
        );
        return (
          <select
            {...common}
            className="input"
            disabled={levels.length === 0}
            value={levels.some((one) => one.code === value) ? value : ''}
            onChange={(event) => onChange(event.target.value)}
          >
            <option value="">{none}</option>
            {levels.map((one) => (
              <option key={one.code} value={one.code}>
                {one.name}
              </option>
            ))}
          </select>
        );
      },
    },
  };
}

/** A level that the kind is not given at falls away: the reader chose it before the kind. */
export function withLevelOfKind(kinds: Kinds, body: Record<string, unknown>): Record<string, unknown> {
  const of = kinds.kinds.find((one) => one.code === body['kind']);
  return of && typeof body['level'] === 'string' && !of.levels.includes(body['level']) ? { ...body, level: null } : body;
}
