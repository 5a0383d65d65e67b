// Two processes that tell the same people, one of them killed while it sends: everybody is told once. Real processes, real SMTP.
import { afterEach, expect, test } from 'vitest';
import pg from 'pg';
import { createAccount } from '../src/platform/server/accounts.ts';
import { seenAs } from '../src/platform/server/database.ts';
import { readEnv } from '../src/platform/server/env.ts';
import { openRunning } from '../src/running.ts';
import { until } from './faults/run.ts';
import { cloneDatabase } from './harness/database.ts';
import { openMailbox } from './harness/mailbox.ts';
import { serve } from './harness/serving.ts';

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const clean of cleanups.splice(0).toReversed()) await clean();
});
const people = 30;

test('of two processes one is killed while it sends: everybody has one notice, and one mail, or the same mail again', {
  timeout: 120_000,
}, async () => {
  const [mailbox, database] = [await openMailbox({ slow: 60 }), await cloneDatabase()];
  cleanups.push(database.drop, mailbox.close);
  const settings = {
    CITY: 'changzhou',
    DATABASE_URL: database.url,
    SECRET_KEY: '0f'.repeat(32),
    MAIL_URL: mailbox.url,
    MAIL_FROM: 'Touyan <touyan@example.cn>',
    PUBLIC_URL: 'https://touyan.example',
  };
  const running = await openRunning(readEnv({ ...settings, MAIL_URL: '', MAIL_FROM: '' }), { as: 'server', log: () => {} });
  for (let at = 0; at < people; at++)
    await createAccount(seenAs(running.db), {
      account: `person-${at}`,
      name: `${at}`,
      password: null,
      roles: ['expert'],
    });
  await running.close();
  const client = new pg.Client(database.admin);
  await client.connect();
  cleanups.push(() => client.end());
  await client.query(`set search_path to touyan_changzhou;
    insert into account_contacts (account, channel, address, verified_at)
      select id, 'mail', account || '@example.cn', now() from accounts where account like 'person-%'`);
  const [one, two] = [await serve(settings), await serve(settings)];
  cleanups.push(() => two.stop('SIGKILL'));
  const rules = [{ to: ['named'], topic: 'followed', words: 'notices:tells.followed', params: { 'zh-CN': {}, en: {} } }];
  await client.query(
    `insert into tellings (id, cause, kind, record, region, organizations, accounts, rules, at, next_at)
     select gen_random_uuid(), 'a cause', 'organization', (select id from organizations limit 1), null, '[]',
       (select jsonb_agg(id) from accounts where account like 'person-%'), $1, now(), now()`,
    [JSON.stringify(rules)],
  );
  const asked = async <R extends object>(text: string): Promise<R[]> => (await client.query<R>(text)).rows;
  await until('all are told in the platform', async () => (await asked('select from notices')).length === people);
  // By mail they would be told in the morning.
  await client.query('update deliveries set due_at = now()');
  await until('some have mail', () => mailbox.mails.length > 4);
  await one.stop('SIGKILL');
  const taken = await asked<{ id: string }>('select id from messages where outcome is null and taken_until is not null');
  // What the dead one had in hand is free again after two minutes: let them pass.
  await client.query('update messages set taken_until = now() where outcome is null and taken_until is not null');
  await until('all have their mail', async () => (await asked(`select from messages where outcome = 'sent'`)).length === people);
  expect(new Set(mailbox.mails.map(({ to }) => to)).size).toBe(people);
  expect(new Set(mailbox.mails.map(({ id }) => id)).size).toBe(people);
  // Sent once more is at most what was in hand, and it says that it is the same.
  expect(mailbox.mails.length).toBeLessThanOrEqual(people + taken.length);
  expect(await asked('select account from notices group by account having count(*) <> 1')).toEqual([]);
});
