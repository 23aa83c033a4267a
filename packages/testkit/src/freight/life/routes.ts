import type { Words } from '@opentocc/core/freight';
import type { CityPlace, FreightCity } from '../freight-city.ts';
import { WAREHOUSES } from './places.ts';

/** A designated route: from a port to a site and back. */
export interface LifeRoute {
  readonly code: string;
  readonly name: Words;
  /** Codes of its ends. */
  readonly port: string;
  readonly site: string;
  /** There and back, degrees WGS-84. */
  readonly points: readonly (readonly [lon: number, lat: number])[];
}

/** Sites to which routes lead from every port. */
export const ROUTED_SITES = 6;
/** From the border to the middle of a port, degrees of latitude. */
const TO_BORDER = 0.006;

export const routeCode = (port: CityPlace, site: CityPlace): string => `R-${port.code}-${site.code}`;

const routed = ({ sites }: FreightCity): readonly CityPlace[] =>
  sites.slice(WAREHOUSES, WAREHOUSES + ROUTED_SITES);

/** Whether a way is that of a designated route. */
export const hasRoute = (there: CityPlace, back: CityPlace, stops: readonly CityPlace[]): boolean =>
  there === back && stops.length === 1 && ROUTED_CODES.has(stops[0].code);

const ROUTED_CODES = new Set(Array.from({ length: ROUTED_SITES }, (_, i) => `site-${WAREHOUSES + i + 1}`));

/** @param nameOf names of places by code */
export function lifeRoutes(city: FreightCity, nameOf: (code: string) => Words): LifeRoute[] {
  return city.ports.flatMap((port) =>
    routed(city).map((site) => {
      const [from, to] = [nameOf(port.code), nameOf(site.code)];
      return {
        code: routeCode(port, site),
        name: { zh: `${from.zh}—${to.zh}指定路线`, en: `${from.en} – ${to.en}` },
        ...{ port: port.code, site: site.code, points: pointsOf(city, port, site) },
      };
    }),
  );
}

function pointsOf(city: FreightCity, port: CityPlace, site: CityPlace): [number, number][] {
  const points = [city.path(port, site), city.path(site, port)].flatMap(({ lon, lat }) =>
    Array.from(lon, (x, i): [number, number] => [x, lat[i]]),
  );
  const border: [number, number] = [port.lon, port.lat - TO_BORDER];
  return [border, ...points, border];
}
