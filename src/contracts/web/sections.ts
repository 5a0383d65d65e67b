// A port: what higher modules show on a contract's page (the deal that it came from). This module knows none of them.
import { type ComponentType, lazy, type LazyExoticComponent } from 'react';

type Shown = ComponentType<{ contract: string }>;
const held: LazyExoticComponent<Shown>[] = [];

/** Adds a part to every contract's page, beside what may be done. Its code is loaded when such a page is opened. */
export const addContractSection = (load: () => Promise<{ default: Shown }>): void => void held.push(lazy(load));
export const contractSections = (): readonly LazyExoticComponent<Shown>[] => held;
