// From a problem in two sentences to a registered contract, in a browser: a small firm is helped to a demand that can be published, supplies fit it with reasons, a technology
// manager brings the parties together, they agree, the draft is filled from the deal, it is registered; the city's, the venue's and the manager's figures move.
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAccount } from '../../src/platform/server/accounts.ts';
import { seenAs } from '../../src/platform/server/database.ts';
import { readEnv } from '../../src/platform/server/env.ts';
import { addDays } from '../../src/platform/shared/dates.ts';
import { openRunning } from '../../src/running.ts';
import { type City, openCity, type Reader, settled } from '../harness/browser.ts';
import { type Acted, type Person, personAt, testPassword } from '../harness/http.ts';
import { actionOf, confirmed, handOf, isIn, signedIn } from './contract-journey.ts';
import { said } from './say.ts';

type Shown = { id: string; field: string; organization: { id: string } | null };
const demoPassword = 'Touyan-demo-1';

let city: City;
let [firm, officer, manager, registrar, supplier]: Reader[] = [];
let [api, firmApi, managerApi, supplierApi]: Person[] = [];
let today: string;
let seller: string;
let field: string;
let venue: string;
let his: { id: string; name: string };
const be = <T>(one: T | undefined): T => one as T;

const asking = async (account: string, password = demoPassword): Promise<Person> => {
  const one = personAt(city.url);
  await one.post('/session', { account, password });
  return one;
};

/** What the demo organization offers, as everybody sees it, in the field in which most others offer something too. */
const title = '液压站漏油与温升治理服务';
async function offered(): Promise<void> {
  const { items } = await be(api).get<{ items: Shown[] }>('/market/listings', { side: 'supply', limit: 200 });
  const [most] = [...Map.groupBy(items, (one) => one.field)].toSorted((a, b) => b[1].length - a[1].length);
  field = be(most)[0];
  venue = be((await be(api).get<{ items: { id: string }[] }>('/market/venues')).items[0]).id;
  const made = await be(supplierApi).create('listings', {
    sort: 'service',
    title,
    keywords: ['液压站', '漏油', '温升'],
    text: '为企业治理液压站漏油和油温过高，更换密封和冷却回路，一周内到现场，按结果验收。',
    field,
    cooperation: ['07'],
    venue,
    price: 'range',
    priceLow: '100000',
    priceHigh: '400000',
  });
  await be(api).act(await be(supplierApi).act(made, 'submit', { noSecret: true }), 'publish');
}
/** A small firm of the register that is not the demo organization. */
async function aFirm(): Promise<string> {
  const { items } = await be(api).get<{ items: { id: string; creditCode: string | null; region: string | null }[] }>(
    '/organizations',
    { size: 'small', limit: 200 },
  );
  return be(items.find((one) => one.id !== seller && one.creditCode?.startsWith('91') && one.region !== null)).id;
}

beforeAll(async () => {
  city = await openCity('example');
  [api, supplierApi, managerApi] = [
    await asking('bureau'),
    await asking('organization-admin'),
    await asking('technology-manager'),
  ];
  today = String((await be(api).get('/health'))['today']);
  seller = String((await be(supplierApi).get('/session'))['organization']);
  await offered();
  const { items } = await be(managerApi).get<{ items: { id: string; name: string }[] }>('/technology-managers', { limit: 1 });
  his = be(items[0]);
  const settings = { CITY: 'example', DATABASE_URL: city.databaseUrl };
  const { db, close } = await openRunning(readEnv(settings), { as: 'command', log: () => {} });
  await createAccount(seenAs(db), {
    account: 'small-firm',
    name: '小企业管理员',
    password: testPassword,
    roles: ['organizationAdmin'],
    organization: { id: await aFirm(), since: today },
    demo: true,
  });
  await close();
  firmApi = await asking('small-firm', testPassword);
  [supplier, officer, manager, registrar] = [
    await signedIn(city, 'organization-admin'),
    await signedIn(city, 'bureau'),
    await signedIn(city, 'technology-manager'),
    await signedIn(city, 'registrar'),
  ];
  firm = await city.reader();
  await firm.context.request.post('/api/session', { data: { account: 'small-firm', password: testPassword } });
});
afterAll(() => city?.close());

type Dialog = ReturnType<Reader['page']['getByRole']>;
/** Presses a button of a record and, in its dialog, the button of the same name. */
async function act({ page }: Reader, words: string, fill: (dialog: Dialog) => Promise<void> = async () => {}): Promise<void> {
  const name = said(words);
  await page.getByRole('button', { name, exact: true }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  await fill(dialog);
  await dialog.locator('button[type="submit"], .button-primary').last().click();
  await dialog.waitFor({ state: 'hidden' });
  await settled(page);
}
const stands = ({ page }: Reader, words: string): Promise<void> =>
  page
    .locator('main .tag', { hasText: said(words) })
    .first()
    .waitFor();
const idIn = ({ page }: Reader): string => new URL(page.url()).pathname.split('/').at(-1) ?? '';

let demand: string;
test('two sentences become a demand that can be published, by at most six questions', async () => {
  const { page, goTo } = be(firm);
  await goTo('/listings/new');
  const asked = (words: string) => page.getByLabel(said(words), { exact: false }).first();
  await asked('market:sort').selectOption('problem');
  await asked('market:titleField').fill('液压站老漏油求解决');
  await page.locator('form textarea').first().fill('我们厂的液压站夏天油温高，一直漏油。想找懂液压的单位帮忙治好。');
  const help = page.getByRole('region', { name: said('market:writing.title') });
  await help.waitFor();
  const questions = help.locator('.field');
  const answer = '油温降到五十五度以下，连续三个月不漏；已换过两次密封没有解决。';
  expect(await questions.count()).toBeGreaterThan(0);
  expect(await questions.count()).toBeLessThanOrEqual(6);
  for (const question of await questions.all()) {
    const [text, day, choice] = ['textarea', 'input[type=date]', 'select'].map((one) => question.locator(one));
    const has = async (one: Locator | undefined): Promise<boolean> => (await be(one).count()) > 0;
    if (await has(text)) await be(text).fill(answer);
    else if (await has(day)) await be(day).fill(addDays(today, 120));
    else if (await has(choice)) await be(choice).selectOption((await has(question.locator('#answer-field'))) ? field : '07');
    else for (const [at, amount] of ['200000', '900000'].entries()) await question.locator('input').nth(at).fill(amount);
  }
  await help.getByRole('button', { name: said('market:writing.putIn') }).click();
  await expect.poll(() => page.locator('form textarea').first().inputValue()).toContain(answer);
  await page
    .locator('form')
    .getByRole('button', { name: said('market:actions.create') })
    .click();
  await page.waitForURL(/\/listings\/[0-9a-f-]{36}$/);
  demand = idIn(be(firm));
  await settled(page);
  await act(be(firm), 'market:actions.submit', (dialog) => dialog.getByLabel(said('market:noSecret')).check());
  await stands(be(firm), 'market:states.underReview');
  await be(officer).goTo(`/listings/${demand}`);
  await act(be(officer), 'market:actions.publish');
  await stands(be(officer), 'market:states.published');
});

test('at least three supplies fit it, each with its reasons', async () => {
  const { page, goTo } = be(firm);
  await expect
    .poll(
      async () => {
        await goTo(`/listings/${demand}`);
        return page.locator('.match').count();
      },
      { timeout: 30_000 },
    )
    .toBeGreaterThanOrEqual(3);
  const first = page.locator('.match').first();
  expect(await first.locator('.match-for').count()).toBeGreaterThan(0);
  expect(await first.locator('.match-for').count()).toBeLessThanOrEqual(3);
  await page.locator('.match', { hasText: title }).first().waitFor();
});

let deal: string;
test('a technology manager takes it on and brings the parties together', async () => {
  const { page, goTo } = be(firm);
  await goTo(`/listings/${demand}`);
  const card = page.getByRole('region', { name: said('engagements:card.title') });
  await card.getByLabel(said('engagements:card.find')).fill(his.name);
  await card.getByRole('button', { name: said('engagements:card.search') }).click();
  await card.getByRole('button', { name: said('engagements:card.ask'), exact: true }).click();
  await card.getByRole('link').first().waitFor();
  const engagement = (await card.getByRole('link').first().getAttribute('href'))?.split('/').at(-1) ?? '';
  await be(manager).goTo(`/engagements/${engagement}`);
  await act(be(manager), 'engagements:actions.accept');
  await be(manager).goTo(`/listings/${demand}`);
  const hers = be(manager).page;
  await hers.locator('.match', { hasText: title }).first().getByText(said('matches:propose'), { exact: true }).click();
  await hers.waitForURL(/\/proposals\/new/);
  await hers.locator('form textarea').first().fill('这家单位做过同类项目，价格在预算之内。');
  await hers
    .locator('form')
    .getByRole('button', { name: said('proposals:actions.create') })
    .click();
  await hers.waitForURL(/\/proposals\/[0-9a-f-]{36}$/);
  const proposal = idIn(be(manager));
  await goTo(`/proposals/${proposal}`);
  await act(be(firm), 'proposals:actions.accept', (dialog) => dialog.locator('textarea').fill('看过介绍，希望尽快面谈。'));
  deal = String((await be(firmApi).get(`/proposals/${proposal}`))['deal']);
  await be(supplier).goTo(`/deals/${deal}`);
  await act(be(supplier), 'deals:actions.admit');
  await stands(be(supplier), 'deals:states.talking');

  await goTo(`/deals/${deal}`);
  const carried = page.getByRole('region', { name: said('carriedDeals:card.title') });
  await carried.getByLabel(said('engagements:card.find')).fill(his.name);
  await carried.getByRole('button', { name: said('engagements:card.search') }).click();
  await carried.getByRole('button', { name: said('carriedDeals:actions.create') }).click();
  await carried.getByRole('link').first().waitFor();
  const carrying = (await carried.getByRole('link').first().getAttribute('href')) ?? '';
  await be(supplier).goTo(carrying);
  await act(be(supplier), 'carriedDeals:actions.admit', (dialog) =>
    dialog
      .locator('select')
      .selectOption('talks')
      .then(() => undefined),
  );
  await be(manager).goTo(carrying);
  expect(
    await be(manager)
      .page.getByRole('button', { name: said('carriedDeals:actions.takeUp') })
      .count(),
  ).toBe(0);
  // He had proposed it, and need not take it up once more.
  await stands(be(manager), 'carriedDeals:states.carrying');
});

const turnover = async (): Promise<bigint> => {
  const { items } = await be(api).get<{ items: { value: string | null }[] }>('/indicators', { code: 'contract-turnover' });
  return BigInt((items[0]?.value ?? '0').replace('.', ''));
};
const ofVenue = async () =>
  (await be(api).get<{ figures: { talks: number; contracts: number } }>(`/market/venues/${venue}`)).figures;
const record = () => be(managerApi).get<{ deals: number }>(`/technology-managers/${his.id}/market-record`);

test('they agree; the draft says what was agreed, and once it is registered the figures of the city, the venue and the manager move', async () => {
  const [before, counted, led] = [await turnover(), (await record()).deals, (await ofVenue()).contracts];
  await be(supplier).goTo(`/deals/${deal}`);
  await act(be(supplier), 'deals:actions.offer', async (dialog) => {
    const asked = (words: string) => dialog.getByLabel(said(words), { exact: false }).first();
    await asked('deals:amount').fill('300000');
    await asked('contracts:paymentMode').selectOption('lumpSum');
    await asked('deals:cooperation').selectOption('07');
    await asked('deals:ownership').selectOption('provider');
    await asked('contracts:validFrom').fill(today);
    await asked('contracts:validTo').fill(addDays(today, 365));
  });
  await be(firm).goTo(`/deals/${deal}`);
  await act(be(firm), 'deals:actions.acceptOffer');
  await stands(be(firm), 'deals:states.agreed');
  await be(supplier).goTo(`/deals/${deal}`);
  await act(be(supplier), 'deals:actions.draftContract');
  const { page } = be(supplier);
  await page.getByRole('link', { name: said('deals:page.openContract') }).click();
  await page.waitForURL(/\/contracts\/[0-9a-f-]{36}$/);
  const id = idIn(be(supplier));
  const draft = (await be(supplierApi).get<Acted>(`/contracts/${id}`)) as Acted;
  expect(draft).toMatchObject({
    title,
    type: 'service',
    amount: '300000.00',
    paymentMode: 'lumpSum',
    validFrom: today,
    validTo: addDays(today, 365),
    technologyField: field,
    seller,
  });
  // What neither side has said before: when it was signed, and its text.
  const text = '乙方为甲方提供技术服务，按约定的指标验收。双方约定违约责任和争议解决办法。';
  await be(supplierApi).act({ ...draft, kind: 'contract' }, 'edit', { signedOn: today, text, noSecrets: true });
  await be(supplier).goTo(`/contracts/${id}`);
  await actionOf(be(supplier), 'submit').click();
  await confirmed(be(supplier), handOf(page));
  await isIn(be(supplier), 'submitted');
  await be(registrar).goTo(`/contracts/${id}`);
  for (const step of ['accept', 'register']) {
    await actionOf(be(registrar), step).click();
    await confirmed(be(registrar), handOf(be(registrar).page));
  }
  await isIn(be(registrar), 'registered');
  await be(firm).goTo(`/deals/${deal}`);
  await stands(be(firm), 'deals:states.registered');
  await expect.poll(async () => (await turnover()) - before, { timeout: 60_000 }).toBe(30_000_000n);
  await expect.poll(async () => (await ofVenue()).contracts).toBe(led + 1);

  await be(manager).goTo(`/deal-shares/new?deal=${deal}`);
  await be(manager)
    .page.locator('form')
    .getByRole('button', { name: said('dealShares:actions.create') })
    .click();
  await be(manager).page.waitForURL(/\/deal-shares\/[0-9a-f-]{36}$/);
  const share = idIn(be(manager));
  expect((await record()).deals).toBe(counted);
  for (const party of [be(firm), be(supplier)]) {
    await party.goTo(`/deal-shares/${share}`);
    await act(party, 'dealShares:actions.confirm');
  }
  expect((await record()).deals).toBe(counted + 1);
  const everybody = [firm, officer, manager, registrar, supplier];
  expect(everybody.flatMap((one) => be(one).faults)).toEqual([]);
});
