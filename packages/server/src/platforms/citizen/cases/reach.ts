import type { Permission, Session } from '@opentocc/contract';
import { type Area, isWithin } from '../../../kit/area.ts';
import type { CaseRow } from './model.ts';

/** Whether somebody reaches a case: everybody's, or those that their units have to answer. */
export type Reach = (row: Pick<CaseRow, 'unit' | 'district'>) => boolean;

/**
 * How far somebody reaches among cases: those of units or, where units is null, those of an area. What no unit has is
 * reached by who reaches all units. Null is nothing.
 */
export type Extent = { readonly units: readonly string[] | null; readonly area: Area } | null;

export const everywhere: Reach = () => true;

/** How far a permission reaches among cases; nothing without it. */
export function extentOf(session: Session, permission: Permission): Extent {
  if (!session.permissions.includes(permission)) return null;
  const { units = null, districts = null } = session.reach[permission] ?? {};
  return { units, area: districts };
}

/** Whether a case lies within an extent. */
export function reachOfExtent(extent: Extent): Reach {
  if (extent === null) return () => false;
  const { units, area } = extent;
  if (units === null) return ({ district }) => isWithin(area, district);
  return ({ unit }) => unit !== null && units.includes(unit);
}

export const reachOf = (session: Session, permission: Permission): Reach =>
  reachOfExtent(extentOf(session, permission));

/** Whether somebody reaches everything with a permission, as the hotline does. */
export const reachesAll = (session: Session, permission: Permission): boolean =>
  session.permissions.includes(permission) && session.reach[permission] === undefined;
