// Hands what acts tell to whoever writes it down, in the transaction of the acts: what is rolled back tells nothing. Not who is reached (desk).
import { uuidv7 } from 'uuidv7';
import type { Language } from '../../platform/shared/actor.ts';
import { type Concerns, fitting, type Telling, type ToldRule } from '../tells.ts';
import { type EventMade, type Kernel, type KernelTx, now, type OpenedKind } from './kernel.ts';

/** An act that was done: its event, by whom and in which standing. */
export type Done = { event: EventMade; actor: string | null; role: string };

/**
 * Tells of some acts of one kind. Followers of a record are told of every action on it, whatever the kind declares; what the loader
 * of a pack does, and what is only counted anew, is told to nobody.
 */
export async function tellOf(kernel: Kernel, tx: KernelTx, kind: string, acts: readonly Done[]): Promise<void> {
  const opened = kernel.kinds.get(kind);
  if (!kernel.teller || kernel.loading || !opened) return;
  const told = acts
    .filter(({ event, role }) => role !== 'loader' && event.action !== 'recalculate')
    .map((one) => tellingOf(opened, one));
  const some = told.filter(({ rules, isNew }) => rules.length > 0 || !isNew);
  if (some.length > 0) await kernel.teller(tx, some);
}

const languages: readonly Language[] = ['zh-CN', 'en'];
const inBoth = <T>(say: (language: Language) => T): Record<Language, T> => ({
  'zh-CN': say(languages[0]!),
  en: say(languages[1]!),
});

function tellingOf(opened: OpenedKind, { event, actor }: Done): Telling & { isNew: boolean } {
  const { row, before } = event;
  // Without personal values: a notice outlives what may have to be erased.
  const titles = inBoth((language) => opened.title(row, {}, language));
  const rules = fitting(opened.tells, event.action, row, before).map(
    ({ to, topic, words, params }): ToldRule => ({
      to,
      topic,
      words,
      params: inBoth((language) => ({ ...params?.(row), record: titles[language] })),
    }),
  );
  const concerns = concernsOf(opened, row, before);
  const { id: cause, kind, record, recordedAt: at, action } = event;
  return { cause, kind, record, actor, at, concerns, rules, acted: { action, titles }, isNew: before === null };
}

/** What the record concerns now, and the organizations and accounts that it concerned until this action. */
function concernsOf(opened: OpenedKind, row: EventMade['row'], before: EventMade['before']): Concerns {
  const now = opened.concerns(row);
  if (before === null) return now;
  const then = opened.concerns(before);
  const both = (a: readonly string[] = [], b: readonly string[] = []) => [...new Set([...a, ...b])];
  return {
    region: now.region ?? then.region,
    organizations: both(now.organizations, then.organizations),
    accounts: both(now.accounts, then.accounts),
  };
}

type Ended = {
  id: string;
  kind: string;
  account: string | null;
  file: string;
  how: 'judged' | 'written' | 'failed';
  rows: number;
};

/** Tells whoever brought a file that it has come through, or not. */
export async function tellOfImport(kernel: Kernel, tx: KernelTx, of: Ended): Promise<void> {
  if (!kernel.teller || of.account === null) return;
  const { id, kind, account, file, how, rows } = of;
  const rule: ToldRule = {
    to: ['named'],
    topic: 'imports',
    words: `records:tells.import.${how}`,
    params: inBoth(() => ({ record: file, rows })),
  };
  const concerns = { region: null, organizations: [], accounts: [account] };
  // An import is read again and again until it is committed: each end of its judging is a cause of its own.
  const cause = how === 'judged' ? `import ${id} ${uuidv7()}` : `import ${id} ${how}`;
  await kernel.teller(tx, [
    { cause, kind: `import ${kind}`, record: id, actor: null, at: await now(tx), concerns, rules: [rule] },
  ]);
}
