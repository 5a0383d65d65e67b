// Texts of contracts that look like contracts, by number: the same number gives the same text. Forms are shared by many, the technical part is each one's own.
import { chanceOf, type Chance } from '../../src/seed-random.ts';
import type { SignalContractType } from '../../src/contracts/signals.ts';

const morphemes =
  `自适 应力 多源 异构 协同 感知 视觉 点云 边缘 时序 稀疏 张量 阻抗 涡流 相变 晶界 位错 微观 梯度 薄膜 涂层 烧结 熔覆 淬火 轧制 锻压 铸造 焊缝 残余 疲劳 裂纹 腐蚀 防护 润滑 摩擦 磨损 密封 轴承 齿轮 传动 伺服 电机 转子 定子 绕组 逆变 整流 滤波 谐波 储能 电芯 隔膜 正极 负极 电解 固态 氢燃 催化 载体 吸附 解吸 膜分 反渗 絮凝 沉降 曝气 厌氧 硝化 脱氮 除磷 污泥 烟气 脱硫 脱硝 除尘 余热 回收 换热 制冷 热泵 保温 光伏 组件 硅片 切割 抛光 刻蚀 光刻 掩膜 封装 键合 基板 芯片 射频 天线 波束 信道 编码 解码 调制 同步 定位 惯导 姿态 航迹 避障 集群 调度 路径 规划 仿真 孪生 数值 网格 湍流 空化 振动 噪声 模态 隔振 减震 结构 拓扑 轻量 复材 碳纤 树脂 固化 注塑 挤出 发泡 纺丝 织造 染整 印花 酶解 发酵 菌株 培养 纯化 层析 抗体 抗原 探针 试剂 质谱 色谱 光谱 荧光 成像 超声 磁共 标注 分割 检测 识别 跟踪 聚类 回归 预测 诊断 预警 溯源 加密 签名 共识 索引 缓存 并发 容错 灾备 网关 协议 总线 采集 遥测 遥控 阀门 泵站 管网 漏损 水质 土壤 墒情 灌溉 育种 栽培 病害 饲料 养殖 冷链 分拣 码垛 夹具 工装 刀具 主轴 导轨 丝杠`.split(
    ' ',
  );
const nouns = `系统 装置 方法 工艺 模型 算法 平台 材料 设备 软件 控制器 传感器 生产线 试验台 数据库 机器人`.split(' ');
const verbs = `构建 实现 优化 提高 降低 抑制 补偿 建立 设计 验证 标定 消除 融合 重构 估计 分析`.split(' ');

/** Words apart by `|` in brackets: each form chooses one way for good. */
const clauses = [
  `[本合同|双方签订的本合同]当事人在[平等自愿|平等、自愿、协商一致]的基础上，依据[有关法律|国家有关法律法规]的规定，[达成|订立]如下协议，并由[双方|各方]共同[遵守|恪守]`,
  `甲方应当在本合同生效后按照约定向乙方提供完成工作所需的[技术资料|基础资料]、[原始数据|现场数据]和[协作条件|工作条件]，并对其[真实性|准确性]负责`,
  `乙方应当按照约定的[进度|时间节点]完成工作，并[定期|按阶段]向甲方报告[进展情况|工作进展]，接受甲方的[监督|检查]`,
  `未经对方书面同意，任何一方不得将本合同项下的[全部或者部分|全部或部分]权利义务[转让给|转移给]第三人`,
  `双方确定因履行本合同应遵守的保密义务：一方对另一方[提供|披露]的技术信息和经营信息负有[保密|不公开]的责任，保密期限自本合同生效之日起至[信息公开|有关信息依法公开]之日止`,
  `涉密人员范围包括所有[接触|知悉]上述信息的[人员|工作人员]，泄密责任依照[有关法律|相关法律]的规定承担`,
  `本合同的变更必须由双方[协商一致|协商同意]，并以书面形式确定；一方可以向另一方提出变更权利与义务的请求，另一方应当在收到后[及时|按期]予以答复，逾期未答复的，视为同意`,
  `在本合同履行中，因出现现有技术水平和条件下难以克服的[技术困难|技术难题]，导致工作失败或者部分失败，并造成一方或双方损失的，双方按照[约定|公平原则]承担风险损失`,
  `双方确定按照约定的[标准|指标]和方式对工作成果进行验收，验收时由双方[共同组织|派员组成]验收小组并[出具|签署]验收报告`,
  `双方确定因履行本合同所产生的[技术成果|工作成果]及其相关知识产权权利归属，按照[下列|以下]方式处理，任何一方[侵害|违反]的应当承担责任`,
  `乙方不得在向甲方交付工作成果之前，自行将成果[转让给|许可给]第三人，甲方有权利用乙方[按照|依照]本合同约定提供的成果进行后续改进`,
  `任何一方违反本合同约定，造成[工作停滞|进度延误]、延误或失败的，应当支付违约金或[赔偿|补偿]损失，违约金的计算方法由双方[另行约定|在补充协议中约定]`,
  `在本合同有效期内，双方[各自指定|分别指定]一名项目联系人，负责[联络|沟通]、[文件传递|资料交接]等事宜；一方变更联系人的，应当[及时|书面]通知另一方`,
  `发生[不可抗力|法律规定的不可抗力]致使本合同的履行成为不必要或不可能的，可以[解除|终止]本合同，双方互不承担责任`,
  `双方因履行本合同而发生的争议，应[协商|友好协商]、调解解决；协商、调解不成的，[提交仲裁委员会仲裁|依法向人民法院起诉]`,
  `与履行本合同有关的[技术文件|附件]，经双方确认后为本合同的组成部分，与正文具有[同等|相同]的法律效力`,
  `本合同一式[若干|多]份，双方各执[相同|相等]份数，经双方签字盖章后[生效|发生效力]，未尽事宜由双方另行签订[补充协议|书面补充]`,
  `甲方应当按照约定的方式和期限[支付|付清]报酬，乙方应当在收款后开具[合法|相应]的票据，逾期支付的应当承担[逾期|延期]责任`,
  `乙方保证其提供的成果不[侵犯|侵害]任何第三人的合法权益，如发生第三人指控的，由乙方[负责交涉|承担责任]并承担由此产生的全部费用`,
  `双方确定，甲方有权在约定的[地域|范围]内使用工作成果，乙方应当提供必要的[指导|培训]，保证甲方的技术人员[掌握|能够独立操作]`,
  `合同执行过程中形成的[文档|过程文件]由乙方整理归档，验收通过后[一并|随成果]移交甲方，移交清单由双方[签字|书面]确认`,
  `任何一方需要解除本合同的，应当提前[书面|以书面形式]通知对方，并就已经完成的工作和已经发生的费用进行[结算|清算]`,
  `双方的[通知|往来函件]应当以书面形式送达本合同载明的联系方式，送达之日视为[收到|知悉]之日，一方变更的应当自变更之日起通知对方`,
  `本合同的解释、效力、履行及争议解决均[适用|依据]国家现行法律，合同标题仅为阅读[方便|便利]而设，不影响条款的含义`,
];

const objects: Record<SignalContractType, string> = {
  development: '本合同研究开发项目的要求如下',
  transfer: '本合同转让的技术内容、要求和成果如下',
  licence: '本合同许可实施的技术内容和范围如下',
  consulting: '本合同咨询的内容、形式和要求如下',
  service: '本合同技术服务的目标、内容和方式如下',
};

/** The clauses of one form, in its own words and order: `form` 0 to 4 are everybody's, the higher ones belong to a house. */
function formOf(form: number): string[] {
  const known = forms.get(form);
  if (known) return known;
  const chance = chanceOf(7, `form ${form}`);
  const said = chance
    .some(clauses, chance.int(15, 21))
    .map((clause) => clause.replace(/\[([^\]]+)\]/g, (_, ways: string) => chance.pick(ways.split('|'))));
  forms.set(form, said);
  return said;
}
const forms = new Map<number, string[]>();

const term = (chance: Chance): string => Array.from({ length: chance.int(2, 3) }, () => chance.pick(morphemes)).join('');
/** Technical sentences of a topic; each topic has words of its own that come back. */
export function topicOf(number: number, sentences = 12): { title: string; sentences: string[] } {
  const chance = chanceOf(11, `topic ${number}`);
  const own = Array.from({ length: 4 }, () => term(chance));
  const title = `${term(chance)}${chance.pick(own)}${chance.pick(nouns)}`;
  return { title, sentences: Array.from({ length: sentences }, (_, at) => sentenceOf(number, at, own)) };
}

/** A stream of chance for each sentence: among a hundred thousand streams two run side by side for a while, and would make true copies. */
function sentenceOf(number: number, at: number, own: readonly string[]): string {
  const chance = chanceOf(13 + at, `sentence ${number}`);
  const word = () => (chance.happens(0.3) ? chance.pick(own) : term(chance));
  const [noun, verb] = [() => chance.pick(nouns), () => chance.pick(verbs)];
  const goal = `使${word()}${noun()}的${word()}误差不大于${chance.int(1, 99)}‰`;
  return `${verb()}面向${word()}的${word()}${noun()}，通过${word()}与${word()}${verb()}${word()}，${goal}，并完成${word()}${noun()}的${word()}`;
}

export type Written = {
  type: SignalContractType;
  title: string;
  seller: string;
  buyer: string;
  sentences: readonly string[];
  form: number;
  amount: string;
  signedOn: string;
  validFrom: string;
  validTo: string;
  /** In place of the usual sentence about the price; sentences that stand beside the technical ones. */
  price?: string;
  extra?: string;
};
export function textOf(of: Written): string {
  const [first = '', ...rest] = formOf(of.form);
  const price = of.price ?? `本合同总金额为人民币${of.amount}元，由甲方按照约定支付`;
  const parts = [
    first,
    `${objects[of.type]}：\n${of.sentences.join('；\n')}`,
    ...(of.extra === undefined ? [] : [of.extra]),
    `本合同有效期自${of.validFrom}至${of.validTo}`,
    price,
    ...rest,
  ];
  return `合同编号：${of.form}-${of.signedOn}\n项目名称：${of.title}\n委托方（甲方）：${of.buyer}\n法定代表人：某某\n受托方（乙方）：${of.seller}\n法定代表人：某某\n签订日期：${of.signedOn}\n\n${parts
    .map((part, at) => `第${'一二三四五六七八九十'[at % 10]}条 ${part}。`)
    .join('\n')}\n\n甲方（盖章）：${of.buyer}\n乙方（盖章）：${of.seller}\n`;
}
