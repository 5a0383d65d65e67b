// Words of choosing contracts for a batch file. Both languages side by side.
import { defineWords } from '../../platform/shared/words.ts';

export const officialBatchWords = defineWords({
  column: ['选', 'Choose'],
  row: ['选入批量表：', 'Choose for the batch:'],
  count: ['已选 {{count}} 份，批量表只写这些', '{{count}} chosen: the batch holds these alone'],
  one: ['已选 1 份，批量表只写这一份', '1 chosen: the batch holds it alone'],
  most: ['一次最多选 {{most}} 份', 'No more than {{most}} at once'],
  clear: ['全部不选（写全部待办）', 'Choose none (all that are ready)'],
  hint: [
    '不选就写全部待办的合同；在下表勾选，则只写勾选的。',
    'Without a choice the batch holds all that are ready; tick contracts in the table below to write only those.',
  ],
});
