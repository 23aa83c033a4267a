import { distance_m } from '@opentocc/core/geo';
import { type RoadNetwork, shapeOf } from '@opentocc/core/network';
import { HOUR_MS } from '@opentocc/core/time';
import { type CityLife, type Incident, rainEffect } from '../../city-life/index.ts';
import type { Path } from '../path.ts';
import type { Manner } from '../truck.ts';
import type { Conditions } from '../truck-drive.ts';

/** Within it of an incident a way leads past it. */
const PAST_M = 80;
/** What creeps before an incident: how far, and how fast. */
const QUEUES = { accident: { back_m: 1800, kmh: 7 }, minor: { back_m: 500, kmh: 12 } } as const;

/** What the city's life does to trucks: rain slows all, an accident those who come past it. */
export function conditionsOf(network: RoadNetwork, life: CityLife): Conditions {
  return {
    speedAt: (at_ms) => rainEffect(life.rainAt_mm_h(at_ms)).speed,
    jamsOn(path, at_ms) {
      // Whatever happens while it is on its way there.
      const ahead = new Set([...life.incidentsAt(at_ms), ...life.incidentsAt(at_ms + HOUR_MS / 4)]);
      return [...ahead].flatMap((incident) => queueBefore(network, path, incident));
    },
  };
}

function queueBefore(network: RoadNetwork, path: Path, { link, kind }: Incident): Manner['jams'] {
  const points = shapeOf(network, link);
  const [lon, lat] = points[points.length >> 1];
  for (let at = 0; at < path.lon.length; at++) {
    if (Math.abs(path.lat[at] - lat) > 0.001 || Math.abs(path.lon[at] - lon) > 0.001) continue;
    if (distance_m(path.lon[at], path.lat[at], lon, lat) > PAST_M) continue;
    const { back_m, kmh } = QUEUES[kind];
    return [{ from_m: Math.max(0, path.at_m[at] - back_m), to_m: path.at_m[at], kmh }];
  }
  return [];
}
