import { parseLine, smooth } from './plane.ts';
import { Polyline } from './polyline.ts';
import { ROUTES, type Route, type Stretch } from './roads.ts';

/** Distance between the points of a smoothed alignment, m. */
const STEP_M = 120;

/** A route laid out on the plane, with the place where each of its stretches begins. */
export interface Alignment {
  readonly route: Route;
  readonly line: Polyline;
  readonly starts_m: readonly number[];
}

/** Lays out every route of the data as one smooth line. */
export function layOutRoutes(): Alignment[] {
  return ROUTES.map((route) => {
    const way = route.stretches.flatMap(({ line }, i) => parseLine(line).slice(i === 0 ? 0 : 1));
    const line = new Polyline(smooth(way, STEP_M));
    const starts_m = route.stretches.map(({ line: text }) => {
      const [first] = parseLine(text);
      const at = line.points.findIndex(({ x, y }) => Math.hypot(x - first.x, y - first.y) < 1);
      if (at < 0) throw new RangeError(`the stretches of ${route.stretches[0].name} do not join`);
      return line.along_m[at];
    });
    return { route, line, starts_m };
  });
}

/** The stretch that a place of the alignment belongs to. */
export function stretchAt({ route, starts_m }: Alignment, s_m: number): Stretch {
  let i = starts_m.length - 1;
  while (i > 0 && starts_m[i] > s_m) i -= 1;
  return route.stretches[i];
}

/** Motorways and expressways do not meet other roads at grade. */
export function isGradeSeparated({ route }: Alignment): boolean {
  return route.class === 'motorway' || route.class === 'expressway';
}
