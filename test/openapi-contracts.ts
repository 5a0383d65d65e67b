// The self-check of contracts, asked as printed. Called by openapi.test.ts.
import type { Person } from './harness/http.ts';

type Ask = (who: Person, method: 'post', path: string, at: Record<string, string>, body: unknown) => Promise<unknown>;

export async function askContractCheck(ask: Ask, who: Person): Promise<void> {
  await ask(who, 'post', '/contracts/check', {}, { title: '技术开发合同', text: '甲方委托乙方研制一种新型传感器。' });
  await ask(who, 'post', '/contracts/check', {}, { text: 1 });
}
