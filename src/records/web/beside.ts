// What a higher module puts beside the history of every record: plugged once by the composition of pages. Not what it is.
import { type ComponentType, lazy, type ReactNode } from 'react';
import type { Among } from '../../platform/web/Timeline.tsx';

/** Shows its own part and, by `children`, the history with what it adds among the events. */
export type BesideHistory = ComponentType<{ record: string; children: (among: readonly Among[]) => ReactNode }>;

type Load = () => Promise<{ default: BesideHistory }>;
const alone: BesideHistory = ({ children }) => children([]);
const held: { load: Load } = { load: () => Promise.resolve({ default: alone }) };

export function putBesideHistory(load: Load): void {
  held.load = load;
}
/** The history alone, where nothing was put there. */
export const Beside = lazy(() => held.load());
