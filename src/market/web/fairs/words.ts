// Names of fairs that any page may say. What their own pages say beside them: fair-words.ts.
import { defineWords } from '../../../platform/shared/words.ts';

export const fairNames = defineWords({
  nav: ['展洽会台账', 'Fairs'],
  one: ['展洽会', 'Fair'],
  project: ['签约项目', 'Project of a fair'],
  'form.title': ['登记展洽会', 'New fair'],
  'projectForm.title': ['登记签约项目', 'New project'],
});
