// A port: what higher modules show on the page of a recognition (figures that its applicant carried into it). This module knows none of them.
import { type ComponentType, lazy, type LazyExoticComponent } from 'react';

export type RecognitionSectionProps = { recognition: string };
type Section = { order: number; load: () => Promise<{ default: ComponentType<RecognitionSectionProps> }> };
type Held = { order: number; Shown: LazyExoticComponent<ComponentType<RecognitionSectionProps>> };
const held: Held[] = [];

/** Adds a section to every recognition's page, lowest order first. Its code is loaded when such a page is opened. */
export const addRecognitionSection = ({ order, load }: Section): void => void held.push({ order, Shown: lazy(load) });
export const recognitionSections = (): readonly Held[] => held.toSorted((a, b) => a.order - b.order);
