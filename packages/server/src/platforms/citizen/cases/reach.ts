import type { Permission, Session } from '@opentocc/contract';
import { isWithin } from '../../../kit/area.ts';
import type { CaseRow } from './model.ts';

/** Whether somebody reaches a case: everybody's, or those that their units have to answer. */
export type Reach = (row: Pick<CaseRow, 'unit' | 'district'>) => boolean;

export const everywhere: Reach = () => true;

/** How far a permission reaches among cases; nothing without it. What no unit has is reached by who reaches all units. */
export function reachOf(session: Session, permission: Permission): Reach {
  if (!session.permissions.includes(permission)) return () => false;
  const reach = session.reach[permission];
  if (!reach) return everywhere;
  const { units, districts } = reach;
  if (units === null) return ({ district }) => isWithin(districts, district);
  return ({ unit }) => unit !== null && units.includes(unit);
}

/** Whether somebody reaches everything with a permission, as the hotline does. */
export const reachesAll = (session: Session, permission: Permission): boolean =>
  session.permissions.includes(permission) && session.reach[permission] === undefined;
