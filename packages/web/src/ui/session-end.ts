import { SESSION_ENDS, type SessionEnd } from '@opentocc/contract/session-end';
import { createStore } from './store.ts';

/** Why the session of this browser is over, once a page knows it; null before, and after the next sign-in. */
export const sessionEndStore = createStore<SessionEnd | null>(null);

/** Has every page look at once whether it may go on. @param reason with which the live channel closed */
export function noteSessionEnd(reason: string): void {
  sessionEndStore.set(SESSION_ENDS.find((known) => known === reason) ?? 'expired');
}

/** The same after an answer that says only that nobody is signed in. */
export function noteNobodySignedIn(): void {
  if (sessionEndStore.get() === null) sessionEndStore.set('expired');
}
