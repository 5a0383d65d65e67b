// Mounts plans with their figures.
import type { FastifyInstance } from 'fastify';
import { mount } from '../../platform/server/mount.ts';
import { getPlan, listPlans } from '../progress.ts';
import type { Plans } from './open.ts';

export function mountPlans(app: FastifyInstance, plans: Plans): void {
  mount(app, listPlans, async ({ actor }) => ({ items: await plans.list(actor) }));
  mount(app, getPlan, ({ params, query, actor }) => plans.one(params.code, query, actor));
}
