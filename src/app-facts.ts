// Opens the sources of facts that fill items of forms, with what they need of the city. Part of the composition root.
import type { Pack } from './platform/server/pack.ts';
import type { Say } from './platform/server/words.ts';
import type { Forms } from './forms/server/index.ts';
import type { Organizations } from './organizations/server/index.ts';
import { type Facts, openFacts, registerSources } from './statistics/server/index.ts';
import { tenantFacts } from './statistics/server/tenants.ts';
import type { PackParts } from './app-pack.ts';

type With = { pack: Pack; parts: PackParts; say: Say; organizations: Organizations; forms: Forms };

export function openFactsOf({ pack, parts, say, organizations, forms }: With): Facts {
  /** One list that goes from the first day to the last: two that meet may differ in what they hold. */
  const complete = (register: string, from: string, to: string): boolean =>
    parts.coverages.some((one) => one.register === register && one.from <= from && (one.to === null || one.to >= to));
  const sources = registerSources({ say, complete, sameAs: organizations.sameAs });
  return openFacts([...sources, tenantFacts(say)], { forms: forms.list(), city: pack.city.code });
}
