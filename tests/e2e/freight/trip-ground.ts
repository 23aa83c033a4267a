import type {
  FreightPlaceListed,
  FreightRegimeDraft,
  FreightRegimeEntry,
  FreightRouteListed,
} from '@opentocc/contract';
import { expect, vi } from 'vitest';
import type { FreightPeople } from './freight-city.ts';
import { apart_m, beside, type Point, splitAt } from './truck-terminal.ts';

export const PORT = '皇岗口岸';
/** So far a truck drives away from its route. */
const ASIDE_M = 900;
/** After so far it leaves it. */
const TURNS_OFF_M = 700;

export interface Way {
  readonly site: FreightPlaceListed;
  readonly route: FreightRouteListed;
  /** From the site towards the port, away from the route, and back to it and on. */
  readonly there: readonly Point[];
  readonly off: readonly Point[];
  readonly back: readonly Point[];
}

/** The first designated route of the port on file: it leads to a site and back. */
export async function wayOf({ firm }: FreightPeople): Promise<Way> {
  const [routes, places] = await Promise.all([
    firm.ask<FreightRouteListed[]>('GET', '/freight/filing/routes'),
    firm.ask<FreightPlaceListed[]>('GET', '/freight/filing/places'),
  ]);
  const site = places.find(
    ({ kind, name }) => kind === 'site' && routes.some((one) => one.name.zh === routeName(name.zh)),
  )!;
  const route = routes.find(({ name }) => name.zh === routeName(site.name.zh))!;
  const middle: Point = [site.lon, site.lat];
  const nearest = route.points.reduce(
    (best, point, i) => (apart_m(point, middle) < apart_m(route.points[best], middle) ? i : best),
    0,
  );
  const [there, rest] = splitAt(route.points.slice(nearest), TURNS_OFF_M);
  const end = farthestFrom(route.points, rest[0]);
  return { site, route, there, off: [rest[0], end], back: [end, ...rest] };
}

const routeName = (site: string): string => `${PORT}—${site}指定路线`;

/** Of the places so far away from one, that which is farthest from a line. */
function farthestFrom(line: readonly Point[], from: Point): Point {
  const ends = Array.from({ length: 16 }, (_, i) => {
    const angle = (i * Math.PI) / 8;
    return beside(from, ASIDE_M * Math.cos(angle), ASIDE_M * Math.sin(angle));
  });
  const away_m = (end: Point) => Math.min(...line.map((point) => apart_m(point, end)));
  return ends.reduce((best, end) => (away_m(end) > away_m(best) ? end : best));
}

/** An emergency in which trips drive the route that they declared: drafted by one officer, announced by another. */
export async function watchRoutes({ officer, chief }: FreightPeople): Promise<void> {
  const listed = async () =>
    await officer.ask<{ regimes: FreightRegimeEntry[]; now_ms: number }>('GET', '/freight/regimes');
  const { regimes, now_ms } = await listed();
  const { version: _, ...now } = regimes.find(
    ({ standing, regime }) => standing === 'in_force' && regime.streets.length === 0,
  )!.regime;
  const every = { directions: [], classes: [], cities: [], other_than: [], streets: [] };
  const regime = {
    ...{ ...now, code: 'routes-e2e', name: { zh: '指定路线管控', en: 'Designated routes' } },
    ...{ stance: 'emergency', from_ms: now_ms + 60_000, to_ms: null },
    rules: [
      ...now.rules,
      {
        ...{ key: 'declared', name: { zh: '如实申报', en: 'Declared' }, scope: every, assumed: false },
        ...{ consequence: 'alarm', kind: 'declarations', before_min: 0, entries: null, tolerance_min: null },
      },
      {
        ...{ key: 'routes', name: { zh: '沿指定路线', en: 'Along the route' }, scope: every, assumed: false },
        ...{ consequence: 'alarm', kind: 'routes', routes: [], out_m: 50, in_m: 40 },
      },
    ],
  };
  const { id, version } = await officer.ask<FreightRegimeDraft>('POST', '/freight/regime-drafts', {
    ...{ regime, purpose: '重大活动期间沿指定路线行驶' },
  });
  const checked = await officer.ask<FreightRegimeDraft>('POST', `/freight/regime-drafts/${id}/check`, {
    seen: version,
  });
  await chief.ask('POST', `/freight/regime-drafts/${id}/announcement`, {
    ...{
      seen: checked.version,
      from_ms: (await listed()).now_ms + 2_000,
      to_ms: null,
      reason: '重大活动保障',
    },
  });
  await vi.waitFor(
    async () => {
      const { regimes: then } = await listed();
      expect(then.find(({ regime: one }) => one.code === 'routes-e2e')?.began?.settled_ms).toBeGreaterThan(0);
    },
    { timeout: 90_000, interval: 500 },
  );
}
