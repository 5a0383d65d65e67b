// What is typed into a form and not sent yet, kept in this browser for the account that typed it: a closed or killed tab loses nothing. Gone once it is sent, or its account signs out.
import { queries } from './query.ts';

const beginning = 'touyan.draft.';
const accountNow = (): string => queries.getQueryData<{ account: string } | null>(['session'])?.account ?? '';
const keyOf = (form: string): string => `${beginning}${accountNow()}.${form}`;

/** Null where nothing was kept, or nothing that can be read. */
export function keptDraft(form: string): Record<string, unknown> | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(form)) ?? 'null');
    return typeof kept === 'object' && kept !== null ? Object.fromEntries(Object.entries(kept)) : null;
  } catch {
    return null;
  }
}

/** Whether there was room for it. */
export function keepDraft(form: string, draft: Record<string, unknown>): boolean {
  try {
    localStorage.setItem(keyOf(form), JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}

export const dropDraft = (form: string): void => localStorage.removeItem(keyOf(form));

/** Everything that the account has typed here: whoever uses the browser next finds nothing of it. */
export function dropDrafts(): void {
  const mine = keyOf('');
  for (const key of Object.keys(localStorage)) if (key.startsWith(mine)) localStorage.removeItem(key);
}
