// A port: what a module tells everybody who holds one of its documents, above the proof of it. Knows no module.
import { type ComponentType, createElement, lazy, type LazyExoticComponent, type ReactNode } from 'react';

export type StandingProps = { id: string; event: string };
const held = new Map<string, LazyExoticComponent<ComponentType<StandingProps>>>();

/** Shown on the page to which the QR code of a kind's documents leads. Its code is loaded when that page is opened. */
export const addStanding = (kind: string, load: () => Promise<{ default: ComponentType<StandingProps> }>): void =>
  void held.set(kind, lazy(load));
export const hasStanding = (kind: string): boolean => held.has(kind);
/** The part of that kind; null where its module has none. */
export function standingPart(kind: string, props: StandingProps): ReactNode {
  const found = held.get(kind);
  return found ? createElement(found, props) : null;
}
