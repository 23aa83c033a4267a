import { isDeepStrictEqual } from 'node:util';
import {
  LiveTopic,
  liveMapRoutes,
  liveRoutes,
  SESSION_ENDED,
  type Session,
  type SessionEnd,
} from '@opentocc/contract';
import type { FastifyRequest } from 'fastify';
import { areaOf, areaOfRequest } from '../../../kit/area.ts';
import { kitErrors } from '../../../kit/errors.ts';
import { type Credentials, type Http, requireAuthority } from '../../../kit/http.ts';
import { isForeignOrigin } from '../../../kit/http-security.ts';
import { optionsOf, type RequestOf, type Served, serve } from '../../../kit/serve-routes.ts';
import type { SessionChange } from '../../../kit/session-change.ts';
import type { Topic } from '../../../kit/topic.ts';
import { every, guarded } from '../../../kit/unattended.ts';
import type { LiveAreas } from './live-area.ts';
import { TOPIC_AUTHORITY } from './live-channel.ts';
import type { LiveMap, VehicleReader } from './service.ts';

/** Every topic of the contract with what it asks for: one that is left out fails at start. */
const TOPICS = Object.fromEntries(LiveTopic.options.map((topic) => [topic, TOPIC_AUTHORITY[topic]]));

/**
 * How often a session is looked at that another process may have ended; this process says so at once. Of a key each look
 * counts against its quota.
 */
const CHECK_MS = { cookie: 10_000, key: 60_000 };

/** Close code by which a client comes again, to be shown what it may see now. */
const REACH_CHANGED = 1012;

/** Sessions as a channel needs them, which outlives the request that opened it. */
export interface LiveSessions {
  /** The session of a request as it is now. */
  authenticate(request: Credentials): Promise<Session | null>;
  /** Sessions that ended or may do more or less than before. */
  readonly changes: readonly Pick<Topic<SessionChange>, 'subscribe'>[];
}

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
 * @param check_ms how often an open channel looks whether its session still stands, changes or not
 */
export function serveLive(liveMap: LiveMap, sessions: LiveSessions, check_ms?: number): Served {
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
        const look = async (why: SessionEnd) => {
          const session = await sessions.authenticate(request);
          if (!mayHear(session, topics)) socket.close(SESSION_ENDED, why);
          else if (!isDeepStrictEqual(areasOf(session), areas)) socket.close(REACH_CHANGED, 'reach changed');
        };
        const endWatch = watchSession(request, sessions, check_ms, (why) => {
          look(why).catch(() => socket.terminate());
        });
        const leave = guarded(request.log, 'leave the live channel', () => {
          endWatch();
          liveMap.leave(socket);
        });
        socket.on('close', leave);
        // An error is followed by close; without a listener it would end the process.
        socket.on('error', leave);
        liveMap.join(socket, new Set(topics), areas);
      },
    );
  return { routes: liveRoutes, mount };
}

/** Has a session looked at as soon as it is said to have changed, and from time to time. @returns what ends it. */
function watchSession(
  { session, log }: FastifyRequest,
  { changes }: LiveSessions,
  check_ms = CHECK_MS[session?.via ?? 'cookie'],
  look: (why: SessionEnd) => void,
): () => void {
  const check = every(check_ms, log, 'look at a session', () => look('expired'));
  const heard = changes.map((topic) =>
    topic.subscribe(({ principal, why }) => {
      if (principal === null || principal === session?.principal) look(why);
    }),
  );
  return () => {
    clearInterval(check);
    for (const end of heard) end();
  };
}

function mayHear(session: Session | null, topics: readonly LiveTopic[]): boolean {
  try {
    for (const topic of topics) requireAuthority(session, TOPIC_AUTHORITY[topic]);
    return true;
  } catch {
    return false; // the refusal itself is what is asked
  }
}
