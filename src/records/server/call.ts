// A call of `act` as the kernel handles it: the module's own types were checked where its kind was opened. Types only.
import type { Actor } from '../../platform/shared/actor.ts';
import type { Life } from '../lifecycle.ts';
import type { KernelDb } from './kernel.ts';
import type { KindServer } from './kind.ts';

/** A kind as the kernel handles it: the module's own types are checked where it is opened. */
export type AnyKind = KindServer<KernelDb, string, Life, unknown>;
export type AnyCall = {
  actor: Actor;
  action: string;
  id?: string | undefined;
  input: Record<string, unknown>;
  /** Version that the caller has seen; another one is 412. */
  version?: number | undefined;
  /** Event because of which this one happens (a recalculation). */
  cause?: string | undefined;
  /** A time of its own: only the loader of an invented city that was still empty may set it. */
  at?: Date | undefined;
};
