// The public doors of signing up, and the letter for who is in charge. A visitor shows the key of an application; a wrong one and an unknown number are the same 404.
import { timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Actor } from '../../platform/shared/actor.ts';
import { addDays } from '../../platform/shared/dates.ts';
import { notFound } from '../../platform/shared/errors.ts';
import { textIn } from '../../platform/shared/words.ts';
import type { Text } from '../../platform/shared/words.ts';
import { signUpLetter } from '../../platform/server/documents/letters.ts';
import { doerOfAccount, putFirstPassword } from '../../platform/server/memberships.ts';
import { mount } from '../../platform/server/mount.ts';
import { renewedPassword } from '../../platform/server/passwords.ts';
import { logged } from '../../platform/server/securityLog.ts';
import {
  bannerOf,
  confine,
  type Kernel,
  logReads,
  made,
  mountKind,
  mountReads,
  now,
  transact,
  workingDaysOn,
} from '../../records/server/index.ts';
import { endOrYear } from '../../records/waits.ts';
import { alreadyTaken, daysToComplete, takeTooLate, workingDaysToConfirm } from '../signUp.ts';
import {
  apply,
  completeSignUp,
  getLetter,
  listSignUpReads,
  lookUp,
  printLetter,
  putLetter,
  readReceipt,
  takeAccount,
  withdrawSignUp,
} from '../signUpRoutes.ts';
import { digestOf, newSecret } from './signUpLetters.ts';
import { asKeyHolder, letterCodeOf, type Row, type SignUps } from './signUps.ts';

export type Doors = { kernel: Kernel; signUps: SignUps; city: Text };

export function mountSignUps(app: FastifyInstance, of: Doors): void {
  const { kernel, signUps } = of;
  mountPublic(app, of);
  mountFollowing(app, of);
  mountTaking(app, of);
  mountReads(app, kernel, listSignUpReads);
  mount(app, getLetter, async ({ params, actor, reply }) => {
    const row = await signUps.row(params.id);
    const { masked } = await signUps.one(actor, params.id);
    // Who only audits or erases has no need of the letter.
    if (!row?.letter_file || !row.letter || masked !== false) throw notFound();
    await logReads(kernel, actor, [{ record: row.id, fields: ['letter'] }]);
    confine(reply, row.letter_type === 'application/pdf' ? 'pdf' : 'none');
    return { attachment: await signUps.letters.files.read(row.letter_file), type: row.letter_type ?? 'application/octet-stream' };
  });
  mountKind(app, kernel, signUps);
}

function mountPublic(app: FastifyInstance, { kernel, signUps, city }: Doors): void {
  mount(app, lookUp, async ({ body }) => {
    const said = { ...body, region: null };
    const subject = await signUps.subjectOf(said).catch((fault: unknown) => {
      // Neither code nor name is known: the page asks for both.
      if (isAsking(fault)) return null;
      throw fault;
    });
    if (!subject?.organization)
      return { creditCode: subject?.creditCode ?? body.creditCode.trim().toUpperCase(), organization: null };
    return { creditCode: subject.creditCode, organization: { name: subject.name, region: subject.region } };
  });
  mount(app, printLetter, async ({ body, actor }) => {
    const { creditCode, name, region } = await signUps.subjectOf(body);
    const at = signUps.organizations.pack.regions.find((one) => one.id === region);
    const district = at ? textIn(at.name, actor.language) : textIn(city, actor.language);
    const letter = signUpLetter({
      language: actor.language,
      city: textIn(city, actor.language),
      organization: name,
      creditCode,
      administrator: body.administrator,
      account: body.account,
      reference: letterCodeOf({ ...body, creditCode }),
      district: app.say(actor.language, 'signUps:letter.office', { district }),
      address: null,
      banner: bannerOf(kernel, app.say, actor),
    });
    return made(app, letter, 'pdf', `${letter.title} ${name}`);
  });
  mount(app, putLetter, ({ file, request }) => signUps.letters.put(file, request.ip));
  mount(app, apply, async ({ body, actor }) => {
    const key = newSecret();
    const { row } = await signUps.act('create', {
      actor: asVisitor(actor),
      input: { ...body, keyDigest: digestOf(key) },
    });
    return { id: row.id, number: row.number ?? '', key };
  });
}

/** A field that is only missing because it has not been asked yet. */
const isAsking = (fault: unknown): boolean =>
  typeof fault === 'object' &&
  fault !== null &&
  'errors' in fault &&
  Array.isArray(fault.errors) &&
  fault.errors.every((one: { code?: unknown }) => one.code === 'required');

/** Whoever comes through a public door comes without a right, signed in or not. */
const asVisitor = ({ language }: Actor): Actor =>
  asKeyHolder({ account: null, roles: ['visitor'], organization: null, region: null, language, demo: false });

/** The application whose key this is. */
async function heldBy(signUps: SignUps, id: string, key: string): Promise<Row> {
  const row = await signUps.row(id);
  const kept = Buffer.from(row?.key_digest ?? digestOf('nobody’s'), 'hex');
  if (!timingSafeEqual(kept, Buffer.from(digestOf(key), 'hex')) || !row) throw notFound();
  return row;
}

function mountFollowing(app: FastifyInstance, of: Doors): void {
  const { signUps } = of;
  mount(app, readReceipt, async ({ params, body }) => receiptOf(of, await heldBy(signUps, params.id, body.key)));
  mount(app, completeSignUp, async ({ params, body: { key, ...input }, actor }) => {
    await heldBy(signUps, params.id, key);
    await signUps.act('complete', { actor: asVisitor(actor), id: params.id, input });
    return receiptOf(of, await heldBy(signUps, params.id, key));
  });
  mount(app, withdrawSignUp, async ({ params, body: { key }, actor }) => {
    await heldBy(signUps, params.id, key);
    await signUps.act('withdraw', { actor: asVisitor(actor), id: params.id, input: {} });
    return receiptOf(of, await heldBy(signUps, params.id, key));
  });
}

async function receiptOf({ kernel, signUps }: Doors, row: Row) {
  const held = await kernel.db.selectFrom('personal_values').selectAll().where('record', '=', row.id).execute();
  const personal = new Map(held.map((one) => [one.field, one.value]));
  const waits = row.state === 'submitted';
  const due = waits
    ? endOrYear(await workingDaysOn(kernel.db), row.submitted_on, { days: workingDaysToConfirm, kind: 'working' }).on
    : null;
  const organization = row.organization === null ? null : await signUps.organizations.row(row.organization);
  return {
    number: row.number ?? '',
    state: row.state,
    purpose: row.purpose,
    creditCode: row.credit_code,
    name: organization?.name ?? row.name,
    region: row.region,
    administrator: personal.get('administrator') ?? null,
    phone: personal.get('phone') ?? null,
    email: personal.get('email') ?? null,
    account: personal.get('account') ?? null,
    letterCode: row.letter_code,
    submittedOn: row.submitted_on,
    dueOn: due,
    said: row.returned,
    until: row.state === 'sentBack' && row.sent_back_on ? addDays(row.sent_back_on, daysToComplete) : row.take_until,
    taken: row.taken_at !== null,
    at: row.recorded_at.toISOString(),
  };
}

/** The first password, chosen once by whoever holds the key: nobody else ever knows it. */
function mountTaking(app: FastifyInstance, { kernel, signUps }: Doors): void {
  mount(app, takeAccount, async ({ params, body: { key, password }, request, actor }) => {
    const row = await heldBy(signUps, params.id, key);
    if (row.state !== 'confirmed' || row.account === null || row.take_until === null) throw notFound();
    if (row.taken_at !== null) throw await refused(kernel, request, row, alreadyTaken());
    const at = await now(kernel.db);
    if (row.take_until < kernel.dayOf(at)) throw takeTooLate({ until: row.take_until });
    const { name: account } = await doerOfAccount(kernel.db, row.account);
    const renewed = await renewedPassword(signUps.accounts, {
      id: row.account,
      account,
      password,
      initial: false,
      at,
      field: 'password',
    });
    await transact(kernel.db, async (tx) => {
      // The version that was seen: of two who take it at once one is refused.
      await signUps.act('take', { actor: asVisitor(actor), id: row.id, input: {}, version: row.version, within: tx });
      await putFirstPassword(tx, renewed);
      const doer = { account: row.account, name: account, address: request.ip };
      await logged(tx, { ...doer, event: 'passwordChanged', object: { kind: 'signUp', id: row.id } });
    });
    return { account };
  });
}

/** Somebody with the key comes a second time: told to who watches over the house as well. */
async function refused(kernel: Kernel, request: FastifyRequest, row: Row, why: Error): Promise<Error> {
  const doer = { account: row.account, name: row.number ?? '', address: request.ip };
  request.refusalTold = true;
  await logged(kernel.db, { ...doer, event: 'passwordChanged', outcome: 'refused', object: { kind: 'signUp', id: row.id } });
  return why;
}
