import { isDeepStrictEqual } from 'node:util';
import { LiveTopic, liveMapRoutes, liveRoutes, type Session } from '@opentocc/contract';
import type { FastifyRequest } from 'fastify';
import { areaOf, areaOfRequest } from '../../../kit/area.ts';
import { kitErrors } from '../../../kit/errors.ts';
import { type Credentials, type Http, requireAuthority } from '../../../kit/http.ts';
import { isForeignOrigin } from '../../../kit/http-security.ts';
import { optionsOf, type RequestOf, type Served, serve } from '../../../kit/serve-routes.ts';
import type { LiveAreas } from './live-area.ts';
import { TOPIC_AUTHORITY } from './live-channel.ts';
import type { LiveMap, VehicleReader } from './service.ts';

/** Every topic of the contract with what it asks for: one that is left out fails at start. */
const TOPICS = Object.fromEntries(LiveTopic.options.map((topic) => [topic, TOPIC_AUTHORITY[topic]]));

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

export function serveLiveMap(liveMap: LiveMap): Served {
  return serve(liveMapRoutes, {
    searchVehicles: async (request) =>
      liveMap.searchVehicles(request.query.query, request.query.limit, readerOf(request)),
    getVehicle: async (request) => liveMap.getVehicle(request.params.id, areaOfRequest(request)),
    async revealPlate(request) {
      request.audit_detail = request.body;
      return { plate: liveMap.revealPlate(request.params.id, areaOfRequest(request)) };
    },
  });
}

/**
 * The live channel: a WebSocket.
 * @param authenticate the session of a request as it is now: a channel outlives the request that opened it.
 * @param check_ms how often an open channel asks whether its session still stands
 */
export function serveLive(
  liveMap: LiveMap,
  authenticate: (request: Credentials) => Promise<Session | null>,
  check_ms = CHECK_MS,
): Served {
  const topicsOf = (request: FastifyRequest) => (request as RequestOf<typeof liveRoutes.live>).query.topics;
  const options = optionsOf(liveRoutes.live);
  const mount = (http: Http) =>
    http.get(
      liveRoutes.live.path,
      {
        ...options,
        config: { ...options.config, topics: TOPICS },
        websocket: true,
        // Browsers send no anti-forgery header with a WebSocket: the origin must be our own instead.
        preValidation: async (request) => {
          if (isForeignOrigin(request)) throw kitErrors.csrf();
        },
        preHandler: async (request) => {
          for (const topic of topicsOf(request)) requireAuthority(request.session, TOPIC_AUTHORITY[topic]);
        },
      },
      (socket, request) => {
        const topics = topicsOf(request);
        const areas = areasOf(request.session);
        const stillAllowed = async () => {
          const session = await authenticate(request);
          if (!mayHear(session, topics)) socket.close(SESSION_ENDED, 'session ended');
          else if (!isDeepStrictEqual(areasOf(session), areas)) socket.close(REACH_CHANGED, 'reach changed');
        };
        const check = setInterval(() => stillAllowed().catch(() => socket.terminate()), check_ms);
        const leave = () => {
          clearInterval(check);
          liveMap.leave(socket);
        };
        socket.on('close', leave);
        // An error is followed by close; without a listener it would end the process.
        socket.on('error', leave);
        liveMap.join(socket, new Set(topics), areas);
      },
    );
  return { routes: liveRoutes, mount };
}

function mayHear(session: Session | null, topics: readonly LiveTopic[]): boolean {
  try {
    for (const topic of topics) requireAuthority(session, TOPIC_AUTHORITY[topic]);
    return true;
  } catch {
    return false; // the refusal itself is what is asked
  }
}
