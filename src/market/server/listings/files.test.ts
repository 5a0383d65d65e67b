// Files of listings over HTTP: who adds, opens and sees them; everybody by the hall, the admitted by their deal, nobody else; the owner's word by a link; the files of the exchange.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startHouse, type TestHouse } from '../../../../test/harness/house.ts';
import { type Acted, type Person, RefusedError } from '../../../../test/harness/http.ts';
import { paperDocx, paperPdf } from '../../../../test/harness/papers.ts';

let house: TestHouse;
const people: Record<string, Person> = {};
const firms: Record<string, string> = {};
const be = (who: string): Person => people[who] as Person;
let visitor: Person;
beforeAll(async () => {
  house = await startHouse();
  const zhou = await house.as('bureauOfficer');
  for (const [who, name] of [
    ['owner', '云川附件供方有限公司'],
    ['asker', '云川附件需方有限公司'],
    ['other', '云川附件旁观有限公司'],
    ['runner', '云川附件市场有限公司'],
  ] as const) {
    const organization = (await zhou.create('organizations', { name, region: 'YC-CH' })).id;
    firms[who] = organization;
    people[who] = await house.as({ account: `files-${who}`, roles: ['organizationAdmin'], organization });
  }
  people['zhou'] = zhou;
  people['lin'] = await house.as({ account: 'files-lin', roles: ['districtOfficer'], region: 'YC-CH' });
  people['wang'] = await house.as({ account: 'files-wang', roles: ['districtOfficer'], region: 'YC-WY' });
  visitor = house.visitor();
});
afterAll(() => house.close());

const refused = (asked: Promise<unknown>) =>
  asked.catch((fault: unknown) => (fault instanceof RefusedError ? fault : Promise.reject(fault)));
const supply = {
  sort: 'knowHow',
  title: '高导热封装材料配方',
  text: '导热系数十二瓦每米开的封装材料配方和工艺。',
  field: '01',
  cooperation: ['02'],
};
const demand = {
  sort: 'problem',
  title: '刀具磨损监测',
  text: '崩刃要等质检才发现，想在线报警。',
  field: '03',
  cooperation: ['03'],
  demandType: '00',
};
const drawn = (who: string, said: object = supply) => be(who).create('listings', said);
async function attached(who: string, listing: Acted, name = '图纸.pdf', content: Buffer = paperPdf(name)): Promise<Acted> {
  const { id } = await be(who).upload<{ id: string }>('/files', { name, content });
  return be(who).create('attachments', { recordKind: 'listing', record: listing.id, upload: id });
}
const open = (who: string, file: Acted, audience: string) => be(who).act(file, 'openTo', { audience });
async function published(who: string, listing: Acted): Promise<Acted> {
  await be(who).act(listing, 'submit', { noSecret: true });
  return be('zhou').act(listing, 'publish');
}
type Shown = { items: { id: string; name: string; audience: string; size: number; preview: string | null }[] };
const door = (listing: Acted) => `/market/listings/${listing.id}/files`;
const seenBy = async (who: Person, listing: Acted) => (await who.get<Shown>(door(listing))).items.map(({ name }) => name);
const status = async (who: Person, path: string) => (await who.send('GET', path)).status;
const taken = (who: Person, listing: Acted, file: Acted, as = 'content') => status(who, `${door(listing)}/${file.id}/${as}`);

test('kept back unless its owner says more; the hall shows it with the listing, and no more once one of them is taken away', async () => {
  const listing = await drawn('owner');
  const [kept, shown] = [await attached('owner', listing, '底稿.pdf'), await attached('owner', listing, '资料13800138000.pdf')];
  expect(kept).toMatchObject({ audience: 'record' });
  const opened = await open('owner', shown, 'everybody');
  // Before it was looked through there is nothing.
  expect(await status(visitor, door(listing))).toBe(404);
  expect(await taken(visitor, listing, shown)).toBe(404);
  await be('owner').act(listing, 'submit', { noSecret: true });
  expect(await taken(be('zhou'), listing, shown)).toBe(404);
  await be('zhou').act(listing, 'publish');
  expect((await visitor.get<Shown>(door(listing))).items).toEqual([
    {
      id: shown.id,
      name: '资料***.pdf',
      type: 'application/pdf',
      size: expect.any(Number),
      audience: 'everybody',
      preview: 'pdf',
    },
  ]);
  const answer = await visitor.send('GET', `${door(listing)}/${shown.id}/content`);
  expect(answer.headers.get('content-type')).toBe('application/octet-stream');
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  expect(answer.headers.get('content-security-policy')).toContain("sandbox; default-src 'none'");
  expect(answer.headers.get('content-disposition')).toContain('attachment; ');
  expect(answer.headers.get('content-disposition')).not.toContain('13800138000');
  expect([await taken(visitor, listing, shown, 'pdf'), await taken(visitor, listing, shown, 'html')]).toEqual([200, 422]);
  // What is kept back, what is another listing's, and the record's own door.
  const beside = await published('owner', await drawn('owner'));
  for (const [of, file] of [
    [listing, kept],
    [beside, shown],
  ] as const)
    expect(await taken(visitor, of, file)).toBe(404);
  expect(await status(visitor, `/attachments/${shown.id}/content`)).toBe(401);
  expect(await status(be('other'), `/attachments/${shown.id}/content`)).toBe(404);

  // To fewer at once; to everybody again only by a draft that is looked through.
  const narrowed = await open('owner', opened, 'record');
  expect([await seenBy(visitor, listing), await taken(visitor, listing, shown)]).toEqual([[], 404]);
  expect(await refused(open('owner', narrowed, 'everybody'))).toMatchObject({ code: 'listing.fileReviewedFirst' });
  await be('owner').act(listing, 'revise');
  const again = await open('owner', narrowed, 'everybody');
  await published('owner', listing);
  expect(await taken(visitor, listing, shown)).toBe(200);
  const gone = await be('owner').act(again, 'withdraw');
  expect([gone['audience'], await taken(visitor, listing, shown)]).toEqual(['record', 404]);
  // Put back it is the record's alone: nobody has looked at it since.
  expect(await be('owner').act(gone, 'restore')).toMatchObject({ state: 'attached', audience: 'record' });
  await be('owner').act(listing, 'withdraw');
  expect(await status(visitor, door(listing))).toBe(404);
});

test('those admitted are shown it by the terms, on the page of the deal as well, and it is logged; whose deal is over is not', async () => {
  const listing = await drawn('owner', { ...supply, confidentiality: 'onAdmission' });
  const file = await attached('owner', listing, '配方.docx', await paperDocx('配方', 'https://example.org'));
  await open('owner', file, 'admitted');
  await published('owner', listing);
  expect(await seenBy(be('asker'), listing)).toEqual([]);
  let deal = await be('asker').create('deals', { listing: listing.id, message: '希望尽快面谈这项技术。' });
  deal = await be('owner').act(deal, 'admit');
  deal = await be('asker').act(deal, 'acceptNda', { version: '1' });
  expect(await taken(be('asker'), listing, file)).toBe(404);
  deal = await be('owner').act(deal, 'acceptNda', { version: '1' });
  expect(await seenBy(be('asker'), listing)).toEqual(['配方.docx']);
  expect([await taken(be('asker'), listing, file), await taken(be('asker'), listing, file, 'html')]).toEqual([200, 200]);
  for (const who of [visitor, be('other'), be('zhou')])
    expect([await seenBy(who, listing), await taken(who, listing, file)]).toEqual([[], 404]);
  const { db } = house.tables;
  const reads = await db.selectFrom('personal_reads').select('fields').where('record', '=', file.id).orderBy('id').execute();
  expect(reads).toEqual([{ fields: ['content'] }, { fields: ['preview'] }]);
  // While it is agreed the hall shows nothing, and the admitted still read: an owner opens more to them without a review.
  deal = await be('owner').act(deal, 'offer', {
    amount: '300000',
    paymentMode: 'lumpSum',
    cooperation: '02',
    ownership: 'provider',
    validUntil: '2999-12-31',
    milestones: [{ what: '交付配方' }],
  });
  deal = await be('asker').act(deal, 'acceptOffer', { offer: 1 });
  const later = await attached('owner', listing, '工艺.pdf');
  expect(await refused(open('lin', later, 'admitted'))).toMatchObject({ code: 'listing.fileOwnersWord' });
  await open('owner', later, 'admitted');
  expect(await seenBy(be('asker'), listing)).toEqual(['配方.docx', '工艺.pdf']);
  expect(await status(visitor, door(listing))).toBe(404);
  await be('owner').act(deal, 'end', { reason: '谈不拢' });
  expect(await seenBy(be('asker'), listing)).toEqual([]);
  expect(await taken(be('asker'), listing, file)).toBe(404);
});

test('a file of an anonymous demand is for nobody but those admitted, whoever says otherwise', async () => {
  const listing = await drawn('owner', { ...demand, anonymous: true });
  const file = await attached('owner', listing, '现场照片.pdf');
  for (const who of ['owner', 'zhou', 'lin'])
    expect(await refused(open(who, file, 'everybody'))).toMatchObject({ status: 409, code: 'listing.anonymousFile' });
  const { audiences } = await be('owner').get<{ audiences: object }>(`/attachments/of/listing/${listing.id}`);
  expect(audiences).toEqual([
    { audience: 'record', refused: null },
    { audience: 'admitted', refused: null },
    { audience: 'everybody', refused: 'market:files.refusals.anonymous' },
  ]);
  await open('owner', file, 'admitted');
  await published('owner', listing);
  expect(await seenBy(visitor, listing)).toEqual([]);
  const deal = await be('asker').create('deals', { listing: listing.id, message: '我们做过同类监测，愿意面谈。' });
  await be('owner').act(deal, 'admit');
  expect(await seenBy(be('asker'), listing)).toEqual(['现场照片.pdf']);
});

test("a venue's people see the files of what they look through and change none; strangers learn of none", async () => {
  const place = { kind: 'workstation', name: '云川附件工作站', territory: 'YC-CH', address: '云川市创新路1号' };
  const station = await be('runner').create('venues', { ...place, contactPhone: '13800001111' });
  await be('lin').act(station, 'open', { on: '2025-01-01' });
  const listing = await drawn('owner', { ...supply, venue: station.id });
  const file = await attached('owner', listing);
  await open('owner', file, 'everybody');
  const listed = async (who: string) =>
    (await be(who).get<{ items: Acted[] }>('/attachments', { record: listing.id })).items.map((one) => one['audience']);
  expect(await listed('runner')).toEqual([]);
  await be('owner').act(listing, 'submit', { noSecret: true });
  expect(await listed('runner')).toEqual(['everybody']);
  expect(await status(be('runner'), `/attachments/${file.id}/content`)).toBe(200);
  expect(await be('runner').get(`/attachments/of/listing/${listing.id}`)).toMatchObject({
    sees: true,
    adds: false,
    audiences: [],
  });
  const now = await be('runner').get<Acted>(`/attachments/${file.id}`);
  expect(await refused(open('runner', now as Acted, 'record'))).toMatchObject({ status: 403 });
  expect(await refused(attached('runner', listing))).toMatchObject({ status: 403 });
  for (const who of ['other', 'wang'])
    expect([await listed(who), await status(be(who), `/attachments/${file.id}`)]).toEqual([[], 404]);
  await be('runner').act(listing, 'publish');
  expect(await taken(visitor, listing, file)).toBe(200);
});

test('what an officer enters for a firm is shown by its word alone, which has seen the files by the link', async () => {
  const listing = await drawn('lin', { ...supply, organization: firms['owner'] });
  const file = await open('lin', await attached('lin', listing, '检测报告.pdf'), 'everybody');
  const kept = await attached('lin', listing, '走访记录.pdf');
  await be('lin').act(listing, 'submit', { noSecret: true });
  await be('zhou').act(listing, 'publish');
  expect(await status(visitor, door(listing))).toBe(404);
  const { path } = await be('zhou').post<{ path: string }>(`/listings/${listing.id}/links`, {});
  const token = path.split('/').at(-1) ?? '';
  const read = await visitor.post<{ version: number; files: { name: string }[] }>('/listing-links/read', { token });
  expect(read.files).toMatchObject([{ name: '检测报告.pdf', audience: 'everybody' }]);
  const look = (of: Acted, by = token) => visitor.send('POST', '/listing-links/file', { body: { token: by, file: of.id } });
  expect([(await look(file)).status, (await look(kept)).status, (await look(file, 'x'.repeat(43))).status]).toEqual([
    200, 404, 404,
  ]);
  await visitor.post('/listing-links/confirm', { token, version: read.version });
  expect(await seenBy(visitor, listing)).toEqual(['检测报告.pdf']);
  expect((await look(file)).status).toBe(404);
  // From here on it is the firm's: an officer narrows and opens no more.
  const narrowed = await open('lin', file, 'record');
  expect(await refused(open('lin', narrowed, 'admitted'))).toMatchObject({ code: 'listing.fileOwnersWord' });
  expect(await seenBy(visitor, listing)).toEqual([]);
});

test('the exchange names the files for everybody, with where they are taken away', async () => {
  const listing = await drawn('owner', { ...supply, title: '交换附件的配方' });
  const file = await open('owner', await attached('owner', listing, '说明 & 参数.pdf'), 'everybody');
  await attached('owner', listing, '底稿.pdf');
  await published('owner', listing);
  const json = (await (await visitor.send('GET', '/market/exchange/listings.json')).json()) as {
    listings: { no: string; files: { name: string; address: string }[] }[];
  };
  const [named] = json.listings.find(({ no }) => no === listing.id)?.files ?? [];
  expect(named).toMatchObject({ name: '说明 & 参数.pdf', type: 'application/pdf' });
  expect((await fetch(named?.address ?? '')).status).toBe(200);
  const feed = await (await visitor.send('GET', '/market/exchange/listings.atom')).text();
  expect(feed).toContain(`title="说明 &amp; 参数.pdf" href="`);
  expect(feed).toContain(`/files/${file.id}/content"/>`);
  expect(feed).not.toContain('底稿');
});
