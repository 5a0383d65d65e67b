// Files, attachments and archives as the printed API says: asked once each by the test of the whole.
import type { Person } from './harness/http.ts';
import { paperDocx, paperPdf } from './harness/papers.ts';

type Ask = (
  who: Person,
  method: 'get' | 'post' | 'delete',
  path: string,
  at?: Record<string, string>,
  body?: unknown,
) => Promise<{ body: { id: string; items: { id: string }[] } }>;

/** The files of a listing by the doors of the hall: of a draft that its officer enters they are chosen for everybody. */
async function askListingFiles(ask: Ask, who: Person, upload: (name: string, content: Buffer) => Promise<string>): Promise<void> {
  const { id: organization } = await who.create('organizations', { name: '印证附件有限公司' });
  const said = {
    sort: 'service',
    title: '印证附件服务',
    text: '不少于十个字的服务说明。',
    field: '01',
    cooperation: ['07'],
    organization,
  };
  const listing = await who.create('listings', said);
  const files: string[] = [];
  for (const [name, content] of [
    ['资料.pdf', paperPdf('印证')],
    ['资料.docx', await paperDocx('印证')],
  ] as const) {
    const input = { recordKind: 'listing', record: listing.id, upload: await upload(name, content) };
    const { body } = await ask(who, 'post', '/attachments', {}, input);
    await ask(who, 'post', '/attachments/{id}/openTo', { id: body.id }, { audience: 'everybody' });
    files.push(body.id);
  }
  const asked = await who.act(await who.act(listing, 'submit', { noSecret: true }), 'publish');
  const { path } = await who.post<{ path: string }>(`/listings/${listing.id}/links`, {});
  const link = { token: path.split('/').at(-1) ?? '' };
  const [pdf = '', docx = ''] = files;
  await ask(who, 'post', '/listing-links/file', {}, { ...link, file: pdf });
  await who.post('/listing-links/confirm', { ...link, version: asked['version'] });
  const id = listing.id;
  await ask(who, 'get', '/market/listings/{id}/files', { id });
  await ask(who, 'get', '/market/listings/{id}/files/{file}/content', { id, file: pdf });
  await ask(who, 'get', '/market/listings/{id}/files/{file}/pdf', { id, file: pdf });
  await ask(who, 'get', '/market/listings/{id}/files/{file}/html', { id, file: docx });
}

/** `checked` is told what was asked otherwise than by `ask`: uploads. */
export async function askFiles(ask: Ask, who: Person, record: string, sealNow: () => Promise<unknown>, checked: Set<string>) {
  const upload = async (name: string, content: Buffer) => (await who.upload<{ id: string }>('/files', { name, content })).id;
  const attach = async (name: string, content: Buffer) =>
    (await ask(who, 'post', '/attachments', {}, { recordKind: 'recognition', record, upload: await upload(name, content) })).body
      .id;
  const id = await attach('证书.pdf', paperPdf('印证'));
  checked.add('post /files');
  await ask(who, 'get', '/attachments/{id}/content', { id });
  await ask(who, 'get', '/attachments/{id}/pdf', { id });
  await ask(who, 'get', '/attachments/{id}/html', { id: await attach('说明.docx', await paperDocx('印证')) });
  await ask(who, 'get', '/attachments/of/{recordKind}/{record}', { recordKind: 'recognition', record });
  const archive = (await ask(who, 'post', '/archives', {}, { recordKind: 'recognition', record })).body.id;
  const answer = await who.send('GET', `/archives/${archive}/package`);
  await who.upload('/archives/check', { name: 'a.zip', content: Buffer.from(await answer.arrayBuffer()) });
  checked.add('post /archives/check');
  await ask(who, 'get', '/archives/{id}/package', { id: archive });
  await ask(who, 'post', '/archives/{id}/reclassify', { id: archive }, { retention: 'tenYears', reason: '印证' });
  await askListingFiles(ask, who, upload);
  for (const action of ['withdraw', 'restore']) await ask(who, 'post', `/attachments/{id}/${action}`, { id }, {});
  await ask(who, 'post', '/attachments/{id}/erase', { id }, { reason: '印证' });
  await ask(who, 'post', '/archives/{id}/destroy', { id: archive }, { ground: 'erasure', reason: '印证' });
  await sealNow();
  for (const [path, one] of [
    ['/attachments', id],
    ['/archives', archive],
  ] as const) {
    await ask(who, 'get', path);
    await ask(who, 'get', `${path}/{id}`, { id: one });
    const { items } = (await ask(who, 'get', `${path}/{id}/events`, { id: one })).body;
    await ask(who, 'get', `${path}/{id}/proof`, { id: one, event: items[0]?.id ?? '' });
  }
}
