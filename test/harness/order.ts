// The order of test files in a run: those of whole houses and processes first, so that no worker is left with one of them at the end. Not how many run at once.
import { relative } from 'node:path';
import { BaseSequencer } from 'vitest/node';

/** Where nothing is known of earlier runs Vitest goes by size, and the longest tests are written in the fewest lines. */
export const longestFirst = new Proxy(BaseSequencer, {
  construct(Base, [vitest]) {
    const sequencer = new Base(vitest);
    const sort = sequencer.sort.bind(sequencer);
    sequencer.sort = async (files) => {
      const sorted = await sort(files);
      const groupOf = (of: (typeof sorted)[number]) => of.project.config.sequence.groupOrder;
      const whole = (of: (typeof sorted)[number]) => (relative(of.project.config.root, of.moduleId).startsWith('src') ? 1 : 0);
      return sorted.toSorted((a, b) => groupOf(a) - groupOf(b) || whole(a) - whole(b));
    };
    return sequencer;
  },
});
