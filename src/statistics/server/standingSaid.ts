// What documents of a release say at their head of how far its figures are settled, and of releases that came after it.
import type { z } from 'zod';
import type { Block } from '../../platform/server/documents/document.ts';
import type { Papering } from '../../records/server/index.ts';
import type { fields } from '../release.ts';

type Release = Pick<z.output<typeof fields>, 'stage' | 'reason' | 'standing'>;
type Say = Papering['say'];

/** The title with the stage behind it; of a release from before stages the title alone. */
export const titled = (title: string, { stage }: Release, say: Say): string =>
  stage === null ? title : say('publishing:paper.titled', { title, stage: say(`publishing:stages.${stage}`) });

export function standingSaid({ stage, reason, standing }: Release, say: Say): Block[] {
  const numbers = (of: readonly { number: string }[]) => of.map(({ number }) => number).join(' / ');
  const said = [
    stage === null ? [] : say(`publishing:paper.${stage}`),
    standing.corrects.length === 0
      ? []
      : say('publishing:paper.correction', { numbers: numbers(standing.corrects), reason: reason ?? '' }),
    standing.supersededBy === null ? [] : say('publishing:paper.superseded', { number: standing.supersededBy.number }),
    standing.correctedBy.length === 0 ? [] : say('publishing:paper.corrected', { numbers: numbers(standing.correctedBy) }),
  ].flat();
  return said.length === 0 ? [] : [{ kind: 'note', text: said.join(' ') }];
}
