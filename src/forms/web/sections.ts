// A port: what higher modules show on a form's page (what the platform would fill of it). This module knows none of them.
import { type ComponentType, lazy, type LazyExoticComponent } from 'react';
import type { FormSaid } from '../routes.ts';

export type SectionProps = { form: FormSaid };
type Section = { order: number; load: () => Promise<{ default: ComponentType<SectionProps> }> };
type Held = { order: number; Shown: LazyExoticComponent<ComponentType<SectionProps>> };
const held: Held[] = [];

/** Adds a section to every form's page, lowest order first. Its code is loaded when such a page is opened. */
export const addFormSection = ({ order, load }: Section): void => void held.push({ order, Shown: lazy(load) });
export const formSections = (): readonly Held[] => held.toSorted((a, b) => a.order - b.order);
