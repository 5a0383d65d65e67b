// Events, registrations and meetings asked over HTTP, so that every answer is held against the printed description.
import type { TestHouse } from './harness/house.ts';
import type { Person } from './harness/http.ts';

type Ask = (
  who: Person,
  method: 'get' | 'post',
  path: string,
  at?: Record<string, string>,
  body?: unknown,
) => Promise<{ body: { [field: string]: unknown } }>;
type Around = { ask: Ask; house: TestHouse; zhou: Person };
const reason = { reason: '印证' };

export async function askEvents({ ask, house, zhou }: Around, organization: string): Promise<void> {
  const comes = await house.as({ account: 'comes', roles: ['organizationAdmin'], organization });
  const { today: on } = await zhou.get<{ today: string }>('/health');
  const hours = { opens: '09:00', closes: '12:00' };
  const said = { name: '印证对接会', sort: 'auction', from: on, to: on, ...hours, place: '某处', until: on };
  const make = async (who: Person, path: string, body: object) => ({
    id: String((await ask(who, 'post', path, {}, body)).body['id']),
  });
  const at = (action: string, of: { id: string }, body: object = {}) =>
    ask(zhou, 'post', `/match-events/{id}/${action}`, of, body);
  const one = await make(zhou, '/match-events', said);
  await at('edit', one, { capacity: 10 });
  await at('publish', one);
  await at('correct', one, { ...reason, agenda: '09:00 致辞' });
  const coming = await make(comes, '/event-registrations', { event: one.id, attendee: '某人' });
  const { code } = await comes.get<{ code: string }>(`/event-registrations/${coming.id}`);
  const by = (who: Person, action: string, body: object = {}) =>
    ask(who, 'post', `/event-registrations/{id}/${action}`, coming, body);
  await by(comes, 'bring', { listing: null });
  await by(zhou, 'checkIn', { code });
  await by(zhou, 'undoCheckIn', reason);
  await by(zhou, 'checkIn', { code });
  const meeting = await meet({ ask, house, zhou, comes, event: one.id, due: on });
  await by(comes, 'reportNothing', reason);
  await by(comes, 'erase', reason);
  const other = await make(zhou, '/match-events', said);
  await at('publish', other);
  const never = await make(comes, '/event-registrations', { event: other.id, attendee: '某人' });
  await ask(comes, 'post', '/event-registrations/{id}/cancel', never, {});
  await at('hold', one);
  await at('cancel', other, reason);
  await at('void', other, reason);
  const visitor = house.visitor();
  await ask(visitor, 'get', '/market/events', {});
  await ask(visitor, 'get', '/market/events/{id}', one);
  await ask(visitor, 'get', '/market/events.ics', {});
  await ask(zhou, 'get', '/match-events/{id}/registrations.xlsx', one);
  await house.sealNow();
  for (const [path, of] of [
    ['/match-events', one],
    ['/event-registrations', coming],
    ['/event-meetings', meeting],
  ] as const) {
    await ask(zhou, 'get', path, { count: 'yes' });
    await ask(zhou, 'get', `${path}/{id}`, of);
    const { body } = await ask(zhou, 'get', `${path}/{id}/events`, of);
    await ask(zhou, 'get', `${path}/{id}/proof`, { ...of, event: (body['items'] as { id: string }[])[0]?.id ?? '' });
  }
}

type Met = { ask: Ask; house: TestHouse; zhou: Person; comes: Person; event: string; due: string };
/** With another organization, on whose listing there are talks already. */
async function meet({ ask, house, zhou, comes, event, due }: Met): Promise<{ id: string }> {
  const { id: second } = await zhou.create('organizations', { name: '印证对接方有限公司' });
  const provider = await house.as({ account: 'met', roles: ['member'], organization: second });
  const supply = { sort: 'service', title: '印证服务', text: '不少于十个字的服务说明。', field: '01', cooperation: ['07'] };
  const listing = await provider.act(await provider.create('listings', supply), 'submit', { noSecret: true });
  await zhou.act(listing, 'publish');
  const deal = await comes.create('deals', { listing: listing.id, message: '希望合作。' });
  const body = { event, second, about: '谈了试制' };
  const one = { id: String((await ask(comes, 'post', '/event-meetings', {}, body)).body['id']) };
  const act = (action: string, said: object) => ask(comes, 'post', `/event-meetings/{id}/${action}`, one, said);
  await act('report', { progress: '已报价', due });
  await act('linkDeal', { deal: deal.id });
  await act('settle', { outcome: 'cooperation' });
  await act('reopen', reason);
  await act('void', reason);
  return one;
}
