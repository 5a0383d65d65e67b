// The actions of a record that its reader is not offered, and why: not in this state, or not by this role. Pure; who may act the server decides.
import type { Role } from '../platform/shared/actor.ts';
import { createsFrom, type Life, listOf, mayFrom } from './lifecycle.ts';

export type Withheld = {
  action: string;
  /** States in which it is possible, where the present one is none of them. */
  states: readonly string[];
  /** Roles and parties of the record that may do it, where the reader's role alone does not. */
  standings: readonly string[];
};

/** What the lifecycle knows beside what was offered. What the clock alone does is nobody's to do. */
export function withheldOf(
  life: Life,
  record: { state: string; actions: readonly { name: string }[] },
  roles: readonly Role[],
): Withheld[] {
  const offered = new Set(record.actions.map((one) => one.name));
  return Object.entries(life.actions).flatMap(([action, step]): Withheld[] => {
    const by = listOf(step.by).filter((one) => one !== 'clock' && one !== 'visitor');
    if (createsFrom(step) || by.length === 0 || offered.has(action)) return [];
    const states = mayFrom(step, record.state) ? [] : listOf(step.from);
    return [{ action, states, standings: by.some((one) => roles.includes(one as Role)) ? [] : by }];
  });
}
