// Who is told what of a year of the contracts' figures: all who work by it, since its closing decides on which day a change still counts. Pure.
import type { ActionOf } from '../records/lifecycle.ts';
import type { Audience, Tell } from '../records/tells.ts';
import type { life } from './contractYear.ts';

type Row = { year: number; revisions: readonly { n: number }[] };
const everywhere = true as const;
const office: readonly Audience[] = [{ roles: ['bureauOfficer'], everywhere }];
/** Registrars may still date something into the year until it closes, and districts read its figures. */
const all: readonly Audience[] = [{ roles: ['bureauOfficer', 'districtOfficer', 'registrar'], everywhere }];
const params = ({ year, revisions }: Row) => ({ year: String(year), n: revisions.length });

export const yearTells: readonly Tell<ActionOf<typeof life>, Row>[] = [
  { after: 'propose', to: all, topic: 'contracts', words: 'contractYears:tells.proposed', params },
  { after: 'sendBack', to: all, topic: 'contracts', words: 'contractYears:tells.sentBack', params },
  { after: 'close', to: all, topic: 'contracts', words: 'contractYears:tells.closed', params },
  { after: 'proposeRevision', to: office, topic: 'contracts', words: 'contractYears:tells.revisionProposed', params },
  { after: 'dropRevision', to: office, topic: 'contracts', words: 'contractYears:tells.revisionDropped', params },
  { after: 'admitRevision', to: all, topic: 'contracts', words: 'contractYears:tells.revised', params },
  { after: 'concludeRevision', to: all, topic: 'contracts', words: 'contractYears:tells.concluded', params },
];
