import {
  type Field,
  flagBits,
  ifFlag,
  list,
  since2019,
  sizedText,
  struct,
  time,
  u8,
  u16,
  u32,
  type ValueOf,
} from '../jt-wire/fields.ts';
import { message } from '../jt-wire/message.ts';

/** Bit of a fence's attributes: it holds from `start_ms` to `end_ms` only. */
const TIMED = 0;
/** Bit of a fence's attributes: it has a speed limit. */
const LIMITED = 1;

const period = { start_ms: ifFlag(TIMED, time), end_ms: ifFlag(TIMED, time) };
const limit = { max_speed_kmh: ifFlag(LIMITED, u16), overspeed_s: ifFlag(LIMITED, u8) };
const nightLimit = { night_max_speed_kmh: since2019(ifFlag(LIMITED, u16)) };
const name = { name: since2019(sizedText(u16)) };
const head = { id: u32, attributes: flagBits(u16) };
const point = { lat_e6: u32, lon_e6: u32 };

const circle = { ...head, ...point, radius_m: u32, ...period, ...limit, ...nightLimit, ...name };
const corners = { north_e6: u32, west_e6: u32, south_e6: u32, east_e6: u32 };
const rectangle = { ...head, ...corners, ...period, ...limit, ...nightLimit, ...name };
const polygon = { ...head, ...period, ...limit, points: list(u16, struct(point)), ...nightLimit, ...name };
/** A turning point of a route and the segment that starts there; its bit 0 bounds the time on the segment. */
const turn = {
  point: u32,
  segment: u32,
  ...point,
  width_m: u8,
  attributes: flagBits(u8),
  longest_s: ifFlag(TIMED, u16),
  shortest_s: ifFlag(TIMED, u16),
  ...limit,
  ...nightLimit,
};
const route = { ...head, ...period, turns: list(u16, struct(turn)), ...name };

const circles = list(u32, struct(circle));
const rectangles = list(u32, struct(rectangle));
const polygons = list(u32, struct(polygon));
const routes = list(u32, struct(route));

/** What a terminal holds of one shape; `shape` is the code of the standard. */
type StoredFences =
  | { readonly shape: 1; readonly fences: ValueOf<typeof circles> }
  | { readonly shape: 2; readonly fences: ValueOf<typeof rectangles> }
  | { readonly shape: 3; readonly fences: ValueOf<typeof polygons> }
  | { readonly shape: 4; readonly fences: ValueOf<typeof routes> };

const storedFences: Field<StoredFences> = {
  read(from) {
    const shape = from.u8();
    if (shape === 1) return { shape, fences: circles.read(from) };
    if (shape === 2) return { shape, fences: rectangles.read(from) };
    if (shape === 3) return { shape, fences: polygons.read(from) };
    if (shape !== 4) from.overrun = true;
    return { shape: 4, fences: routes.read(from) };
  },
  write(to, stored) {
    to.u8(stored.shape);
    if (stored.shape === 1) circles.write(to, stored.fences);
    else if (stored.shape === 2) rectangles.write(to, stored.fences);
    else if (stored.shape === 3) polygons.write(to, stored.fences);
    else routes.write(to, stored.fences);
  },
};

/** The ids concerned; none means all. */
const ids = { ids: list(u8, u32) };

/** Positions in micro-degrees; `action` 0 replaces all, 1 adds, 2 changes. */
export const fenceMessages = [
  message(0x8600, 'set_circles', { action: u8, fences: list(u8, struct(circle)) }),
  message(0x8601, 'delete_circles', ids),
  message(0x8602, 'set_rectangles', { action: u8, fences: list(u8, struct(rectangle)) }),
  message(0x8603, 'delete_rectangles', ids),
  message(0x8604, 'set_polygon', polygon),
  message(0x8605, 'delete_polygons', ids),
  message(0x8606, 'set_route', route),
  message(0x8607, 'delete_routes', ids),
  message(0x8608, 'query_fences', { shape: u8, ids: list(u32, u32) }),
  message(0x0608, 'fences', { stored: storedFences }),
] as const;
