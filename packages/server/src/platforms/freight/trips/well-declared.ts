import type { TripDeclaration } from '@opentocc/contract';
import { clockText } from '@opentocc/core/freight';
import { DAY_MS } from '@opentocc/core/time';
import { tripErrors } from './errors.ts';
import type { TripFiling } from './ports.ts';
import { POINT_WORDS, STANDING_WORDS } from './words.ts';

const LONGEST_DAYS = 7;

/** Truck, drivers, places and route, as they are on file for the firm. @throws AppError for what is not, or may not drive */
export function requireFiled(filing: TripFiling, firm: string, declared: TripDeclaration) {
  const truck = filing.truck(declared.truck);
  if (truck?.firm !== firm) throw tripErrors.unknown_truck({ id: declared.truck });
  if (truck.state !== 'in_order')
    throw tripErrors.truck_state({ plate: truck.plate, ...standingWords(truck) });
  if (new Set(declared.drivers).size < declared.drivers.length) throw tripErrors.drivers_twice();
  const drivers = declared.drivers.map((id) => {
    const driver = filing.driver(id);
    if (driver?.firm !== firm) throw tripErrors.unknown_driver({ id });
    if (driver.state !== 'in_order')
      throw tripErrors.driver_state({ name: driver.name, ...standingWords(driver) });
    return driver;
  });
  requirePlaces(filing, declared);
  if (truck.class === 'hazmat' && declared.goods.hazmat === null) throw tripErrors.hazmat_goods();
  return { truck, drivers };
}

function requirePlaces(filing: TripFiling, { crossings, stops, route }: TripDeclaration): void {
  const places = new Map(filing.places().map((place) => [`${place.kind} ${place.code}`, place]));
  for (const { port } of crossings)
    if (!places.has(`port ${port}`)) throw tripErrors.unknown_place({ kind: POINT_WORDS.port, code: port });
  for (const { kind, code } of stops)
    if (!places.has(`${kind} ${code}`)) throw tripErrors.unknown_place({ kind: POINT_WORDS[kind], code });
  if (route !== null && !filing.route(route)) throw tripErrors.unknown_route({ code: route });
}

/** Times that can be driven. @throws AppError for a slot that is over, too far ahead, or times that contradict each other */
export function requireTimes(
  { direction, crossings, stops }: TripDeclaration,
  now_ms: number,
  ahead_ms: number,
): void {
  const [first] = crossings;
  if (first.at_ms < now_ms) throw tripErrors.past({ at: clockText(first.at_ms), now: clockText(now_ms) });
  if (first.at_ms >= now_ms + ahead_ms)
    throw tripErrors.ahead({ at: clockText(first.at_ms), days: Math.round(ahead_ms / DAY_MS) });
  const isInOrder = crossings.every(
    (one, i) =>
      i === 0 || (one.at_ms > crossings[i - 1].at_ms && one.direction !== crossings[i - 1].direction),
  );
  if (!isInOrder || first.direction !== direction) throw tripErrors.order();
  const latest_ms = first.at_ms + LONGEST_DAYS * DAY_MS;
  const earliest_ms = first.at_ms - LONGEST_DAYS * DAY_MS;
  for (const { code, from_ms, to_ms } of [
    ...stops,
    ...crossings.map(({ port, at_ms }) => ({ code: port, from_ms: at_ms, to_ms: at_ms + 1 })),
  ])
    if (to_ms <= from_ms || to_ms > latest_ms || from_ms < earliest_ms)
      throw tripErrors.stop_times({ code, days: LONGEST_DAYS });
}

const standingWords = ({ state, reason }: { readonly state: string; readonly reason: string }) => {
  const { zh, en } = STANDING_WORDS[state] ?? { zh: state, en: state };
  return { state: `${zh} ${en}`, reason: reason === '' ? '' : `：${reason}` };
};
