// What plans tell: a district of what is asked of it and of what became of what it sent, the bureau of what comes in, whoever acted of the outcome. Pure.
import type { ActionOf, Life } from '../records/lifecycle.ts';
import type { Audience, Tell, Topic } from '../records/tells.ts';
import type { life as allocationLife } from './allocation.ts';
import type { life as orderLife } from './followUpOrder.ts';
import type { life as milestoneLife } from './milestone.ts';
import type { life as draftLife } from './planDraft.ts';
import type { life as taskLife } from './planTask.ts';
import type { life as caseLife } from './typicalCase.ts';
import type { life as reportLife } from './workReport.ts';

type Tells<L extends Life> = readonly Tell<ActionOf<L>, unknown>[];

const district: Audience = { roles: ['districtOfficer'] };
const bureau: Audience = { roles: ['bureauOfficer'] };

/** One rule: the words of an action stand with the kind. */
const rule =
  <L extends Life>(topic: Topic, words: string) =>
  <const A extends ActionOf<L>>(action: A, ...to: readonly Audience[]): Tell<ActionOf<L>, unknown> => ({
    after: action,
    to,
    topic,
    words: `${words}:tells.${action}`,
  });

const task = rule<typeof taskLife>('tasks', 'planTasks');
export const taskTells: Tells<typeof taskLife> = [
  task('askClosing', bureau),
  task('closeOff', 'whoActed'),
  task('refuseClosing', 'whoActed'),
  task('reopen', 'whoActed'),
];

const milestone = rule<typeof milestoneLife>('tasks', 'milestones');
export const milestoneTells: Tells<typeof milestoneLife> = [
  milestone('create', district),
  milestone('move', district),
  milestone('reportDone', 'whoActed'),
  milestone('accept', district, 'whoActed'),
  milestone('sendBack', district, 'whoActed'),
  milestone('drop', district),
  milestone('restore', district),
];

const order = rule<typeof orderLife>('orders', 'orders');
export const orderTells: Tells<typeof orderLife> = [
  order('create', district),
  order('postpone', district),
  order('answer', 'whoActed', bureau),
  order('accept', district, 'whoActed'),
  order('sendBack', district, 'whoActed'),
  order('closeOff', district, 'whoActed'),
  order('reopen', district, 'whoActed'),
  order('withdraw', district),
  order('escalate', district, 'whoActed'),
];

const report = rule<typeof reportLife>('reports', 'workReports');
export const reportTells: Tells<typeof reportLife> = [
  report('send', bureau),
  report('returnForMore', 'whoActed', district),
  report('takeNote', 'whoActed', district),
  report('postponeAnswer', 'whoActed', district),
  report('answer', 'whoActed', district),
  report('selectAsCase', 'whoActed', district),
];

const typicalCase = rule<typeof caseLife>('reports', 'cases');
export const caseTells: Tells<typeof caseLife> = [
  typicalCase('submit', bureau),
  typicalCase('sendBack', 'whoActed'),
  typicalCase('publish', 'whoActed', district),
  typicalCase('withdraw', 'whoActed', district),
];

const allocation = rule<typeof allocationLife>('plan', 'allocations');
export const allocationTells: Tells<typeof allocationLife> = [
  allocation('submit', bureau),
  allocation('sendBack', 'whoActed'),
  allocation('decide', 'whoActed', { roles: ['districtOfficer'], everywhere: true }),
];

const draft = rule<typeof draftLife>('plan', 'planDrafts');
export const draftTells: Tells<typeof draftLife> = [
  draft('propose', bureau),
  draft('sendBack', 'whoActed'),
  draft('adopt', 'whoActed', bureau),
];
