// Who has a part in the comments on a record, and whom a comment may mention. An organization is told of nobody but its own members and the office in charge.
import { sql } from 'kysely';
import { type Actor, hasRole, type Language, type Role } from '../../../platform/shared/actor.ts';
import type { KnownAccount } from '../../../platform/server/actors.ts';
import type { CommentAudience, Mentionable } from '../../comments.ts';
import { office } from '../../comments.ts';
import type { Around, On } from '../notices/around.ts';
import { peopleOf, seesRecord } from '../notices/people.ts';
import type { SeenRecord } from '../notices/records.ts';

/** Officers: they read whatever is written on a record that they see. */
export const officers: readonly Role[] = ['districtOfficer', 'bureauOfficer', 'registrar'];
export const isOfficer = (actor: Actor): boolean => hasRole(actor, ...officers);

/** The part that an actor has in a record's comments; `organization` is the one that shares them, as it is now. */
export type Part = { standing: 'officer' | 'organization' | 'none'; organization: string | null };

export async function partOf({ ports, db }: Around, actor: Actor, { concerns }: SeenRecord): Promise<Part> {
  const survivors = await ports.survivors(db, concerns.organizations);
  const now = concerns.organizations.map((one) => survivors.get(one)?.id ?? one);
  if (isOfficer(actor)) return { standing: 'officer', organization: now[0] ?? null };
  const own = hasRole(actor, 'member', 'organizationAdmin') && actor.organization !== null && now.includes(actor.organization);
  return own ? { standing: 'organization', organization: actor.organization } : { standing: 'none', organization: null };
}

export const audiencesOf = ({ standing, organization }: Part): CommentAudience[] =>
  standing === 'officer'
    ? organization === null
      ? ['officers']
      : ['officers', 'organization']
    : standing === 'organization'
      ? ['organization']
      : [];

type Candidate = KnownAccount & { id: string };
type Asked = { seen: SeenRecord & { id: string }; part: Part; audience: CommentAudience; at: Date };

/** Accounts that an author of this part may mention to this audience, and that see the record. */
async function candidatesOf(around: Around, on: On, { seen, part, audience, at }: Asked): Promise<Candidate[]> {
  const { ports, kernel } = around;
  const today = kernel.dayOf(at);
  const members =
    part.organization === null || audience !== 'organization'
      ? null
      : sql`select m.account as id from memberships m where m.organization in (${ports.oneWith(part.organization)})
          and m.since <= ${today}::date and (m.until is null or m.until >= ${today}::date)`;
  const offices =
    part.standing === 'officer' ? sql`select account as id from account_roles where role = any(${[...officers]}::text[])` : null;
  const both = [offices, members].filter((one) => one !== null);
  if (both.length === 0) return [];
  const { rows } = await sql<{ id: string }>`${sql.join(both, sql` union `)}`.execute(on);
  const known = await peopleOf(
    around,
    on,
    rows.map(({ id }) => id),
    at,
  );
  const found: Candidate[] = [];
  for (const [id, one] of known)
    if (await seesRecord(around, on, { kind: seen.name, record: seen.id }, one.actor)) found.push({ ...one, id });
  return found;
}

export const nameOf = ({ name, nameInEnglish }: KnownAccount, language: Language): string =>
  (language === 'en' ? nameInEnglish : null) ?? name;

const mostOffered = 20;

/** Whom the caller may mention, by part of the name. Others are as if they were not there. */
export async function mentionableOf(
  around: Around,
  actor: Actor & { account: string },
  asked: Asked,
  q: string,
): Promise<Mentionable[]> {
  if (!audiencesOf(asked.part).includes(asked.audience)) return [];
  const { say, db } = around;
  const { language } = actor;
  const wanted = q.normalize('NFKC').toLowerCase();
  const theOffice: Mentionable = { id: office, name: say(language, 'notices:comments.office'), note: null };
  const people = (await candidatesOf(around, db, asked))
    .filter(({ id }) => id !== actor.account)
    .map((one): Mentionable => {
      const role = one.actor.roles[0];
      return { id: one.id, name: nameOf(one, language), note: role ? say(language, `platform:roles.${role}`) : null };
    })
    .sort((a, b) => a.name.localeCompare(b.name, language));
  const offered = asked.part.standing === 'organization' ? [theOffice, ...people] : people;
  return offered.filter(({ name }) => name.normalize('NFKC').toLowerCase().includes(wanted)).slice(0, mostOffered);
}

/** The accounts behind mentions; null when one of them may not be mentioned. The office stands for the officers in charge of the record. */
export async function mentionedBy(
  around: Around,
  on: On,
  asked: Asked,
  mentions: readonly string[],
): Promise<ReadonlySet<string> | null> {
  const found = new Set<string>();
  if (mentions.length === 0) return found;
  const candidates = new Set((await candidatesOf(around, on, asked)).map(({ id }) => id));
  for (const one of mentions) {
    if (one === office && asked.part.standing === 'organization')
      for (const id of await officeOf(on, asked.seen.concerns.region)) found.add(id);
    else if (candidates.has(one)) found.add(one);
    else return null;
  }
  return found;
}

/** The officers of the record's district; those of the city where it has none, or none is in charge. */
async function officeOf(on: On, region: string | null): Promise<string[]> {
  const held = async (role: Role, place: string | null): Promise<string[]> => {
    const { rows } = await sql<{ id: string }>`
      select r.account as id from account_roles r join accounts a on a.id = r.account
      where r.role = ${role} and not a.disabled ${place === null ? sql`` : sql`and a.region = ${place}`}`.execute(on);
    return rows.map(({ id }) => id);
  };
  const district = region === null ? [] : await held('districtOfficer', region);
  return district.length > 0 ? district : held('bureauOfficer', null);
}

/** Of some accounts those that read comments for this audience on the record: its followers and those who wrote before. */
export async function readersAmong(
  around: Around,
  on: On,
  { seen, part, audience, at }: Asked,
  accounts: readonly string[],
): Promise<string[]> {
  const known = await peopleOf(around, on, accounts, at);
  const found: string[] = [];
  for (const [id, { actor }] of known) {
    const reads =
      isOfficer(actor) || (audience === 'organization' && part.organization !== null && actor.organization === part.organization);
    if (reads && (await seesRecord(around, on, { kind: seen.name, record: seen.id }, actor))) found.push(id);
  }
  return found;
}
