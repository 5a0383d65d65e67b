// Which record kinds have an import page: told by their modules, read by the page. Not the import itself.
import type { Role } from '../../platform/shared/actor.ts';

/** `path` is that of the records and of their list; `section` names their words under `pages:import.title`. */
export type ImportTarget = {
  path: `/${string}`;
  kind: string;
  section: 'organizations' | 'recognitions' | 'listings' | 'revenues' | 'contracts' | 'tenancies' | 'campaign';
  /** Who may import; officers unless said. */
  importers?: readonly Role[];
  list: string;
};

const targets = new Map<string, ImportTarget>();
export const addImportTarget = (target: ImportTarget): void => void targets.set(`${target.path}/import`, target);
/** What the page at this path imports into. */
export const importTargetAt = (page: string): ImportTarget | undefined => targets.get(page);
