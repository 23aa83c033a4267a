import type { Obligation, ObligationOwner, Session } from '@opentocc/contract';

/** What waits in a module for whoever is signed in; more than that is left out of the list. */
export type Obligations = (session: Session) => Promise<readonly Obligation[]>;

/** One list of what waits for a session in all modules, what is due first first. */
export async function listWaiting(modules: readonly Obligations[], session: Session): Promise<Obligation[]> {
  const lists = await Promise.all(modules.map((list) => list(session)));
  return lists
    .flat()
    .filter(({ owner }) => isOwnedBy(owner, session))
    .sort(byDueTime);
}

/** Whether it waits for this session: the one rule of who sees an obligation, whatever a module contributes. */
export function isOwnedBy(owner: ObligationOwner, session: Session): boolean {
  if (owner.kind === 'person') return owner.principal === session.principal;
  if (!mayUse(session, owner.permission)) return false;
  const reach = session.reach[owner.permission];
  if (!reach) return true;
  // What is the whole centre's is nobody's whose permission ends at some unit or district.
  if (owner.unit === null) return false;
  return reach.units === null || reach.units.includes(owner.unit);
}

function mayUse(session: Session, permission: string): boolean {
  const mayAct = !session.must_change_password && !session.must_enrol_second_factor;
  return mayAct && session.permissions.includes(permission);
}

/** What is due first, first; then what has no due time, the oldest first. */
function byDueTime(a: Obligation, b: Obligation): number {
  const [due_a, due_b] = [a.due_ms ?? Number.MAX_VALUE, b.due_ms ?? Number.MAX_VALUE];
  return due_a - due_b || a.since_ms - b.since_ms || a.key.localeCompare(b.key);
}
