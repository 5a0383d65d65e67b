// The command `form check`: a form's file against what the city has loaded, without a database. Part of the composition root.
import { readFileSync } from 'node:fs';
import type { Language } from './platform/shared/actor.ts';
import { StartError } from './platform/server/env.ts';
import { openPack } from './platform/server/pack.ts';
import type { Say } from './platform/server/words.ts';
import { openForms, type Preview, previewOf } from './forms/server/index.ts';

/** Days of a pack that are relative are read as of this year: nothing of a form's items depends on them. */
export function checkForm(city: string, file: string, say: Say, language: Language): Preview {
  const forms = openForms(openPack(city, { anchor: new Date().getUTCFullYear() }));
  return previewOf(readJson(file), (code) => forms.list().find((one) => one.code === code), say, language);
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new StartError('usage', `${file} cannot be read as JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}
