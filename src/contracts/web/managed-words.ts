// Words of a technology manager's contracts on his page.
import { defineWords } from '../../platform/shared/words.ts';

export const managedContractWords = defineWords({
  'routes.of': ['一名技术经理人确认经手的技术合同', 'Technology contracts that a technology manager confirmed'],
  title: ['经手的技术合同', 'Contracts that the manager confirmed'],
  none: ['您可查看的合同中没有经该经理人确认的', 'The manager confirmed none of the contracts that you may see'],
  registered: [
    '已登记 {{count}} 项，成交额 {{amount}} 元，技术交易额 {{technologyAmount}} 元',
    'Registered: {{count}}, {{amount}} yuan, of it technology {{technologyAmount}} yuan',
  ],
  more: ['您可查看的共 {{count}} 项，以下为最近的', 'Of {{count}} that you may see, the latest'],
  note: [
    '只统计本人已确认、且您可查看的合同；登记后计入业绩。',
    'Counted are contracts that the manager confirmed and that you may see, once registered.',
  ],
});
