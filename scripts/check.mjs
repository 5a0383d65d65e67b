// `npm run check`: types, lint, format and boundaries side by side. One line each; what failed prints all that it has to say.
import { spawn } from 'node:child_process';
import { node24, tool, top } from './run.mjs';

/** `read` finds in the output how many files were read: a check that read none has failed, whatever it says. */
const checks = [
  { name: 'types', program: tool('tsc'), args: ['-p', '.', '--listFiles'], read: (said) => ownFiles(said).length },
  { name: 'lint', program: tool('oxlint'), args: ['--deny-warnings'], read: (said) => /on (\d+) files/.exec(said)?.[1] },
  { name: 'format', program: tool('biome'), args: ['format', '.'], read: (said) => /Checked (\d+) files/.exec(said)?.[1] },
  {
    name: 'boundaries',
    program: node24(),
    args: ['test/architecture/run.ts'],
    read: (said) => /over (\d+) files/.exec(said)?.[1],
  },
];

const ownFiles = (said) => said.split('\n').filter((line) => line.startsWith(top) && !line.includes('node_modules'));
const withoutFiles = (said) =>
  said
    .split('\n')
    .filter((line) => !/^(\/|[A-Z]:).*\.([cm]?tsx?|json)$/.test(line))
    .join('\n')
    .trim();

function look({ name, program, args, read }) {
  const began = performance.now();
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: top, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (said += text));
    child.on('error', (error) => (said += `${error.message}: was \`npm ci\` run?`));
    child.on('close', (code) => {
      const files = Number(read(said) ?? 0);
      const kept = code === 0 && files > 0;
      const seconds = ((performance.now() - began) / 1000).toFixed(1);
      console.log(`${kept ? 'ok    ' : 'FAILED'} ${name.padEnd(11)} ${seconds.padStart(5)} s  ${files} files read`);
      if (!kept) console.log(withoutFiles(said));
      resolve(kept);
    });
  });
}

const results = await Promise.all(checks.map(look));
process.exitCode = results.every(Boolean) ? 0 : 1;
