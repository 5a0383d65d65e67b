// All the rules that keep the house (docs/architecture.md), in the order in which they are told.
import { openedByFew, statisticsApart } from './apart.ts';
import { frontDoors, moduleOrder, noCycles, readableImports, sides } from './boundaries.ts';
import type { Rule } from './rule.ts';
import * as texts from './texts.ts';
import { casts, onlyErrorClasses, ownTables, rawWrites } from './writes.ts';

export const rules: readonly Rule[] = [
  readableImports,
  moduleOrder,
  sides,
  frontDoors,
  noCycles,
  rawWrites,
  casts,
  ownTables,
  onlyErrorClasses,
  statisticsApart,
  openedByFew,
  texts.moduleShape,
  texts.moduleReadmes,
  texts.agentsFile,
  texts.fileLength,
  texts.functionLength,
  texts.words,
  texts.shownWords,
  texts.testsRun,
  texts.dependencies,
  texts.machinePaths,
  texts.registryHosts,
  texts.decisionNames,
];
