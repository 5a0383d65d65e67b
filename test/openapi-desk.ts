// Operations of the desk, the calendar and saved searches, each asked once, for the test of the printed API.

type Ask = (
  method: 'get' | 'post' | 'put' | 'delete',
  path: string,
  at?: Record<string, string>,
  body?: unknown,
) => Promise<{ body: { id: string; [field: string]: unknown } }>;

export async function askDesk(ask: Ask, sealNow: () => Promise<unknown>): Promise<void> {
  for (const view of ['todo', 'inHand', 'done']) await ask('get', '/desk', { view, count: 'yes' });
  await ask('get', '/desk/counts');
  await ask('get', '/deadlines', { year: '2026' });
  await ask('get', '/working-years/{year}', { year: '2026' });
  const off = ['2027-01-01', '2027-05-01', '2027-10-01', '2027-10-02'];
  const year = { year: 2027, daysOff: off, workingDays: ['2027-10-09'] };
  await ask('post', '/working-years/preview', {}, year);
  const document = { title: '关于2027年节假日安排的通知' };
  const { id } = (await ask('post', '/calendar-years', {}, { ...year, document })).body;
  await ask('post', '/calendar-years/{id}/amend', { id }, { workingDays: [], reason: '印证' });
  await ask('get', '/calendar-years');
  await ask('get', '/calendar-years/{id}', { id });
  const events = (await ask('get', '/calendar-years/{id}/events', { id })).body['items'] as { id: string }[];
  await sealNow();
  await ask('get', '/calendar-years/{id}/proof', { id, event: events[0]?.id ?? '' });
  await ask('post', '/calendar-years/{id}/withdraw', { id }, { reason: '印证' });
  const feed = (await ask('post', '/calendar/feed', {}, { language: 'en' })).body;
  await ask('get', '/calendar/feed');
  await ask('get', '/calendar/feed/{file}', { file: String(feed['path']).split('/').at(-1) ?? '' });
  await ask('delete', '/calendar/feed');
  const saved = (await ask('post', '/saved-searches', {}, { name: '在册', path: '/organizations', search: 'state=active' })).body;
  await ask('get', '/saved-searches');
  await ask('put', '/saved-searches/{id}', { id: saved.id }, { shared: true });
  await ask('delete', '/saved-searches/{id}', { id: saved.id });
  await ask('post', '/saved-searches/{id}/restore', { id: saved.id });
}
