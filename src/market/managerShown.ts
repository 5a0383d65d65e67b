// A technology manager as the market shows him: masked, with the code of the register. Pure; whoever is told of him knew him, or is told that he exists.
import { z } from 'zod';

export const managerShown = z.strictObject({
  id: z.string(),
  title: z.string(),
  level: z.string().nullable(),
  /** Where he works as he states it; `affiliated` once that organization has confirmed it within the year. */
  organization: z.string().nullable(),
  affiliated: z.boolean(),
});
export type ManagerShown = z.output<typeof managerShown>;
