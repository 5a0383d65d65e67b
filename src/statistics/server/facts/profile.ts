// Facts of the organization itself: what its credit code tells for certain of its legal form. What the code does not tell is typed.
import { institutionKind } from '../../../organizations/creditCode.ts';
import { creditCodeOf } from '../../../organizations/server/index.ts';
import type { Fact } from '../../fact.ts';
import type { Source } from './open.ts';
import { type FactPorts, saidOf } from './source.ts';

const [legalForm, nature] = ['organization.legalForm', 'organization.nature'] as const;
/** Options of the items, by the kind in the code (GB 32100): no university or institute is told from another public institution by it. */
const options = {
  [legalForm]: { enterprise: 'enterprise', publicInstitution: 'institution', privateNonEnterprise: 'socialService' },
  [nature]: { enterprise: 'enterprise' },
} as const;

export function profileSource({ say }: Pick<FactPorts, 'say'>): Source {
  return {
    codes: [legalForm, nature],
    tables: [],
    async read({ organization }, on) {
      const code = await creditCodeOf(on, organization);
      const kind = code === null ? null : institutionKind(code);
      const fact = (of: Partial<Record<string, string>>): Fact | null => {
        const value = kind === null ? undefined : of[kind];
        if (value === undefined || code === null) return null;
        return { value, words: saidOf(say, 'creditCode', { code }), address: `/organizations/${organization}` };
      };
      return { facts: { [legalForm]: fact(options[legalForm]), [nature]: fact(options[nature]) }, rows: {} };
    },
  };
}
