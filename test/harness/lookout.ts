// Which ids of nobody came to the database within a question: what was never looked up cannot have decided the answer. It looks on and changes nothing.
import type pg from 'pg';

export type Lookout = {
  /** An id that no record has, and that was not given out before. */
  next: () => string;
  /** Whether a statement bore it, in its text or in a value. */
  heard: (id: string) => boolean;
};

const prefix = '0198c0de-0000-7000-9000-';
const given = new RegExp(`${prefix}[0-9a-f]{12}`, 'g');

/** Every connection of the pool is listened to, from when it is next taken. */
export function lookoutOver(pool: pg.Pool): Lookout {
  const heard = new Set<string>();
  const listening = new WeakSet<pg.PoolClient>();
  const listen = (said: unknown): void => {
    if (typeof said === 'string') {
      if (said.includes(prefix)) for (const id of said.match(given) ?? []) heard.add(id);
    } else if (typeof said === 'object' && said !== null) {
      for (const part of Object.values(said)) listen(part);
    }
  };
  pool.on('acquire', (client) => {
    if (listening.has(client)) return;
    listening.add(client);
    const query = client.query;
    client.query = new Proxy(query, {
      apply: (asked, at, [said, values, ...rest]) => {
        listen(typeof said === 'string' ? said : [Reflect.get(Object(said), 'text'), Reflect.get(Object(said), 'values')]);
        listen(Array.isArray(values) ? values : null);
        return Reflect.apply(asked, at, [said, values, ...rest]);
      },
    });
  });
  let count = 0;
  return {
    next: () => `${prefix}${(++count).toString(16).padStart(12, '0')}`,
    heard: (id) => heard.has(id),
  };
}
