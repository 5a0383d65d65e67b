// Who is signed in, and what the house says of itself (health). Reading, signing in and out; the form is SignIn.tsx.
import { useQuery } from '@tanstack/react-query';
import {
  type DemoAccount,
  getDemoAccounts,
  getSession,
  type Session,
  signIn as signInRoute,
  signOut as signOutRoute,
} from '../shared/session.ts';
import { call, ProblemError, request } from './call.ts';
import { readClockOf } from './format.ts';
import { useLanguage } from './i18n.ts';
import { dropDrafts } from './kept.ts';
import { queries } from './query.ts';

/** `name` is the city's, in the reader's language; `invented` is a generated city; `firstDay` that of the platform there, in its `timeZone`. */
export type Health = { city: string; name: string; invented: boolean; today: string; firstDay: string; timeZone: string };

const noneWhen = (status: number) => (problem: unknown) => {
  if (problem instanceof ProblemError && problem.status === status) return null;
  throw problem;
};

const useSessionAsked = () =>
  useQuery({ queryKey: ['session'], queryFn: () => call(getSession).catch(noneWhen(401)), staleTime: 300_000 });

function useHealthAsked() {
  const language = useLanguage();
  return useQuery({
    queryKey: ['health', language],
    queryFn: async () => {
      const health = await request<Health>('GET', '/health');
      readClockOf(health.timeZone);
      return health;
    },
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: (before) => before,
  });
}

/** The session; null for a visitor, undefined while it is not known. */
export const useSession = (): Session | null | undefined => useSessionAsked().data;
export const useHealth = (): Health | undefined => useHealthAsked().data;

/** Accounts of the demonstration; empty when the house has none, undefined while not known. */
export function useDemoAccounts(): DemoAccount[] | undefined {
  const language = useLanguage();
  const asked = useQuery({
    queryKey: ['demo-accounts', language],
    queryFn: () => call(getDemoAccounts).catch(noneWhen(404)),
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: (before) => before,
  });
  return asked.isPending ? undefined : (asked.data?.items ?? []);
}

/**
 * Who reads and where, for what stands above every page. `known` also when a call failed: a page never waits for a banner in vain.
 * `demo` is a demo account in a real city: everything on the page is trial data.
 */
export function useReading(): { known: boolean; invented: boolean; demo: boolean } {
  const health = useHealthAsked();
  const session = useSessionAsked();
  const known = [health, session].every((one) => one.isFetched || one.failureCount > 0);
  const invented = health.data?.invented === true;
  return { known, invented, demo: session.data?.demo === true && health.data?.invented === false };
}

/** Signs in; what was shown to the visitor is asked again for the account. */
export async function signIn(given: { account: string; password: string; code?: string }): Promise<Session> {
  const session = await call(signInRoute, { body: given });
  await startAnew(session);
  return session;
}

export async function signOut(): Promise<void> {
  await call(signOutRoute);
  dropDrafts();
  await startAnew(null);
}

/** From here on what is done is done for this account; null: for oneself. What was read is asked again. */
export async function actFor(account: string | null): Promise<void> {
  await request('POST', '/session/for', { body: { account } });
  await startAnew(await call(getSession));
}

/** Everything that was read as somebody else is forgotten; what is on the page is asked again. */
async function startAnew(session: Session | null): Promise<void> {
  queries.removeQueries({ type: 'inactive' });
  queries.setQueryData(['session'], session);
  await queries.invalidateQueries({ predicate: (query) => query.queryKey[0] !== 'session' });
}
