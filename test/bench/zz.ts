import { ownServer, schema } from './place.ts';
import { press } from './load.ts';
import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fillForProfile } from './http.ts';
const place = await ownServer();
const token = await fillForProfile(place);
const cpu = (pid: number) => { const f = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' '); return (Number(f[11]) + Number(f[12])) * 10; };
const start = async (script: string, args: string[] = []) => {
  const child = spawn(process.execPath, [...args, 'test/bench/' + script, JSON.stringify({ connection: place.app, pool: 10 })], { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, NODE_ENV: 'production' } });
  const url: string = await new Promise((r) => child.stdout.on('data', (t) => { const m = /ready (\S+)/.exec(String(t)); if (m) r(m[1]!); }));
  return { child, url };
};
const servers = { product: await start('http-product.ts'), bare: await start('http-bare.ts') };
const q = '/api/organizations?region=YC-CH&state=active&limit=25';
const headers = { cookie: `touyan-example=${token}` };
writeFileSync('/tmp/answer.json', await (await fetch(servers.product.url + q, { headers })).text());
for (const s of Object.values(servers)) await press({ url: s.url + q, headers, connections: 16, seconds: 3 });
for (let i = 0; i < 3; i++) for (const [name, s] of Object.entries(servers)) {
  const before = cpu(s.child.pid!), own = process.cpuUsage(); const { times, rate } = await press({ url: s.url + q, headers, connections: 16, seconds: 3 });
  const me = process.cpuUsage(own);
  console.log(name, Math.round(rate), 'server µs/request', Math.round((cpu(s.child.pid!) - before) * 1000 / times.length), 'load µs', Math.round((me.user + me.system) / times.length));
}
for (const s of Object.values(servers)) { s.child.kill('SIGTERM'); await new Promise((r) => s.child.on('exit', r)); }
if (process.argv[2]) { const s = await start('http-product.ts', ['--cpu-prof', '--cpu-prof-dir=/tmp/prof']); for (let i = 0; i < 3; i++) await press({ url: s.url + q, headers, connections: 16, seconds: 5 }); s.child.kill('SIGTERM'); await new Promise((r) => s.child.on('exit', r)); }
await place.remove(); process.exit(0);
