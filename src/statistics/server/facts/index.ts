// Sources of facts over the registers below statistics, and what opens them.

import type { Source } from './open.ts';
import { broughtAboutSource } from './broughtAbout.ts';
import { managersSource } from './people.ts';
import { premisesSource } from './premises.ts';
import { profileSource } from './profile.ts';
import { receivedSource } from './received.ts';
import { signedSource, soldSource } from './sold.ts';
import type { FactPorts } from './source.ts';

export { fillingOf } from './filling.ts';
export { knownOf } from './known.ts';
export { mountFacts, openTo } from './mount.ts';
export { type Facts, type FactsFound, openFacts } from './open.ts';
export type { FactPorts } from './source.ts';

/** What contracts, technology managers, organizations and their premises know. */
export const registerSources = (ports: FactPorts): Source[] => [
  soldSource(ports),
  signedSource(ports),
  receivedSource(ports),
  broughtAboutSource(ports),
  managersSource(ports),
  profileSource(ports),
  premisesSource(ports),
];
