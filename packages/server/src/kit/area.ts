import type { Session } from '@opentocc/contract';
import { NONE_U16, type RoadNetwork } from '@opentocc/core/network';
import type { FastifyRequest } from 'fastify';
import { kitErrors } from './errors.ts';

/** Codes of the districts that a permission reaches; null is the whole city. */
export type Area = readonly string[] | null;

/** How far a session's permission reaches; nowhere without a session that holds it. */
export function areaOf(session: Session | null, permission: string): Area {
  if (!session?.permissions.includes(permission)) return [];
  return session.reach[permission]?.districts ?? null;
}

/** How far the permission that the route asks for reaches. */
export function areaOfRequest({ session, routeOptions }: FastifyRequest): Area {
  return areaOf(session, routeOptions.config.authority ?? '');
}

/** @param district code; what lies in none is reached by who reaches the whole city. */
export function isWithin(area: Area, district: string | null): boolean {
  return area === null || (district !== null && area.includes(district));
}

/** @throws AppError when the route's permission does not reach the district. */
export function requireWithin(request: FastifyRequest, district: string | null): void {
  if (!isWithin(areaOfRequest(request), district)) throw kitErrors.out_of_area();
}

/** Code of the district where a link lies, or null: in none, or no such link. */
export function districtOfLink({ link_district, meta }: RoadNetwork, link: number): string | null {
  const district = link_district[link] ?? NONE_U16;
  return district === NONE_U16 ? null : (meta.districts[district]?.code ?? null);
}
