import type { Permission, Session } from '@opentocc/contract';
import { tripErrors } from './errors.ts';

/** Codes of the firms that somebody reaches with a permission; null is all. */
export function firmsOf(session: Session | null, permission: Permission): readonly string[] | null {
  if (!session?.permissions.includes(permission)) return [];
  return session.reach[permission]?.units ?? null;
}

/** Whether a trip is within reach. */
export const reachOf =
  (session: Session | null, permission: Permission) =>
  ({ firm }: { readonly firm: string }): boolean => {
    const firms = firmsOf(session, permission);
    return firms === null || firms.includes(firm);
  };

/** The firm for which somebody declares: that of their account. @throws AppError for who speaks for none, or for several */
export function firmOf(session: Session | null): string {
  const firms = firmsOf(session, 'trips:declare');
  if (firms?.length !== 1) throw tripErrors.no_firm();
  return firms[0];
}
