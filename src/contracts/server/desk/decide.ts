// Decides many contracts, each in an act of its own: what is refused stops no other, and the same request again gets the same answer.
import type { Actor } from '../../../platform/shared/actor.ts';
import { Refusal } from '../../../platform/shared/errors.ts';
import type { ResponseOf } from '../../../platform/shared/route.ts';
import { earlier, type Kernel, remember, transact } from '../../../records/server/index.ts';
import { type Decision, decideMany, notClean } from '../../desk.ts';
import type { Contracts } from '../service.ts';
import type { Cleaned } from './cleanness.ts';

type Answer = ResponseOf<typeof decideMany>;
type Item = Answer['items'][number];
type Asked = { decisions: readonly Decision[]; onlyClean: boolean };
type Deciding = {
  actor: Actor;
  /** The request's `Idempotency-Key`. */
  key: string | null;
  cleanness: (actor: Actor, ids: readonly string[]) => Promise<Cleaned[]>;
  /** The words of a refusal in the actor's language. */
  words: (refused: Refusal) => string;
};

export async function decideAll(kernel: Kernel, contracts: Contracts, asked: Asked, of: Deciding): Promise<Answer> {
  const repeat =
    of.key === null ? null : { actor: of.actor.account ?? 'visitor', route: decideMany.path, key: of.key, request: asked };
  // Kept before anything is decided: another request under the same key is refused, and one that was broken off goes on where it was.
  const stored = repeat && (await transact(kernel.db, (tx) => earlier(tx, repeat)));
  if (stored?.answer) return decideMany.response.parse(stored.answer);
  const items: Item[] = [];
  for (const one of asked.decisions) items.push(await decided(contracts, one, asked.onlyClean, of));
  if (repeat) await transact(kernel.db, (tx) => remember(tx, repeat, 200, { items }));
  return { items };
}

async function decided(contracts: Contracts, one: Decision, onlyClean: boolean, of: Deciding): Promise<Item> {
  const { id, action } = one;
  try {
    if (onlyClean) {
      const [judged] = await of.cleanness(of.actor, [id]);
      if (judged && !judged.clean) throw notClean();
    }
    const { answer } = await actOf(contracts, one, of);
    return { id, action, done: true, state: String(answer['state']), version: Number(answer['version']), refusal: null };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { id, action, done: false, state: null, version: null, refusal: { code: error.code, words: of.words(error) } };
  }
}

function actOf({ act }: Contracts, one: Decision, { actor, key }: Deciding) {
  const repeat = key === null ? undefined : { route: decideMany.path, key: `${key} ${one.id} ${one.action}` };
  const call = { actor, id: one.id, version: one.version, repeat };
  switch (one.action) {
    case 'accept':
      return act('accept', { ...call, input: {} });
    case 'register':
      return act('register', { ...call, input: {} });
    case 'review':
      return act('review', { ...call, input: one.input });
    case 'sendBack':
      return act('sendBack', { ...call, input: one.input });
    case 'refuse':
      return act('refuse', { ...call, input: one.input });
    case 'askExperts':
      return act('askExperts', { ...call, input: one.input });
    case 'passTo':
      return act('passTo', { ...call, input: one.input });
  }
}
