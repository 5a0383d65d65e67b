// Members of an organization and invitations over HTTP: its administrator's own people, and the bureau's experts. Pure. An organization is an opaque id here.
import { z } from 'zod';
import { day, instant } from './dates.ts';
import { refusal } from './errors.ts';
import { line } from './line.ts';
import { route } from './route.ts';

export const memberRoles = ['member', 'organizationAdmin'] as const;
export const invitedRoles = [...memberRoles, 'expert'] as const;
/** Days for which an invitation is good. */
export const daysInvited = 7;

export const member = z.object({
  id: z.string(),
  account: z.string(),
  name: z.string(),
  role: z.enum(memberRoles),
  since: day,
  /** Last day; null while it lasts. */
  until: day.nullable(),
  own: z.boolean(),
  /** What the caller may do with it now. */
  actions: z.array(z.enum(['makeAdministrator', 'makeMember', 'end'])),
});
export type Member = z.infer<typeof member>;

export const invitationStates = ['open', 'accepted', 'revoked', 'expired'] as const;
export const invitation = z.object({
  id: z.string(),
  role: z.enum(invitedRoles),
  /** As the inviter wrote it; null once the invitation has ended. */
  name: z.string().nullable(),
  email: z.string().nullable(),
  account: z.string().nullable(),
  state: z.enum(invitationStates),
  madeAt: instant,
  until: instant,
  /** Account that accepted. */
  acceptedBy: z.string().nullable(),
});
export type Invitation = z.infer<typeof invitation>;

/** The link is told this once: only the digest of its token is kept. */
const made = z.object({ invitation, token: z.string(), mailed: z.boolean() });

const params = z.object({ id: z.uuid() });
const administrators = ['organizationAdmin'] as const;
const own = ['member', 'organizationAdmin'] as const;

export const listMembers = route({
  method: 'GET',
  path: '/organization/members',
  summary: 'members:routes.list',
  access: administrators,
  response: z.object({ items: z.array(member) }),
});
export const changeRole = route({
  method: 'POST',
  path: '/organization/members/:id/role',
  summary: 'members:routes.role',
  access: administrators,
  params,
  body: z.strictObject({ role: z.enum(memberRoles) }),
  response: z.object({ items: z.array(member) }),
});
export const endMember = route({
  method: 'POST',
  path: '/organization/members/:id/end',
  summary: 'members:routes.end',
  access: administrators,
  params,
  response: z.object({ items: z.array(member) }),
});
export const leave = route({
  method: 'POST',
  path: '/organization/leave',
  summary: 'members:routes.leave',
  access: own,
  response: z.null(),
  status: 204,
});

const who = {
  name: line(50).meta({ title: 'members:fields.name' }),
  email: z.email().max(200).nullable().default(null).meta({ title: 'members:fields.email', help: 'members:help.email' }),
  account: z
    .string()
    .trim()
    .min(2)
    .max(64)
    .nullable()
    .default(null)
    .meta({ title: 'members:fields.account', help: 'members:help.account' }),
};
export const newMember = z.strictObject({
  ...who,
  role: z.enum(memberRoles).default('member').meta({ title: 'members:fields.role', options: 'members:roles' }),
});
export const newExpert = z.strictObject(who);

export const listInvitations = route({
  method: 'GET',
  path: '/organization/invitations',
  summary: 'members:routes.invitations',
  access: administrators,
  response: z.object({ items: z.array(invitation) }),
});
export const inviteMember = route({
  method: 'POST',
  path: '/organization/invitations',
  summary: 'members:routes.invite',
  access: administrators,
  body: newMember,
  response: made,
  status: 201,
});
export const listExperts = route({
  method: 'GET',
  path: '/experts/invitations',
  summary: 'members:routes.expertInvitations',
  access: ['bureauOfficer'],
  response: z.object({ items: z.array(invitation) }),
});
export const inviteExpert = route({
  method: 'POST',
  path: '/experts/invitations',
  summary: 'members:routes.inviteExpert',
  access: ['bureauOfficer'],
  body: newExpert,
  response: made,
  status: 201,
});
/** Those of one's organization, or of experts for the bureau; others are not there. */
const inviters = ['organizationAdmin', 'bureauOfficer'] as const;
export const revokeInvitation = route({
  method: 'POST',
  path: '/invitations/:id/revoke',
  summary: 'members:routes.revoke',
  access: inviters,
  params,
  response: invitation,
});
/** A new link in the place of the old one, good for as long again. */
export const renewInvitation = route({
  method: 'POST',
  path: '/invitations/:id/renew',
  summary: 'members:routes.renew',
  access: inviters,
  params,
  response: made,
});

const token = z.string().min(20).max(100);
export const readInvitation = route({
  method: 'POST',
  path: '/invitations/read',
  summary: 'members:routes.read',
  access: 'public',
  body: z.strictObject({ token }),
  response: z.object({
    role: z.enum(invitedRoles),
    name: z.string().nullable(),
    account: z.string().nullable(),
    /** Null for experts, whom the bureau invites. */
    organization: z.string().nullable(),
    until: instant,
  }),
});
/** For who has no account yet: makes it. */
export const acceptInvitation = route({
  method: 'POST',
  path: '/invitations/accept',
  summary: 'members:routes.accept',
  access: 'public',
  body: z.strictObject({
    token,
    account: z.string().trim().min(2).max(64).meta({ title: 'members:fields.newAccount' }),
    name: line(100).meta({ title: 'members:fields.name' }),
    password: z.string().min(1).max(200).meta({ title: 'platform:session.password' }),
  }),
  response: z.object({ account: z.string() }),
  status: 201,
});
/** For who is signed in: this account joins. */
export const joinByInvitation = route({
  method: 'POST',
  path: '/invitations/join',
  summary: 'members:routes.join',
  access: 'signedIn',
  body: z.strictObject({ token }),
  response: z.object({ account: z.string() }),
});

export const lastOfOrganization = refusal('member.last', 409, 'members:refusals.last');
export const memberElsewhere = refusal('member.elsewhere', 409, 'members:refusals.elsewhere');
/** Officers and administrators of the house act for no organization, and are no experts. */
export const ofHouse = refusal('member.ofHouse', 403, 'members:refusals.ofHouse');
export const nothingChanges = refusal('member.notNow', 409, 'members:refusals.notNow');
export const invitationOver = refusal('invitation.over', 409, 'members:refusals.over');
export const invitedOther = refusal('invitation.otherAccount', 403, 'members:refusals.otherAccount');
export const tooManyInvited = refusal('invitation.tooMany', 429, 'members:refusals.tooMany');
export const noOrganization = refusal('member.noOrganization', 409, 'members:refusals.noOrganization');
