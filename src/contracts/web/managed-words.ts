// Words of a technology manager's contracts on his page.
import { defineWords } from '../../platform/shared/words.ts';

export const managedContractWords = defineWords({
  'routes.of': ['记有一名技术经理人的技术合同', 'Technology contracts that name a technology manager'],
  title: ['经手的技术合同', 'Contracts that name the manager'],
  none: ['您可查看的合同中没有记有该经理人的', 'No contract that you may see names the manager'],
  registered: [
    '已登记 {{count}} 项，成交额 {{amount}} 元，技术交易额 {{technologyAmount}} 元',
    'Registered: {{count}}, {{amount}} yuan, of it technology {{technologyAmount}} yuan',
  ],
  more: ['您可查看的共 {{count}} 项，以下为最近的', 'Of {{count}} that you may see, the latest'],
  note: ['只统计您可查看的合同。', 'Only contracts that you may see are counted.'],
});
