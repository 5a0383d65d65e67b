// Compares prints with what is checked in, and writes them. Knows no print of its own (prints.ts).
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Print } from './prints.ts';

export type Printed = { path: string; text: string; same: boolean };

/** Makes each print and says whether the file under `top` says the same; one after the other, as some open a database. */
export async function compare(prints: readonly Print[], top: string): Promise<Printed[]> {
  const printed: Printed[] = [];
  for (const { path, make } of prints) {
    const text = await make();
    const kept = await readFile(join(top, path), 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null;
      throw error;
    });
    printed.push({ path, text, same: kept === text });
  }
  return printed;
}

export async function write(printed: readonly Printed[], top: string): Promise<void> {
  for (const { path, text } of printed.filter(({ same }) => !same)) {
    await mkdir(dirname(join(top, path)), { recursive: true });
    await writeFile(join(top, path), text);
  }
}
