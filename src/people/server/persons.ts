// The blind index of persons: finds the same person again without holding who it is. Not the values themselves (the kernel keeps those).
import { type Expression, type SqlBool, sql, type Transaction } from 'kysely';
import { duplicate } from '../technologyManager.ts';
import type { PeopleTables } from './tables.ts';

export type Person = { name: string; certificateNumber: string | null; trainingBase: string | null; issuedOn: string };
type Tx = Transaction<PeopleTables>;

/** As it is compared: width, case and blanks do not matter. */
const plain = (said: string): string => said.normalize('NFKC').replaceAll(/\s/gu, '').toUpperCase();
const certificateKey = (number: string): string => `certificate ${plain(number)}`;

/** What a person is found by: the certificate number, and the name with base and day of issue. */
const keysOf = (of: Person): { field: 'certificateNumber' | 'name'; said: string }[] => [
  ...(of.certificateNumber === null ? [] : [{ field: 'certificateNumber' as const, said: certificateKey(of.certificateNumber) }]),
  { field: 'name', said: `person ${JSON.stringify([plain(of.name), plain(of.trainingBase ?? ''), of.issuedOn])}` },
];

/** Takes the keys of a person in place of those before; 409 where another holds one. Two at once wait for each other. */
export async function takeKeys(tx: Tx, person: string, of: Person): Promise<void> {
  await dropKeys(tx, person);
  for (const { field, said } of keysOf(of)) {
    const key = sql<string>`person_key(${said})`;
    const taken = await tx
      .insertInto('person_keys')
      .values({ key, person })
      .onConflict((conflict) => conflict.column('key').doNothing())
      .returning('key')
      .executeTakeFirst();
    if (!taken) throw await refused(tx, field, said);
  }
}

export async function dropKeys(tx: Tx, person: string): Promise<void> {
  await tx.deleteFrom('person_keys').where('person', '=', person).execute();
}

async function refused(tx: Tx, field: 'certificateNumber' | 'name', said: string) {
  const other = await tx
    .selectFrom('person_keys')
    .innerJoin('technology_managers', 'technology_managers.person', 'person_keys.person')
    .where('key', '=', sql<string>`person_key(${said})`)
    .select('technology_managers.id')
    .executeTakeFirst();
  const params = { id: other?.id ?? '' };
  return duplicate(params, [{ path: field, code: 'duplicate', words: `people:matched.${field}`, params }]);
}

/** Records of the person with a certificate number, as a condition on the table. */
export const hasCertificate = (number: string): Expression<SqlBool> =>
  sql<boolean>`person in (select k.person from person_keys k where k.key = person_key(${certificateKey(number)}))`;
