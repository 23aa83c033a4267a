import type { Permission, Session } from '@opentocc/contract';
import type { EntryRow } from './model.ts';

/** Codes of the firms that somebody reaches with a permission; null is all. */
export type Firms = readonly string[] | null;

export function firmsOf(session: Session | null, permission: Permission): Firms {
  if (!session?.permissions.includes(permission)) return [];
  return session.reach[permission]?.units ?? null;
}

/** Whether an entry is within reach: what is the city's own is reached by who reaches all firms. */
export const reaches = (firms: Firms, { firm }: Pick<EntryRow, 'firm'>): boolean =>
  firms === null || (firm !== null && firms.includes(firm));
