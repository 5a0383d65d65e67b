// `npm start` and `npm run demo`: builds what is missing and serves. Runs under any Node from 20 on; the server under Node 24.
import { buildWeb, giveUp, houseOptions, node24, run } from './run.mjs';

const demo = process.argv.includes('--demo');
const args = process.argv.slice(2).filter((argument) => argument !== '--demo');
const node = node24();
if (!(await buildWeb())) giveUp('The web pages could not be built: see above.');
// On the embedded database the demo accounts are there unless said otherwise; on a server of one's own only when said.
const demoAccounts = process.env.DATABASE_URL || process.env.TOUYAN_DEMO !== undefined ? {} : { TOUYAN_DEMO: '1' };
const settings = { NODE_OPTIONS: houseOptions(), ...demoAccounts, ...(demo && { CITY: 'example' }) };
process.exitCode = await run(node, ['src/main.ts', ...args], settings);
