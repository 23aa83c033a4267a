import type { Permission, Session } from '@opentocc/contract';

/** Codes of the units that somebody reaches with a permission; null is all, empty is none. */
export type Units = readonly string[] | null;

export function unitsOf(session: Session, permission: Permission): Units {
  if (!session.permissions.includes(permission)) return [];
  return session.reach[permission]?.units ?? null;
}

export const isWithin = (units: Units, unit: string): boolean => units === null || units.includes(unit);

/** Whether a consignment is of who asks: the firm that owns it, or the warehouse that takes it. */
export const reaches = (
  units: Units,
  { firm }: { readonly firm: string },
  warehouse_unit: string | undefined,
): boolean =>
  units === null || units.includes(firm) || (warehouse_unit !== undefined && units.includes(warehouse_unit));
