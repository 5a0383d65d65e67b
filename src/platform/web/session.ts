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
import { useLanguage } from './i18n.ts';
import { queries } from './query.ts';

/** `name` is the city's, in the reader's language; `invented` is a generated city; `firstDay` that of the platform there. */
export type Health = { city: string; name: string; invented: boolean; today: string; firstDay: string };

const noneWhen = (status: number) => (problem: unknown) => {
  if (problem instanceof ProblemError && problem.status === status) return null;
  throw problem;
};

/** The session; null for a visitor, undefined while it is not known. */
export function useSession(): Session | null | undefined {
  return useQuery({ queryKey: ['session'], queryFn: () => call(getSession).catch(noneWhen(401)), staleTime: 300_000 }).data;
}

export function useHealth(): Health | undefined {
  const language = useLanguage();
  return useQuery({
    queryKey: ['health', language],
    queryFn: () => request<Health>('GET', '/health'),
    staleTime: Number.POSITIVE_INFINITY,
  }).data;
}

/** Accounts of the demonstration; empty when the house has none, undefined while not known or not `wanted`. */
export function useDemoAccounts(wanted = true): DemoAccount[] | undefined {
  const language = useLanguage();
  const asked = useQuery({
    queryKey: ['demo-accounts', language],
    queryFn: () => call(getDemoAccounts).catch(noneWhen(404)),
    staleTime: Number.POSITIVE_INFINITY,
    enabled: wanted,
  });
  return asked.isPending ? undefined : (asked.data?.items ?? []);
}

/** Signs in; what was shown to the visitor is asked again for the account. */
export async function signIn(given: { account: string; password: string; code?: string }): Promise<Session> {
  const session = await call(signInRoute, { body: given });
  await startAnew(session);
  return session;
}

export async function signOut(): Promise<void> {
  await call(signOutRoute);
  await startAnew(null);
}

/** Everything that was read as somebody else is forgotten; what is on the page is asked again. */
async function startAnew(session: Session | null): Promise<void> {
  queries.removeQueries({ type: 'inactive' });
  queries.setQueryData(['session'], session);
  await queries.invalidateQueries({ predicate: (query) => query.queryKey[0] !== 'session' });
}
