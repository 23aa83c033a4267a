import type { Session } from '@opentocc/contract';
import { useQuery } from '@tanstack/react-query';
import { createContext, use, useEffect } from 'react';
import { ApiError, call, rememberCsrfToken } from '../../ui/api.ts';
import { sessionEndStore } from '../../ui/session-end.ts';
import { lastAccount } from './last-account.ts';

export const SESSION_KEY = ['session'];
export const SessionContext = createContext<Session | null>(null);

/** The session of this browser, or null when nobody is signed in: at once when any part of a page hears that it is over. */
export function useSessionQuery() {
  const session = useQuery({
    queryKey: SESSION_KEY,
    queryFn: fetchSession,
    staleTime: 60_000,
    refetchInterval: 120_000,
  });
  const { refetch } = session;
  useEffect(() => {
    const look = () => {
      if (sessionEndStore.get() !== null) void refetch();
    };
    return sessionEndStore.subscribe(look);
  }, [refetch]);
  return session;
}

async function fetchSession(): Promise<Session | null> {
  try {
    const session = await call('GET /api/v1/session');
    rememberCsrfToken(session.csrf_token);
    sessionEndStore.set(null);
    lastAccount.set(session.account);
    return session;
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) return null;
    throw error;
  }
}

/** @throws outside the signed-in part of the console. */
export function useSession(): Session {
  const session = use(SessionContext);
  if (!session) throw new Error('nobody is signed in here');
  return session;
}

export const useMay = (permission: string): boolean => useSession().permissions.includes(permission);

/** Whether a permission is held for the whole city: what cannot be split by district is open to no narrower one. */
export function useMayInCity(permission: string): boolean {
  const reach = useSession().reach[permission];
  return useMay(permission) && (reach === undefined || reach.districts === null);
}

/** Whether a permission is held for all districts and all units: nothing of its kind is hidden from the caller. */
export function useMayEverywhere(permission: string): boolean {
  const reach = useSession().reach[permission];
  return useMay(permission) && (reach === undefined || (reach.districts === null && reach.units === null));
}
