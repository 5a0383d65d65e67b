// A port: what higher modules show on an organization's page (its recognitions, its contracts). This module knows none of them.
import type { ComponentType } from 'react';

export type SectionProps = { organization: string };
export type Section = { order: number; load: () => Promise<{ default: ComponentType<SectionProps> }> };
const held: Section[] = [];

/** Adds a section to every organization's page, lowest order first. */
export const addSection = (section: Section): void => void held.push(section);
export const allSections = (): readonly Section[] => held.toSorted((a, b) => a.order - b.order);
