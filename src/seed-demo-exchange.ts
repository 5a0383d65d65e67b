// The invented city's demo organization and bureau with a key of a program and a webhook each, none drawn: nothing leaves the house by them. Made when a house first starts.
import { sql } from 'kysely';
import type { House } from './app.ts';
import { addDays } from './platform/shared/dates.ts';
import { now } from './records/server/index.ts';
import { actingFor, loader } from './seed-acting.ts';

/** Once: where there is a key already, none is made. The address is of nobody (RFC 2606 reserves that name). */
export async function startDemoExchange(house: House): Promise<void> {
  const { kernel, exchange } = house;
  const { rows: some } = await sql`select from api_keys limit 1`.execute(kernel.db);
  const demo = await house.demoOrganization();
  if (some.length > 0 || demo === null) return;
  const expiresOn = addDays(kernel.dayOf(await now(kernel.db)), 180);
  const administrator = actingFor(demo.id);
  const said = [
    { actor: administrator, scopes: ['market', 'ownListings'] as const, events: ['listing.published', 'deal.step'] as const },
    { actor: loader, scopes: ['market'] as const, events: ['listing.published'] as const },
  ];
  for (const { actor, scopes, events } of said) {
    await exchange.apiKeys.act('create', { actor, input: { name: 'website', scopes: [...scopes], expiresOn } });
    const url = 'https://hooks.example.org/market';
    await exchange.webhooks.act('create', { actor, input: { name: 'website', url, events: [...events], about: 'all' } });
  }
}
