import { createReadStream } from 'node:fs';
import {
  historyRoutes,
  type LeftOutFile,
  linksTopic,
  SPEED_UNKNOWN,
  vehiclesTopic,
} from '@opentocc/contract';
import { DAY_MS, MINUTE_MS } from '@opentocc/core/time';
import type { FastifyReply } from 'fastify';
import { areaOfRequest, isWithin, requireWithin } from '../../kit/area.ts';
import { cityDayStartOf } from '../../kit/clock.ts';
import { type Served, serve } from '../../kit/serve-routes.ts';
import { guarded } from '../../kit/unattended.ts';
import { NOT_STATED, type PastLinkStates, type PastPositions } from './model.ts';
import type { History } from './service.ts';

const BINARY = 'application/octet-stream';

/** Routes of the past: `/api/v1/history/…`. */
export function serveHistory(history: History): Served {
  return serve(historyRoutes, {
    listDatasets: () => history.datasets(),
    linkHistory: async (request) => {
      const { params, query } = request;
      requireWithin(request, history.districtOf(params.id));
      return history.linkStatesOf(params.id, query.from_ms, query.to_ms);
    },
    vehicleTrace: ({ params, query }) => history.fixesOf(params.id, query.from_ms, query.to_ms),
    replaySpan: () => history.replaySpan(),
    replayLinks: async (request, reply) => {
      const { params } = request;
      const area = areaOfRequest(request);
      const states = await history.linkStatesAt(params.at_ms);
      nameLeftOut(reply, history.leftOut('link_states', params.at_ms - MINUTE_MS, params.at_ms));
      return reply
        .type(BINARY)
        .send(
          Buffer.from(
            linksFrame(states, history.network().link_count, (link) =>
              isWithin(area, history.districtOf(link)),
            ),
          ),
        );
    },
    replayVehicles: async ({ params }, reply) => {
      const positions = await history.vehiclesAt(params.at_ms);
      nameLeftOut(reply, history.leftOut('fixes', params.at_ms - MINUTE_MS, params.at_ms));
      return reply.type(BINARY).send(Buffer.from(vehiclesFrame(positions, history.vehicleClass)));
    },
    exportDay: async ({ query, log }, reply) => {
      const { path, release } = await history.exportDay(query.dataset, query.day);
      const from_ms = cityDayStartOf(query.day);
      nameLeftOut(reply, history.leftOut(query.dataset, from_ms, from_ms + DAY_MS));
      const stream = createReadStream(path);
      stream.once('close', guarded(log, 'release an export', release));
      reply.header('content-disposition', `attachment; filename="${query.dataset}-${query.day}.parquet"`);
      return reply.type('application/vnd.apache.parquet').send(stream);
    },
  });
}

/** Answers that are no JSON name the damaged files that they lack in a header. */
function nameLeftOut(reply: FastifyReply, left_out: readonly LeftOutFile[]): void {
  if (left_out.length > 0) reply.header('x-left-out', left_out.map(({ file }) => file).join(', '));
}

/** A past window as the live channel's snapshot: links without samples or outside the reader's area are unknown. */
function linksFrame(
  states: PastLinkStates,
  link_count: number,
  isShown: (link: number) => boolean,
): Uint8Array {
  const state = new Uint8Array(link_count);
  const speed_kmh = new Uint8Array(link_count).fill(SPEED_UNKNOWN);
  for (let i = 0; i < states.link.length; i++) {
    if (!isShown(states.link[i])) continue;
    state[states.link[i]] = states.state[i];
    speed_kmh[states.link[i]] = Math.min(SPEED_UNKNOWN - 1, Math.round(states.speed_kmh[i]));
  }
  const at_ms = states.window_end_ms;
  return linksTopic.encode({
    kind: 'links_snapshot',
    sequence: 0,
    at_ms,
    link: new Uint32Array(0),
    state,
    speed_kmh,
  });
}

function vehiclesFrame(positions: PastPositions, classOf: (vehicle: number) => number): Uint8Array {
  const { at_ms, vehicle, lon, lat, speed_dkmh, direction_deg } = positions;
  return vehiclesTopic.encode({
    kind: 'vehicles_snapshot',
    sequence: 0,
    at_ms,
    vehicle,
    lon_e6: Int32Array.from(lon, (value) => Math.round(value * 1e6)),
    lat_e6: Int32Array.from(lat, (value) => Math.round(value * 1e6)),
    removed: new Uint32Array(0),
    speed_kmh: Uint8Array.from(speed_dkmh, speedByte),
    course: Uint8Array.from(direction_deg, (degrees) =>
      degrees === NOT_STATED ? 0 : Math.round((degrees * 256) / 360) % 256,
    ),
    vehicle_class: Uint8Array.from(vehicle, classOf),
  });
}

function speedByte(speed_dkmh: number): number {
  return speed_dkmh === NOT_STATED ? SPEED_UNKNOWN : Math.min(SPEED_UNKNOWN - 1, Math.round(speed_dkmh / 10));
}
