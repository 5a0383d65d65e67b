// Words of the help while a listing is written and of what is looked at before it is shown. Both languages side by side.
import { defineWords } from '../../../platform/shared/words.ts';

export const writingWords = defineWords({
  'writing.title': ['再答几个问题，对方就能看懂', 'A few answers more, and others can tell what you need'],
  'writing.note': [
    '回答几个算几个，点“写入”后填到说明和下面各项，仍可修改。',
    'Answer what you can. They are put into the description and the fields below, where you may still change them.',
  ],
  'writing.putIn': ['写入', 'Put in'],
  'writing.example': ['如：{{example}}', 'Such as: {{example}}'],
  'writing.complete': ['该说的都说了。', 'Nothing is missing.'],
  'writing.similar': ['已有的相近供需', 'Already on the market, and similar'],
  'writing.similarAlso': ['这里有相近的供需，先看看有没有合适的。', 'These are similar: look whether one of them will do.'],
  'writing.near': ['几乎相同（{{percent}}%）', 'Nearly the same ({{percent}} %)'],
  'writing.waiting': ['待审核', 'Under review'],
  'writing.contact': [
    '“{{said}}”是{{kind}}，发布时将隐去；有意的单位通过平台与您联系。',
    '“{{said}}” is taken for a {{kind}} and will be hidden; whoever is interested writes to you here.',
  ],
  'writing.asked': ['“{{heading}}”还没有写', '“{{heading}}” is not said yet'],
  'hidden.title': ['已隐去的联系方式', 'Contact data that was hidden'],
  'hidden.line': ['{{field}}：{{kinds}}', '{{field}}: {{kinds}}'],
  'hidden.why': [
    '公开的文字里不写联系方式：对方在平台上联系，往来才有记录。原文中以 *** 代替，没有保存；误判的请修改原文。',
    'Public texts hold no contact data: parties meet here, so that what they agree is on record. It was replaced by *** and not kept. If it was none, change the text.',
  ],
  'looked.title': ['发布前核对', 'Before it is published'],
  'looked.questions': ['没有写明', 'Not said'],
  'looked.price': ['价格', 'Price'],
  'looked.near': ['可能重复', 'May be a copy of'],
  'looked.alike': ['相近的供需', 'Similar listings'],
  'looked.none': ['没有发现缺漏、异常价格或重复。', 'Nothing missing, no unusual price, no copy was found.'],
});
