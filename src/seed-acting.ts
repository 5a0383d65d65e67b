// Who acts where a city is loaded or its demonstration begins, and steps that another process may have taken meanwhile.
import { type Actor, visitor } from './platform/shared/actor.ts';
import { Refusal } from './platform/shared/errors.ts';

/** Who loads a pack: no account, so that events say that nobody of the house stated it. */
export const loader: Actor = { ...visitor, roles: ['bureauOfficer'] };
/** The same, for an organization. */
export const actingFor = (organization: string): Actor => ({ ...loader, roles: ['organizationAdmin'], organization });

/** Null where it is refused: another process that starts at once may have done it. */
export const step = <T>(done: Promise<T>): Promise<T | null> =>
  done.catch((error: unknown) => {
    if (error instanceof Refusal) return null;
    throw error;
  });
