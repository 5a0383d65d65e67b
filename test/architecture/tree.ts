// The real tree as the rules read it: every text file of the project, committed or not. Nothing installed, built or kept.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Source } from './source.ts';

const left = new Set(['node_modules', '.git', 'dist', 'data', 'test-results']);
const isText =
  /(\.([cm]?[jt]sx?|json|md|css|html|sql|ya?ml|toml|csv|svg|geojson)|(^|\/)(run|LICENSE|\.gitignore|\.npmrc|Dockerfile))$/;

export function readTree(top: string): Source[] {
  const walk = (folder: string): string[] =>
    readdirSync(join(top, folder), { withFileTypes: true }).flatMap((entry) => {
      const path = folder ? `${folder}/${entry.name}` : entry.name;
      if (!entry.isDirectory()) return entry.isFile() && isText.test(path) ? [path] : [];
      return folder === '' && left.has(entry.name) ? [] : walk(path);
    });
  return walk('').map((path) => ({ path, text: readFileSync(join(top, path), 'utf8') }));
}
