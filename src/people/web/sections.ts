// A port: what higher modules show on a technology manager's page (contracts that name him). This module knows none of them.
import { type ComponentType, lazy, type LazyExoticComponent } from 'react';

export type SectionProps = { person: string };
type Section = { order: number; load: () => Promise<{ default: ComponentType<SectionProps> }> };
type Held = { order: number; Shown: LazyExoticComponent<ComponentType<SectionProps>> };
const held: Held[] = [];

/** Adds a section to every manager's page, lowest order first. Its code is loaded when such a page is opened. */
export const addPersonSection = ({ order, load }: Section): void => void held.push({ order, Shown: lazy(load) });
export const allSections = (): readonly Held[] => held.toSorted((a, b) => a.order - b.order);
