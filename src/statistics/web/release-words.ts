// Words by which the history of a release names its acts and states: the kind stands beside another in its module.
import { defineWords } from '../../platform/shared/words.ts';

export const releaseWords = defineWords({
  'tells.published': ['统计发布“{{record}}”已发布', 'The release “{{record}}” has been published'],
  'actions.create': ['发布', 'Published'],
  'states.published': ['已发布', 'Published'],
});
