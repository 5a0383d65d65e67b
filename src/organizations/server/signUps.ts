// Applications of organizations: handed in without an account, completed, confirmed by the district that is in charge, or not. What visitors reach stands in signUpDoors.ts.
import { createHash } from 'node:crypto';
import { type Kysely, type QueryExecutorProvider, sql, type Transaction } from 'kysely';
import { type Actor, clock, hasRole } from '../../platform/shared/actor.ts';
import { addDays, yearOf } from '../../platform/shared/dates.ts';
import { someOf } from '../../platform/shared/errors.ts';
import { maskEmail, maskName, maskPhone } from '../../platform/shared/mask.ts';
import { accountName, type AccountTables } from '../../platform/server/accounts.ts';
import { administratorsOf } from '../../platform/server/memberships.ts';
import type { Files } from '../../platform/server/files.ts';
import { type Kernel, logReads, now, openKind, type Sight, type WaitOf } from '../../records/server/index.ts';
import { normaliseCreditCode } from '../creditCode.ts';
import { daysKept, daysToComplete, life, letterUsed, open, signUpKind, workingDaysToConfirm } from '../signUp.ts';
import { personalFields } from '../signUpRoutes.ts';
import { signUpTells } from '../tells.ts';
import { holdNames } from './duplicates.ts';
import type { Organizations } from './service.ts';
import { confirmed } from './signUpConfirm.ts';
import { type Letters, openLetters } from './signUpLetters.ts';
import { type Said, subjectOf } from './signUpSubject.ts';
import type { SignUpRow, SignUpWorld } from './tables.ts';

export type Row = SignUpRow;
type Tx = Transaction<SignUpWorld>;
export type SignUps = ReturnType<typeof openSignUps>;

/** Whoever has shown the key of an application, for the length of one request. */
const keyHolders = new WeakSet<Actor>();
export function asKeyHolder(actor: Actor): Actor {
  const holder = { ...actor };
  keyHolders.add(holder);
  return holder;
}

export function openSignUps(
  kernel: Kernel,
  db: Kysely<SignUpWorld>,
  of: { organizations: Organizations; files: Files; accounts: Kysely<AccountTables> },
) {
  const { organizations } = of;
  const letters = openLetters(db, of.files);
  const { placeWords } = organizations.pack;
  const opened = openKind(kernel, db, {
    kind: signUpKind,
    table: 'sign_ups',
    personal: true,
    related: (rows, on) => administratorCounts(organizations, rows, on),
    present: (row, personal, actor, { related }) => presented(row, personal, actor, related?.get(row.organization ?? '') ?? 0),
    title: (row) => `${row.name} ${row.number ?? ''}`.trim(),
    visible,
    concerns: (row) => ({
      region: row.region,
      organizations: [],
      accounts: row.state === 'confirmed' ? row.replaced : [],
    }),
    tells: signUpTells,
    waits,
    parties: { districtInCharge: (actor, row) => isInCharge(actor, row) },
    filters: filtersOf(organizations.pack),
    numbers: {
      create: {
        column: 'number',
        series: (_row, day) => `signUp ${yearOf(day)}`,
        format: (n, day) => `A${yearOf(day)}-${String(n).padStart(5, '0')}`,
      },
    },
    handlers: {
      create: async ({ tx, input, day }) => {
        const found = await subjectOf(tx, organizations, input, placeWords);
        await refuseSecond(tx, found.creditCode, input.purpose);
        const { letter, administrator, phone, email } = input;
        const account = accountName(input.account);
        return {
          purpose: input.purpose,
          credit_code: found.creditCode,
          organization: found.organization,
          name: found.name,
          region: found.region,
          key_digest: input.keyDigest,
          ...(await taken(tx, letters, letter, found.creditCode)),
          letter_code: letterCodeOf({ ...input, creditCode: found.creditCode, account }),
          submitted_on: day,
          replaced: [],
          personal: { administrator, phone, email, account },
        };
      },
      complete: async ({ tx, record, input, day, personal }) => {
        const { letter, ...changes } = input;
        const said = { ...personal, ...Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== null)) };
        const account = accountName(said['account'] ?? '');
        const file = letter ? await taken(tx, letters, letter, record.credit_code) : {};
        if (letter && record.letter) await letters.files.letGo(tx, [record.letter]);
        return {
          ...file,
          letter_code: letterCodeOf({
            purpose: record.purpose,
            creditCode: record.credit_code,
            administrator: said['administrator'] ?? '',
            account,
          }),
          submitted_on: day,
          returned: null,
          personal: { ...changes, account },
        };
      },
      withdraw: ({ day }) => ({ decided_on: day }),
      sendBack: ({ input, day }) => ({ returned: input.reason, sent_back_on: day }),
      refuse: ({ input, day }) => ({ returned: input.reason, decided_on: day }),
      lapse: ({ day }) => ({ decided_on: day }),
      confirm: (context) => confirmed(organizations, context),
      take: ({ at }) => ({ taken_at: at }),
      erase: async ({ tx, record }) => {
        if (record.letter) await letters.files.letGo(tx, [record.letter]);
        const personal = { administrator: null, phone: null, email: null, account: null };
        return { letter: null, letter_file: null, erased: true, personal };
      },
    },
  });
  const log = (actor: Actor, shown: readonly Record<string, unknown>[]) => logReads(kernel, actor, shown.map(readIn));
  return {
    ...opened,
    act: (async (action, call) => {
      const acted = await opened.act(action, call);
      await log(call.actor, [acted.answer]);
      return acted;
    }) as typeof opened.act,
    one: async (actor: Actor, id: string) => {
      const shown = await opened.one(actor, id);
      await log(actor, [shown]);
      return shown;
    },
    list: async (actor: Actor, query: Parameters<typeof opened.list>[1]) => {
      const page = await opened.list(actor, query);
      return { ...page, items: page.items.map(masked) };
    },
    letters,
    accounts: of.accounts,
    organizations,
    row: (id: string) => db.selectFrom('sign_ups').selectAll().where('id', '=', id).executeTakeFirst(),
    subjectOf: (said: Said) => subjectOf(db, organizations, said, placeWords),
    /** Once a day: what was sent back and never completed lapses; of what ended long ago nothing of the person is kept. */
    fallDue: async (reason: string) => {
      const today = kernel.dayOf(await now(kernel.db));
      const due = async (where: ReturnType<typeof sql<boolean>>) =>
        (await db.selectFrom('sign_ups').select('id').where(where).limit(1000).execute()).map((row) => row.id);
      for (const id of await due(sql<boolean>`state = 'sentBack' and sent_back_on < ${addDays(today, -daysToComplete)}::date`))
        await opened.act('lapse', { actor: clock, id, input: {} });
      for (const id of await due(sql<boolean>`not erased and decided_on < ${addDays(today, -daysKept)}::date`))
        await opened.act('erase', { actor: clock, id, input: { reason } });
      await letters.forget();
    },
  };
}

/** Two working days on the desk of whoever is in charge. */
const waits: readonly WaitOf<Row, typeof life>[] = [
  {
    states: ['submitted'],
    for: 'confirm',
    words: 'signUps:waits.confirm',
    since: (row) => row.submitted_on,
    within: { days: workingDaysToConfirm, kind: 'working' },
    region: (row) => row.region,
  },
];

function filtersOf({ regions, root }: Organizations['pack']) {
  const known = regions.map((one) => one.id);
  return {
    q: (value: string) =>
      sql<boolean>`(name like ${like(value)} or credit_code like ${like(value.toUpperCase())} or number = ${value})`,
    region: (value: string) => {
      const [asked] = someOf('region', value, known);
      return asked === root ? null : sql<boolean>`region = ${asked}`;
    },
    state: (value: string) => sql<boolean>`state = ${value}`,
    purpose: (value: string) => sql<boolean>`purpose = ${value}`,
  };
}
const like = (said: string): string => `%${said.replaceAll(/[\\%_]/g, '\\$&')}%`;
const isInCharge = (actor: Actor, row: Pick<Row, 'region'> | null): boolean =>
  hasRole(actor, 'districtOfficer') && actor.region !== null && (row === null || row.region === actor.region);
const readsAll = (actor: Actor, row: Pick<Row, 'region'>): boolean => hasRole(actor, 'bureauOfficer') || isInCharge(actor, row);

/** Officers in charge, who audits and who erases; an administrator whose rights it ended; and for one request whoever holds its key. */
function visible(actor: Actor): Sight {
  if (keyHolders.has(actor) || hasRole(actor, 'bureauOfficer', 'auditAdmin', 'securityAdmin', 'clock')) return 'all';
  const parts = [
    ...(hasRole(actor, 'districtOfficer') && actor.region !== null ? [sql<boolean>`region = ${actor.region}`] : []),
    ...(actor.account === null ? [] : [sql<boolean>`replaced ? ${actor.account}`]),
  ];
  return parts.length === 0 ? 'none' : sql<boolean>`(${sql.join(parts, sql` or `)})`;
}

function presented(row: Row, personal: Readonly<Record<string, string>>, actor: Actor, administrators: number) {
  const all = readsAll(actor, row);
  const shown = (field: string) => personal[field] ?? null;
  const person = {
    administrator: shown('administrator'),
    phone: shown('phone'),
    email: shown('email'),
    account: shown('account'),
  };
  return {
    number: row.number,
    purpose: row.purpose,
    creditCode: row.credit_code,
    organization: row.organization,
    name: row.name,
    region: row.region,
    ...(all ? person : maskedPerson(person)),
    masked: !all,
    letterCode: row.letter_code,
    letterType: row.letter === null ? null : row.letter_type,
    letterSize: row.letter === null ? null : row.letter_size,
    submittedOn: row.submitted_on,
    returned: row.returned,
    decidedOn: row.decided_on,
    administrators: all ? administrators : null,
    replaced: row.replaced.length,
    taken: row.taken_at !== null,
  };
}

type Person = Record<'administrator' | 'phone' | 'email' | 'account', string | null>;
const maskedPerson = ({ administrator, phone, email, account }: Person): Person => ({
  administrator: administrator && maskName(administrator),
  phone: phone && maskPhone(phone),
  email: email && maskEmail(email),
  account: account && maskName(account),
});
/** In a list nobody needs more. */
const masked = (shown: Record<string, unknown>) => ({ ...shown, ...maskedPerson(shown as Person), masked: true });
const readIn = (shown: Record<string, unknown>) => ({
  record: String(shown['id']),
  fields: shown['masked'] === false ? personalFields.filter((field) => typeof shown[field] === 'string') : [],
});

async function administratorCounts(organizations: Organizations, rows: readonly Row[], on: QueryExecutorProvider) {
  const found = new Map<string, number>();
  for (const id of new Set(rows.flatMap((row) => row.organization ?? [])))
    found.set(id, (await administratorsOf(on, organizations.oneWith(id))).length);
  return found;
}

/** One open application for an organization and a purpose. Of two that come at once the second waits, and is refused. */
async function refuseSecond(tx: Tx, creditCode: string, purpose: string): Promise<void> {
  await holdNames(tx);
  const other = await tx
    .selectFrom('sign_ups')
    .select('id')
    .where('credit_code', '=', creditCode)
    .where('purpose', '=', purpose as Row['purpose'])
    .where('state', 'in', ['submitted', 'sentBack'])
    .executeTakeFirst();
  if (other) throw open();
}

/** The letter as the application keeps it. A scan that another application has used is no letter of this one; one's own that came to nothing may come again. */
async function taken(tx: Tx, letters: Letters, of: { upload: string; secret: string }, creditCode: string) {
  const letter = await letters.take(tx, of);
  const used = await tx
    .selectFrom('sign_ups')
    .select('id')
    .where('letter_file', '=', letter.digest)
    .where((row) => row.or([row('credit_code', '<>', creditCode), row('state', '=', 'confirmed')]))
    .executeTakeFirst();
  if (used) throw letterUsed();
  return { letter: letter.upload, letter_file: letter.digest, letter_type: letter.type, letter_size: letter.size };
}

/** Twelve characters that the letter shows: whoever compares them sees whether it was made for this organization, person and account. */
export function letterCodeOf(of: { purpose: string; creditCode: string; administrator: string; account: string }): string {
  const said = JSON.stringify([of.purpose, normaliseCreditCode(of.creditCode), of.administrator, accountName(of.account)]);
  const hash = createHash('sha256').update(`sign-up letter ${said}`).digest('hex').slice(0, 12).toUpperCase();
  return (hash.match(/.{4}/g) ?? []).join('-');
}
