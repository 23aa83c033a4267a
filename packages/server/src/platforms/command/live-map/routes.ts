import { isDeepStrictEqual } from 'node:util';
import { LiveTopic, PlateReveal, RevealedPlate, type Session, Vehicle } from '@opentocc/contract';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { areaOf, areaOfRequest } from '../../../kit/area.ts';
import { kitErrors } from '../../../kit/errors.ts';
import { type Credentials, type Http, requireAuthority } from '../../../kit/http.ts';
import { isForeignOrigin } from '../../../kit/http-security.ts';
import { every, guarded } from '../../../kit/unattended.ts';
import type { LiveAreas } from './live-area.ts';
import { TOPIC_AUTHORITY } from './live-channel.ts';
import type { LiveMap, VehicleReader } from './service.ts';

const Topics = z.object({
  topics: z
    .string()
    .default('links,vehicles,indices')
    .transform((list) => list.split(','))
    .pipe(z.array(LiveTopic).min(1)),
});

/** Every topic of the contract with what it asks for: one that is left out fails at start. */
const TOPICS = Object.fromEntries(LiveTopic.options.map((topic) => [topic, TOPIC_AUTHORITY[topic]]));

const ById = z.object({ id: z.coerce.number().int().nonnegative() });

const CHECK_MS = 60_000;
/** Close code by which a client knows that it must sign in again. */
const SESSION_ENDED = 4401;

/** Close code by which a client comes again, to be shown what it may see now. */
const REACH_CHANGED = 1012;

const readerOf = (request: FastifyRequest): VehicleReader => ({
  plates: request.session?.permissions.includes('vehicles:plate') ?? false,
  area: areaOfRequest(request),
});

/** How far a session sees, by topic. */
const areasOf = (session: Session | null): LiveAreas => ({
  links: areaOf(session, TOPIC_AUTHORITY.links),
  vehicles: areaOf(session, TOPIC_AUTHORITY.vehicles),
  indices: areaOf(session, TOPIC_AUTHORITY.indices),
});

/**
 * @param authenticate the session of a request as it is now: a channel outlives the request that opened it.
 * @param check_ms how often an open channel asks whether its session still stands
 */
export function liveMapRoutes(
  http: Http,
  liveMap: LiveMap,
  authenticate: (request: Credentials) => Promise<Session | null>,
  check_ms = CHECK_MS,
): void {
  http.get(
    '/api/v1/live',
    {
      websocket: true,
      schema: {
        tags: ['live'],
        summary: '实时频道 Live channel (WebSocket): snapshot, then binary deltas',
        querystring: Topics,
      },
      config: { authority: 'signed-in', topics: TOPICS },
      // Browsers send no anti-forgery header with a WebSocket: the origin must be our own instead.
      preValidation: async (request) => {
        if (isForeignOrigin(request)) throw kitErrors.csrf();
      },
      preHandler: async (request) => {
        for (const topic of (request.query as z.output<typeof Topics>).topics)
          requireAuthority(request.session, TOPIC_AUTHORITY[topic]);
      },
    },
    (socket, request) => {
      const { topics } = request.query as z.output<typeof Topics>;
      const areas = areasOf(request.session);
      const stillAllowed = async () => {
        const session = await authenticate(request);
        if (!mayHear(session, topics)) socket.close(SESSION_ENDED, 'session ended');
        else if (!isDeepStrictEqual(areasOf(session), areas)) socket.close(REACH_CHANGED, 'reach changed');
      };
      const check = every(check_ms, request.log, 'still allowed', () =>
        stillAllowed().catch(() => socket.terminate()),
      );
      const leave = guarded(request.log, 'leave the live channel', () => {
        clearInterval(check);
        liveMap.leave(socket);
      });
      socket.on('close', leave);
      // An error is followed by close; without a listener it would end the process.
      socket.on('error', leave);
      liveMap.join(socket, new Set(topics), areas);
    },
  );

  http.get(
    '/api/v1/vehicles',
    {
      schema: {
        tags: ['vehicles'],
        summary: '搜索车辆 Vehicles whose plate or terminal phone holds a fragment',
        querystring: z.object({
          query: z.string().max(32).default(''),
          limit: z.coerce.number().int().min(1).max(200).default(20),
        }),
        response: { 200: z.array(Vehicle) },
      },
      config: { authority: 'vehicles:read' },
    },
    async (request) => liveMap.searchVehicles(request.query.query, request.query.limit, readerOf(request)),
  );

  http.get(
    '/api/v1/vehicles/:id',
    {
      schema: {
        tags: ['vehicles'],
        summary: '一辆车的位置 One vehicle and where it is',
        params: ById,
        response: { 200: Vehicle },
      },
      config: { authority: 'vehicles:read' },
    },
    async (request) => liveMap.getVehicle(request.params.id, areaOfRequest(request)),
  );

  http.post(
    '/api/v1/vehicles/:id/plate/reveal',
    {
      schema: {
        tags: ['vehicles'],
        summary: '查看完整车牌（须说明理由）See a plate in full, for a reason',
        params: ById,
        body: PlateReveal,
        response: { 200: RevealedPlate },
      },
      config: { authority: 'vehicles:plate', audit: 'required' },
    },
    async (request) => {
      request.audit_detail = request.body;
      return { plate: liveMap.revealPlate(request.params.id, areaOfRequest(request)) };
    },
  );
}

function mayHear(session: Session | null, topics: readonly LiveTopic[]): boolean {
  try {
    for (const topic of topics) requireAuthority(session, TOPIC_AUTHORITY[topic]);
    return true;
  } catch {
    return false; // the refusal itself is what is asked
  }
}
