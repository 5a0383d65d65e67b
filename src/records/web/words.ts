// Words of records: the operations that every kind has, their refusals, and importing files. Both languages side by side.
import { defineWords } from '../../platform/shared/words.ts';

export const recordsWords = defineWords({
  'routes.act': ['办理一项操作', 'Do an action'],
  'routes.list': ['查询列表', 'List'],
  'routes.one': ['查看一条记录', 'One record'],
  'routes.events': ['查看办理经过', 'History of a record'],
  'routes.proof': ['取得存证凭据', 'Proof of an event'],
  'routes.head': ['最新封存摘要', 'Head of the chain of seals'],
  'routes.import': ['上传要导入的文件', 'Upload a file to import'],
  'routes.importTemplate': ['下载导入模板', 'Template to fill in'],
  'routes.importStatus': ['查看导入进度', 'How far an import is'],
  'routes.importRows': ['逐行查看导入预览', 'Rows of an import, with their verdicts'],
  'routes.importCommit': ['确认导入', 'Commit an import'],

  'refusals.stale': [
    '这条记录已被他人修改（现为第 {{version}} 版），请刷新后再操作',
    'This record has been changed in the meantime (it is at version {{version}}): load it again first',
  ],
  'refusals.notNow': [
    '记录当前的状态不允许这项操作，请刷新后查看可办理的操作',
    'This cannot be done in the present state of the record: load it again to see what can',
  ],
  'refusals.repeatedDifferently': [
    '同一个幂等键（Idempotency-Key）已用于内容不同的请求，请换一个',
    'This Idempotency-Key was used for a request with another content: choose a new one',
  ],
  'refusals.demoLooksOnly': [
    '演示账号在真实城市中只能查看和预览，不能办理',
    'In a real city a demo account may look and preview, but not act',
  ],

  'import.comma': ['、', ', '],
  'import.semicolon': ['；', '; '],
  'import.fingerprint': ['预览指纹', 'Fingerprint of the preview'],
  'import.states.judging': ['正在核对', 'being checked'],
  'import.states.judged': ['待确认', 'waiting for your decision'],
  'import.states.writing': ['正在写入', 'being written'],
  'import.states.written': ['已写入', 'written'],
  'import.states.failed': ['已中止', 'stopped'],
  'import.verdicts.create': ['新建', 'Create'],
  'import.verdicts.change': ['补充', 'Change'],
  'import.verdicts.duplicate': ['重复', 'Duplicate'],
  'import.verdicts.refuse': ['拒绝', 'Refused'],
  'import.template.organization': ['机构导入模板', 'Organizations to import'],
  'import.template.recognition': ['认定导入模板', 'Recognitions to import'],

  'import.columnMissing': [
    '文件缺少必需的列：{{columns}}。文件中的列为：{{found}}。可先下载导入模板',
    'The file lacks a column that is needed: {{columns}}. Its columns are: {{found}}. The template has them all',
  ],
  'import.columnTwice': [
    '“{{first}}”和“{{second}}”两列表示同一内容，请只保留一列',
    'The columns “{{first}}” and “{{second}}” mean the same: keep one of them',
  ],
  'import.noRows': ['文件中只有表头，没有数据', 'The file has a header and no rows'],
  'import.changed': [
    '预览之后登记内容有变化，什么也没有写入。现在：新建 {{create}} 行，补充 {{change}} 行，重复 {{duplicate}} 行，拒绝 {{refuse}} 行。请重新查看预览后再确认',
    'The register has changed since the preview; nothing was written. As things stand now: {{create}} to create, {{change}} to change, {{duplicate}} duplicates, {{refuse}} refused. Look at the new preview before you commit',
  ],
  'import.notNow': [
    '这次导入{{state}}，现在不能确认',
    'This import cannot be committed now: it is {{state}}',
  ],
  'import.busy': [
    '另一文件“{{file}}”正在写入同一登记册，请待其完成后再确认',
    'Another file, “{{file}}”, is being written into the same register: commit when it is done',
  ],
  'import.nothingToWrite': ['没有可写入的行：全部重复或被拒绝', 'There is nothing to write: every row is a duplicate or refused'],
  'import.fault': [
    '系统故障，导入中止。已写入的行保持有效；请重新上传同一文件，已写入的行会显示为重复',
    'The import stopped because of a fault of ours. Rows already written stand; upload the same file again, and they will show as duplicates',
  ],

  'import.said.create': ['将新建', 'Will be created'],
  'import.said.same': ['与已有记录一致，将跳过', 'The same as a record that is there; will be left out'],
  'import.said.change': ['将补充或更新：{{fields}}', 'Will be completed or changed: {{fields}}'],
  'import.said.like': [
    '将新建；名称与已有的“{{name}}”相近，请确认不是同一家',
    'Will be created; the name is close to “{{name}}”, which is there: make sure that it is another',
  ],
  'import.said.twice': ['与本文件第 {{row}} 行重复，将跳过', 'The same as row {{row}} of this file; will be left out'],
  'import.said.twiceOtherwise': [
    '与本文件第 {{row}} 行是同一对象，但内容不一致，请合并为一行',
    'This is what row {{row}} of this file is about, but it says otherwise: make one row of the two',
  ],
  'import.said.notYours': [
    '您只能导入本辖市区的记录',
    'You may import records of your own district only',
  ],
  'import.said.notInThisState': [
    '已有记录当前的状态不允许这样修改',
    'The record that is there cannot be changed so in its present state',
  ],
  'import.said.changedMeanwhile': [
    '确认之后有人修改了相关记录，此行未写入',
    'A record was changed after the commit, and this row was not written',
  ],
  'import.said.ambiguous': [
    '与多条已有记录相符（{{names}}），无法确定是哪一条',
    'This fits several records ({{names}}): it is not clear which',
  ],
  'import.said.unknownRegion': [
    '“{{value}}”不是本市的辖市区，也查不到这一镇（街道）',
    '“{{value}}” is neither a district of this city nor a town or street of one',
  ],
  'import.said.regionOfSeveral': [
    '“{{value}}”对应多个辖市区（{{regions}}），请直接填写辖市区',
    '“{{value}}” fits several districts ({{regions}}): name the district',
  ],
  'import.said.regionOtherwise': [
    '登记的地区是{{there}}；迁移须说明起始日期，请在记录中办理“迁移”',
    'It is registered in {{there}}; a move needs the day from which it holds: use “Move” on the record',
  ],
  'import.said.unknownCode': [
    '“{{value}}”不是可用的代码或名称，可用的有：{{allowed}}',
    '“{{value}}” is neither a code nor a name that is known here; known are: {{allowed}}',
  ],
  'import.said.notADay': [
    '“{{value}}”不是年份或日期，应写作 2022、2022-09 或 2022-09-24',
    '“{{value}}” is no year or day: write 2022, 2022-09 or 2022-09-24',
  ],
  'import.said.yesOrNo': ['“{{value}}”应为 yes 或 no', '“{{value}}” must be yes or no'],
  'import.source.headers.verified': ['已核实|是否核实', 'Verified'],
  'import.source.headers.sourceUrl': ['来源网址|来源', 'Source address|Source URL|Source'],
  'import.source.headers.confidence': ['可信度', 'Confidence'],
  'import.source.headers.note': ['备注|说明', 'Note|Notes|Remarks'],
  'import.source.headers.noteZh': ['中文备注', 'Note in Chinese|noteZh'],
  'import.source.headers.noteEn': ['英文备注', 'Note in English|noteEn'],
  'import.said.what': [
    '“what”一列应为 organization 或 recognition-or-place',
    'The column “what” says organization or recognition-or-place',
  ],
  'import.said.whatOrganization': ['这是机构，请在“机构”中导入', 'This is an organization: import it under organizations'],

  'import.organizations.headers.name': [
    '名称|机构名称|单位名称|企业名称|机构全称',
    'Name|Organization|Organisation|Organization name|Company',
  ],
  'import.organizations.headers.creditCode': [
    '统一社会信用代码|信用代码|社会信用代码|统一代码',
    'Credit code|Unified social credit code|USCC',
  ],
  'import.organizations.headers.formerNames': ['曾用名|原名|原名称', 'Former names|Former name'],
  'import.organizations.headers.aliases': ['别名|简称|又称', 'Aliases|Alias|Short name'],
  'import.organizations.headers.region': [
    '地区|辖市区|所在地区|所属地区|所在区|属地|统计地区',
    'Region|District|Reporting unit',
  ],
  'import.organizations.headers.industry': [
    '行业代码|国民经济行业代码|行业',
    'Industry code|Industry|GB/T 4754',
  ],
  'import.organizations.headers.size': ['规模|企业规模', 'Size'],
  'import.organizations.headers.kind': ['类型|机构类型', 'Type|Kind|Organization kind'],
  'import.organizations.headers.contactName': ['联系人|联系人姓名', 'Contact|Contact name'],
  'import.organizations.headers.contactPhone': ['联系电话|联系人电话|电话|手机', 'Contact phone|Phone|Telephone'],
  'import.organizations.headers.contactEmail': ['联系邮箱|电子邮箱|邮箱', 'Contact e-mail|E-mail|Email|Contact email'],
  'import.organizations.headers.overrideReason': ['代码不合校验的理由', 'Reason for a code that fails its check'],
  'import.organizations.headers.overrideDocument': ['代码证明文件', 'Document for a code that fails its check'],
  'import.organizations.headers.what': ['对象', 'What'],
  'import.organizations.headers.level': ['级别', 'Level'],
  'import.organizations.headers.year': ['年份|认定年份', 'Year|Year recognised'],
  'import.organizations.headers.stage': ['阶段', 'Stage'],
  'import.organizations.fields.name': ['名称', 'name'],
  'import.organizations.fields.creditCode': ['统一社会信用代码', 'credit code'],
  'import.organizations.fields.formerNames': ['曾用名', 'former names'],
  'import.organizations.fields.aliases': ['别名', 'aliases'],
  'import.organizations.fields.region': ['地区（自今日起）', 'region (from today)'],
  'import.organizations.fields.industry': ['行业代码', 'industry code'],
  'import.organizations.fields.size': ['规模', 'size'],
  'import.organizations.fields.kind': ['类型', 'type'],
  'import.organizations.fields.contactName': ['联系人', 'contact'],
  'import.organizations.fields.contactPhone': ['联系电话', 'contact phone'],
  'import.organizations.fields.contactEmail': ['联系邮箱', 'contact e-mail'],
  'import.organizations.sizes.large': ['大型|大', 'Large'],
  'import.organizations.sizes.medium': ['中型|中', 'Medium'],
  'import.organizations.sizes.small': ['小型|小', 'Small'],
  'import.organizations.sizes.micro': ['微型|微', 'Micro'],
  'import.organizations.otherCode': [
    '已有同名机构“{{name}}”，登记的信用代码是 {{there}}，与此行的 {{value}} 不一致',
    '“{{name}}” is registered with the credit code {{there}}; this row says {{value}}',
  ],
  'import.organizations.otherName': [
    '信用代码 {{code}} 登记在“{{name}}”名下；如已更名，请在“曾用名”中写明原名称',
    'The credit code {{code}} is registered for “{{name}}”; if it was renamed, give that name as a former name',
  ],
  'import.organizations.nameTaken': [
    '“{{value}}”是另一机构“{{name}}”的名称',
    '“{{value}}” is a name of another organization, “{{name}}”',
  ],

  'import.recognitions.headers.title': ['名称|认定名称|平台名称|载体名称', 'Title|Name'],
  'import.recognitions.headers.kind': ['类别|认定类别|平台类别', 'Kind|Category'],
  'import.recognitions.headers.level': ['级别|认定级别', 'Level'],
  'import.recognitions.headers.stage': ['阶段|状态', 'Stage|State'],
  'import.recognitions.headers.region': [
    '地区|辖市区|所在地区|所属地区|所在区|属地|统计地区',
    'Region|District|Reporting unit',
  ],
  'import.recognitions.headers.recognisedOn': [
    '认定日期|年份|日期|认定年份|认定时间',
    'Recognised on|Year|Date|Year recognised',
  ],
  'import.recognitions.headers.issuer': ['发文单位|认定单位|批准单位', 'Issuer|Issued by'],
  'import.recognitions.headers.documentNumber': ['文号|发文字号', 'Document number|Document'],
  'import.recognitions.headers.organization': [
    '依托单位|运营单位|建设单位|承担单位|信用代码',
    'Operator|Organization|Organisation|Host',
  ],
  'import.recognitions.headers.what': ['对象', 'What'],
  'import.recognitions.fields.level': ['级别', 'level'],
  'import.recognitions.fields.stage': ['阶段', 'stage'],
  'import.recognitions.fields.region': ['地区（自今日起）', 'region (from today)'],
  'import.recognitions.fields.documentNumber': ['文号', 'document number'],
  'import.recognitions.fields.recognisedOn': ['认定日期', 'day of recognition'],
  'import.recognitions.fields.issuer': ['发文单位', 'issuer'],
  'import.recognitions.fields.organization': ['依托单位', 'operator'],
  'import.recognitions.unknownOperator': [
    '机构登记册中没有“{{value}}”（按信用代码或全称查找），请先导入该机构',
    '“{{value}}” is not in the register of organizations (by credit code or exact name): import it first',
  ],
  'import.recognitions.levelNotGiven': [
    '该类别没有“{{value}}”这一级别，可用的有：{{allowed}}',
    'This kind is not given at “{{value}}”; its levels are: {{allowed}}',
  ],
  'import.recognitions.inFuture': ['“{{value}}”晚于今天（{{today}}）', '“{{value}}” is after today ({{today}})'],
  'import.recognitions.otherwise': [
    '与已登记的不一致：{{fields}}。导入不能更改，请在记录中办理相应操作（升级、迁移等）',
    'It is registered otherwise: {{fields}}. An import does not change that; use the actions of the record (upgrade, move and so on)',
  ],
  'import.recognitions.noWay': [
    '已有这一认定，但其中未登记：{{fields}}。导入不能补录，请作废后重新录入，或在记录中办理相应操作',
    'This recognition is there without: {{fields}}. An import cannot add that; use the actions of the record, or void it and enter it anew',
  ],
  'import.recognitions.dayNeeded': [
    '更新“{{fields}}”须有确切到日的日期',
    'To change {{fields}} the exact day is needed',
  ],
  'import.recognitions.sameOtherKind': [
    '登记册中已有同名记录，类别为“{{kind}}”，将跳过',
    'A record of this name is in the register, as “{{kind}}”; will be left out',
  ],
});
