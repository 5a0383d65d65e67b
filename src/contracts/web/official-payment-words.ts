// Words of how a file of contracts says costs, instalments and royalties: headers that show how a cell is written, and what is wrong in one.
import { defineWords } from '../../platform/shared/words.ts';

export const officialPaymentWords = defineWords({
  'import.headers.costs': [
    '非技术性费用（设备费:120000;材料费:3.5万）|非技术性费用|非技术性成本|非技术性费用明细|扣除明细',
    'Non-technical costs (equipment:120000;material:35000)|Non-technical costs|Costs',
  ],
  'import.headers.schedule': [
    '付款计划（2026-03-01:300000;验收合格后:70万）|付款计划|分期付款|付款安排',
    'Instalments (2026-03-01:300000;on acceptance:700000)|Instalments|Schedule',
  ],
  'import.headers.royaltyBase': ['提成基数', 'Royalty base'],
  'import.headers.royaltyRate': ['提成比例（%）|提成比例|提成率', 'Royalty rate (%)|Royalty rate'],
  'import.headers.entryFee': ['入门费|入门费（元）', 'Entry fee|Entry fee (yuan)'],
  'import.costKinds.equipment': ['设备', 'equipment'],
  'import.costKinds.instruments': ['仪器', 'instrument'],
  'import.costKinds.parts': ['零部件|部件|元器件', 'part|component'],
  'import.costKinds.materials': ['原材料|材料', 'material'],
  'import.costKinds.other': ['其他', 'other'],
  'import.carriers': ['其中载体|载体', 'carriers'],
  'import.costWithoutName': [
    '“{{value}}”没有写明是什么费用，请写成“名目:金额”，几项之间用分号',
    '“{{value}}” does not say what it is for: write “name:amount”, with semicolons between',
  ],
  'import.paymentOtherwise': ['支付方式与付款计划或提成不符', 'The payment mode does not fit the instalments or the royalty'],
  'import.rate.malformed': ['“{{value}}”不是比例', '“{{value}}” is no rate'],
  'import.rate.ambiguous': [
    '“{{value}}”可能是百分数也可能是小数：请写明百分号，如 3%',
    '“{{value}}” may be per cent or a share: write the sign, as in 3%',
  ],
  'import.computed': ['技术交易额按明细计算为 {{amount}} 元', 'Technology amount by the itemised costs: {{amount}} yuan'],
});
