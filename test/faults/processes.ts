// Faults of processes: killed ones, second ones, and another program on the port.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import Fastify from 'fastify';
import { startEmbedded } from '../../src/platform/server/embedded-postgres.ts';
import { StartError } from '../../src/platform/server/env.ts';
import { listen } from '../../src/platform/server/http.ts';
import { ask, clusterOf, expectRead, finish, isAlive, served, serverOf, start, until, type Trial } from './run.ts';

/** A data folder that the server's account may enter, with a row that must not be lost. */
async function begin(folder: string) {
  const dataDir = join(folder, 'data');
  const touyan = start('serve', dataDir);
  const connection = await served(touyan);
  await ask(connection, 'create table kept as select 1 as a');
  return { dataDir, touyan, connection, server: serverOf(dataDir) };
}

async function expectKept(connection: string) {
  const rows = await ask(connection, 'select a from kept');
  if (rows.length !== 1) throw new Error(`${rows.length} rows of 1 are left.`);
}

export const staleLock: Trial = async (folder) => {
  const { dataDir, touyan, server } = await begin(folder);
  process.kill(touyan.child.pid ?? 0, 'SIGKILL');
  process.kill(server, 'SIGKILL');
  await until('the server is gone', () => !isAlive(server));
  const locks = [join(clusterOf(dataDir), 'postmaster.pid'), join(dataDir, 'postgres/socket/.s.PGSQL.5432.lock')];
  if (!locks.every((lock) => existsSync(lock))) throw new Error('No lock file was left.');
  const again = start('serve', dataDir);
  await expectKept(await served(again));
  process.kill(again.child.pid ?? 0, 'SIGKILL');
  const second = serverOf(dataDir);
  process.kill(second, 'SIGKILL');
  await until('the server is gone', () => !isAlive(second));
  // The number in the lock files now belongs to another program: this one.
  for (const lock of locks) writeFileSync(lock, readFileSync(lock, 'utf8').replace(/^\d+/, String(process.pid)));
  const third = start('serve', dataDir);
  await expectKept(await served(third));
  await finish(third);
  return {
    fault: 'A lock file is left after a crash',
    done: 'Killed Touyan and the server with SIGKILL, twice; the second time the number in the lock file was that of a living program. The data were there.',
    read: expectRead(third.lines, /lock file that a crashed database server had left was removed/),
  };
};

export const serverKilled: Trial = async (folder) => {
  const { touyan, connection, server } = await begin(folder);
  process.kill(server, 'SIGKILL');
  await until('the server runs again', () => touyan.lines.some((line) => /running again/.test(line)));
  await expectKept(connection);
  await finish(touyan);
  return {
    fault: 'The server dies while Touyan runs',
    done: 'Killed the server with SIGKILL; it was started again, with its data, at the same address.',
    read: expectRead(touyan.lines, /ended unexpectedly|running again/),
  };
};

export const killedParent: Trial = async (folder) => {
  const { dataDir, touyan, server } = await begin(folder);
  process.kill(touyan.child.pid ?? 0, 'SIGKILL');
  await touyan.exit;
  if (!isAlive(server)) throw new Error('The server died with its parent.');
  const again = start('serve', dataDir);
  await expectKept(await served(again));
  if (serverOf(dataDir) !== server) throw new Error('Another server was started.');
  await finish(again);
  // It has let go of the data; its process may take a moment more.
  await until('the adopted server is gone', () => !isAlive(server));
  return {
    fault: 'A killed Touyan left its server running',
    done: 'Killed Touyan with SIGKILL and started it again; the same server went on, and stopped with it.',
    read: expectRead(again.lines, /was already running/),
  };
};

export const secondProcess: Trial = async (folder) => {
  const { dataDir, touyan } = await begin(folder);
  const second = start('serve', dataDir);
  if ((await second.exit) !== 1) throw new Error('The second was not refused.');
  const attached = await startEmbedded({ dataDir, attachOnly: true });
  await expectKept(JSON.stringify(attached.connection));
  await attached.stop();
  if (!isAlive(serverOf(dataDir))) throw new Error('Attaching stopped the server.');
  await finish(touyan);
  const said = expectRead(second.lines, new RegExp(`already running on .*process ${touyan.child.pid}\\)`));
  return {
    fault: 'A second Touyan on the same data folder',
    done: 'Started a second one; it was refused, while a command that only attaches read the data.',
    read: said,
  };
};

export const interrupted: Trial = async (folder) => {
  const { dataDir, touyan, connection, server } = await begin(folder);
  const asking = ask(connection, 'select pg_sleep(30)').then(
    () => 'finished',
    () => 'broken off',
  );
  // As a terminal does: to every process of the foreground group, which the server must not belong to.
  if (groupOf(server) === groupOf(touyan.child.pid ?? 0)) throw new Error('The terminal would interrupt the server itself.');
  await finish(touyan, 'SIGINT');
  if ((await touyan.exit) !== 0 || existsSync(join(clusterOf(dataDir), 'postmaster.pid')))
    throw new Error('It did not stop in order.');
  await until('the server is gone', () => !isAlive(server));
  if ((await asking) !== 'broken off') throw new Error('The statement under way was waited for.');
  const said = touyan.lines.filter((line) => !/Running as root/.test(line));
  return {
    fault: 'Interrupted at the terminal (^C)',
    done: 'Interrupted Touyan while a long statement ran, which was broken off; the server, which belongs to no terminal, was stopped by Touyan, and all ended in order with 0.',
    read: said.join('\n') || 'Nothing: the terminal is given back.',
  };
};

function groupOf(pid: number): string | undefined {
  if (!existsSync('/proc')) return String(pid);
  return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[2];
}

export const portTakenByAnother: Trial = async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => other.once('listening', resolve));
  const { port } = other.address() as AddressInfo;
  const mine = Fastify();
  const read = await listen(mine, { port, host: '127.0.0.1' }).then(
    () => Promise.reject(new Error('The port was free.')),
    (error: unknown) => (error instanceof StartError ? error.message : Promise.reject(error)),
  );
  await mine.close();
  other.close();
  return { fault: 'The HTTP port is taken', done: `Another program listened on port ${port}.`, read };
};
