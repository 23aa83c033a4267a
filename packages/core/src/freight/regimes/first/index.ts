import type { RegimeBook } from '../regime.ts';
import { FIXED_ROUTES } from './fixed-routes.ts';
import { NORMAL } from './normal.ts';
import { PINGHU_RELAY } from './pinghu.ts';
import { POINT_TO_POINT } from './point-to-point.ts';
import { FIRST_PORT_STATES } from './port-hours.ts';
import { THREE_POINTS } from './three-points.ts';

/** The regimes that every installation starts with: those of 2021 to 2023 on record, and today's. */
export const FIRST_REGIMES: RegimeBook = {
  regimes: [...NORMAL, PINGHU_RELAY, THREE_POINTS, FIXED_ROUTES, POINT_TO_POINT].sort(
    (a, b) => a.from_ms - b.from_ms,
  ),
  ports: FIRST_PORT_STATES,
};
