// Reminders of what falls due: asked of whoever knows it, put in the outbox once for each record, day and person.
import { now, type Row } from '../../../records/server/index.ts';
import type { Telling } from '../../../records/tells.ts';
import type { Around, NoticePorts } from './around.ts';
import { put } from './outbox.ts';

type Asked = Pick<Around, 'db' | 'kernel'> & { ports: Pick<NoticePorts, 'dueSoon'> };

/** Asks the port and writes what is new; without a port nothing is asked. Gives how many there were. */
export async function remind({ db, kernel, ports }: Asked): Promise<number> {
  const due = (await ports.dueSoon?.()) ?? [];
  const at = await now(db);
  const told: Telling[] = [];
  for (const { account, kind, record, due: day, today } of due) {
    const opened = kernel.kinds.get(kind);
    if (!opened) continue;
    const found = await kernel.db.selectFrom(opened.table).selectAll().where('id', '=', record).executeTakeFirst();
    if (!found) continue;
    const row = found as Row;
    const titled = (language: 'zh-CN' | 'en') => ({ record: opened.title(row, {}, language), day });
    told.push({
      cause: `due ${record} ${day} ${account}${today ? ' today' : ''}`,
      kind,
      record,
      actor: null,
      at,
      concerns: { region: null, organizations: [], accounts: [account] },
      rules: [
        {
          to: ['named'],
          topic: 'due',
          words: today ? 'notices:tells.dueToday' : 'notices:tells.due',
          params: { 'zh-CN': titled('zh-CN'), en: titled('en') },
        },
      ],
    });
  }
  if (told.length > 0) await db.transaction().execute((tx) => put(tx, told));
  return told.length;
}
