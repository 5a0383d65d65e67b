// For each rule: trees with a violation planted in them, and a clean one. Read by architecture.test.ts.
import type { Source } from '../source.ts';
import { apart } from './apart.ts';
import { importing } from './imports.ts';
import type { Planted, Tree } from './planted.ts';
import { standing } from './texts.ts';
import { writing } from './writes.ts';

export const sourcesOf = (tree: Tree): Source[] => Object.entries(tree).map(([path, text]) => ({ path, text }));
export const planted: readonly Planted[] = [...importing, ...writing, ...apart, ...standing];
