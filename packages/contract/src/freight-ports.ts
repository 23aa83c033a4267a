import { z } from 'zod';
import { AtMs, Bilingual } from './common.ts';
import { BorderDirection, FreightClass } from './freight-regimes.ts';
import { defineContract } from './module.ts';
import { WATCHERS } from './permission.ts';
import { defineRoutes } from './route.ts';

const PortCode = z.string().trim().min(1).max(40);
const Seconds = z.number().nonnegative();
const Direction = z.object({ direction: BorderDirection });
const ByPort = z.object({ port: PortCode });

/** How long trucks waited: the median with its 95 % interval, those counted that wait still. Null above: no bound can be given. */
export const MeasuredPortWait = z
  .object({
    low_s: Seconds,
    mid_s: Seconds.nullable(),
    high_s: Seconds.nullable(),
    crossed: z.number().int(),
    /** Wait still, fell silent, or turned away. */
    censored: z.number().int(),
  })
  .meta({ id: 'MeasuredPortWait' });
export type MeasuredPortWait = z.infer<typeof MeasuredPortWait>;

/** What is expected: the median, and what eight of ten days keep within. */
export const ExpectedRange = z.object({ low: z.number(), mid: z.number(), high: z.number() });
export type ExpectedRange = z.infer<typeof ExpectedRange>;

export const PortForecastStep = z.object({
  from_ms: AtMs,
  /** Trucks that wait at its end. */
  queue: ExpectedRange,
  /** Of a truck that comes then, s; null where no opening is known. */
  wait_s: ExpectedRange.nullable(),
  /** Trucks that have booked it, and those expected without. */
  booked: z.number(),
  others: z.number(),
});
export type PortForecastStep = z.infer<typeof PortForecastStep>;

/** Whether a class may cross now, why not, and what changes next. */
export const PortClassState = z.object({
  class: FreightClass,
  open: z.boolean(),
  reason: Bilingual.nullable(),
  /** When that changes within two days; null where nothing is known to. */
  until_ms: AtMs.nullable(),
  assumed: z.boolean(),
});
export type PortClassState = z.infer<typeof PortClassState>;

/** One direction of a port now. */
export const PortLine = z
  .object({
    port: PortCode,
    name: Bilingual,
    direction: BorderDirection,
    classes: z.array(PortClassState),
    /** Trucks in the approach area that are followed. */
    waiting: z.number().int(),
    /** The longest of them, s. */
    longest_s: Seconds.nullable(),
    /** Of trucks that came within the last two hours; null where none crossed. */
    wait: MeasuredPortWait.nullable(),
    /** The next eight hours by quarters; empty until the first is made. */
    forecast: z.array(PortForecastStep),
    forecast_made_ms: AtMs.nullable(),
    /** Lanes and times of inspection are not confirmed. */
    assumed: z.boolean(),
  })
  .meta({ id: 'PortLine' });
export type PortLine = z.infer<typeof PortLine>;

export const PortsNow = z.object({ at_ms: AtMs, lines: z.array(PortLine) }).meta({ id: 'PortsNow' });
export type PortsNow = z.infer<typeof PortsNow>;

/** Waits of an hour of the week, over the weeks asked for. */
export const PortHour = z.object({
  /** 1 is Monday. */
  weekday: z.number().int().min(1).max(7),
  hour: z.number().int().min(0).max(23),
  arrivals: z.number().int(),
  wait: MeasuredPortWait.nullable(),
});
export type PortHour = z.infer<typeof PortHour>;

/** Visits that no wait is taken of, by the rule that left them out. */
export const PortExclusion = z.enum(['entry_unseen', 'passed', 'closed', 'parked']);
export type PortExclusion = z.infer<typeof PortExclusion>;

export const PortHistory = z
  .object({
    from_ms: AtMs,
    to_ms: AtMs,
    hours: z.array(PortHour),
    whole: MeasuredPortWait.nullable(),
    excluded: z.array(z.object({ rule: PortExclusion, visits: z.number().int() })),
  })
  .meta({ id: 'PortHistory' });
export type PortHistory = z.infer<typeof PortHistory>;

/** Forecasts of a horizon against what happened. */
export const PortForecastScore = z
  .object({
    port: PortCode,
    name: Bilingual,
    direction: BorderDirection,
    horizon_h: z.number().int(),
    hours: z.number().int(),
    /** Trucks that crossed in them, and those of them whose wait lay within the interval: eight of ten are expected to. */
    trucks: z.number().int(),
    within: z.number().int(),
    /** Mean distance of the middle from the measured median, and of the wait that stood when the forecast was made, s. */
    error_s: Seconds,
    persistence_error_s: Seconds.nullable(),
  })
  .meta({ id: 'PortForecastScore' });
export type PortForecastScore = z.infer<typeof PortForecastScore>;

/** One forecast of one hour, and what came of it. */
export const ScoredPortHour = z.object({
  from_ms: AtMs,
  made_ms: AtMs,
  horizon_h: z.number().int(),
  forecast_s: ExpectedRange,
  measured: MeasuredPortWait.nullable(),
});
export type ScoredPortHour = z.infer<typeof ScoredPortHour>;

/** The lanes of a direction of a port from a date on. */
const LanesBody = z.object({
  port: PortCode,
  direction: BorderDirection,
  from_ms: AtMs,
  /** Lanes that are staffed, by hour of the city's day. */
  by_hour: z.array(z.number().int().min(0).max(60)).length(24),
  service_s: z.number().min(5).max(3600),
  service_cv: z.number().min(0).max(3),
  drift_cv: z.number().min(0).max(1),
  free_s: z.number().min(0).max(7200),
  free_cv: z.number().min(0).max(3),
  source: z.object({ zh: z.string().trim().min(2).max(400), en: z.string().trim().min(2).max(600) }),
  assumed: z.boolean(),
});
export const NewPortLanes = LanesBody.extend({ reason: z.string().trim().min(2).max(500) });
export type NewPortLanes = z.infer<typeof NewPortLanes>;
export const PortLanesEntry = LanesBody.extend({
  id: z.number().int(),
  reason: z.string(),
  made_by: z.string(),
  made_ms: AtMs,
  in_force: z.boolean(),
}).meta({ id: 'PortLanesEntry' });
export type PortLanesEntry = z.infer<typeof PortLanesEntry>;

/** An instant: ISO 8601 with its offset from UTC, or UTC ms since 1970. */
const Instant = z.union([z.iso.datetime({ offset: true }).transform((text) => Date.parse(text)), AtMs]);

/** A truck that crossed, as a customs lane saw it. */
export const PortCrossing = z.object({
  /** Number of the reporter's own, the same when it is sent again. */
  id: z.string().trim().min(1).max(64),
  port: PortCode,
  direction: BorderDirection,
  plate: z.string().trim().min(2).max(20),
  at: Instant,
  lane: z.string().trim().max(20).nullish(),
});
export type PortCrossing = z.infer<typeof PortCrossing>;

/** Rows are read one by one, so that a wrong one does not refuse those beside it. */
export const PortCrossings = z.object({
  version: z.literal(1),
  crossings: z.array(z.unknown()).min(1).max(1000),
});

export const PortCrossingsOutcome = z
  .object({
    /** Taken now. */
    taken: z.number().int(),
    /** Taken before: nothing changed. */
    known: z.number().int(),
    refused: z.array(
      z.object({
        /** Place in the list, from 0. */
        row: z.number().int(),
        id: z.string().nullable(),
        code: z.enum(['unreadable', 'port_unknown', 'in_the_future', 'too_old', 'differs']),
        message: z.string(),
      }),
    ),
  })
  .meta({ id: 'PortCrossingsOutcome' });
export type PortCrossingsOutcome = z.infer<typeof PortCrossingsOutcome>;

export const freightPortRoutes = defineRoutes('freight-ports', {
  getPortsNow: {
    method: 'GET',
    path: '/api/v1/freight/ports',
    summary: { zh: '口岸货车等候现状与预测', en: 'Trucks before the ports, now and in the next hours' },
    authority: 'ports:read',
    response: PortsNow,
  },
  getPortHistory: {
    method: 'GET',
    path: '/api/v1/freight/ports/:port/history',
    summary: { zh: '口岸货车等候历史（按周内小时）', en: 'Waits at a port by hour of the week' },
    authority: 'ports:read',
    params: ByPort,
    query: Direction.extend({ weeks: z.coerce.number().int().min(1).max(26).default(4) }),
    response: PortHistory,
  },
  getPortForecastScores: {
    method: 'GET',
    path: '/api/v1/freight/ports/scores',
    summary: { zh: '口岸等候预测评分', en: 'Forecasts of waits against what happened' },
    authority: 'ports:read',
    query: z.object({ days: z.coerce.number().int().min(1).max(90).default(14) }),
    response: z.array(PortForecastScore),
  },
  getPortScoredHours: {
    method: 'GET',
    path: '/api/v1/freight/ports/:port/scored-hours',
    summary: { zh: '口岸等候预测与实测', en: 'Forecasts of a port, hour by hour, and what was measured' },
    authority: 'ports:read',
    params: ByPort,
    query: Direction.extend({
      horizon_h: z.coerce.number().int().min(1).max(8).default(2),
      days: z.coerce.number().int().min(1).max(31).default(7),
    }),
    response: z.array(ScoredPortHour),
  },
  listPortLanes: {
    method: 'GET',
    path: '/api/v1/freight/ports/lanes',
    summary: { zh: '口岸货车通道配置', en: 'Lanes of the ports' },
    authority: 'ports:read',
    response: z.array(PortLanesEntry),
  },
  addPortLanes: {
    method: 'POST',
    path: '/api/v1/freight/ports/lanes',
    summary: { zh: '新增口岸通道配置', en: 'Say how many lanes a port has from a date on' },
    authority: 'ports:configure',
    area: 'everything',
    audit: 'own',
    body: NewPortLanes,
    status: 201,
    response: PortLanesEntry,
  },
  reportPortCrossings: {
    method: 'POST',
    path: '/api/v1/freight/ports/crossings',
    summary: { zh: '上报口岸过境车辆', en: 'Report trucks that crossed' },
    authority: 'ports:report',
    area: 'city',
    // Each stands in a table of its own, with who reported it.
    audit: 'none',
    per_minute: 1_200,
    body: PortCrossings,
    body_limit: 512 * 1024,
    response: PortCrossingsOutcome,
  },
});

export const freightPortsContract = defineContract({
  routes: freightPortRoutes,
  permissions: {
    'ports:read': {
      platform: 'freight',
      zh: '查看口岸货车等候',
      en: 'See how long trucks wait at the ports',
      roles: [...WATCHERS, 'freight-officer', 'freight-firm', 'gate-keeper', 'display'],
    },
    'ports:configure': {
      platform: 'freight',
      zh: '配置口岸通道',
      en: 'Say how many lanes ports have',
      roles: ['freight-officer'],
    },
    'ports:report': {
      platform: 'freight',
      zh: '上报口岸过境车辆（系统密钥）',
      en: 'Report trucks that crossed (keys of systems)',
      // Keys of the catalogue hold it; this one tries the way in.
      roles: ['system-administrator'],
    },
  },
});
