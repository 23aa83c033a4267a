import type { Permission } from '@opentocc/contract';
import { reachesUnit } from '../../../base/accounts/index.ts';
import type { Acting } from '../../../kit/acting.ts';
import { kitErrors } from '../../../kit/errors.ts';

/** @throws AppError when a permission does not reach a unit */
export function requireReach({ session }: Acting, permission: Permission, unit: string): void {
  if (!reachesUnit(session, permission, unit)) throw kitErrors.out_of_area();
}

/** Units that a permission reaches; null is all of them. */
export const unitsReached = ({ session }: Acting, permission: Permission): readonly string[] | null =>
  session.reach[permission]?.units ?? null;
