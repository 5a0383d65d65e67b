// Words by which the history of a release names its acts and states: the kind stands beside another in its module.
import { defineWords } from '../../platform/shared/words.ts';

export const releaseWords = defineWords({
  'actions.create': ['发布', 'Published'],
  'states.published': ['已发布', 'Published'],
});
