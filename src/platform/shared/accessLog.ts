// What the browser reports of files that it made itself, so that they stand in the security log like those of the server. Pure.
import { z } from 'zod';
import { route } from './route.ts';

export const exportList = route({
  method: 'POST',
  path: '/exports',
  summary: 'rights:routes.exportList',
  access: 'signedIn',
  body: z.strictObject({ caption: z.string().trim().min(1).max(200), rows: z.number().int().min(0).max(10_000_000) }),
  response: z.null(),
  status: 204,
});
