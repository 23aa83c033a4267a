import { LiveTopic, type Session, Vehicle } from '@opentocc/contract';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { kitErrors } from '../../../kit/errors.ts';
import { type Credentials, type Http, requireAuthority } from '../../../kit/http.ts';
import { isForeignOrigin } from '../../../kit/http-security.ts';
import { TOPIC_AUTHORITY } from './live-channel.ts';
import type { LiveMap } from './service.ts';

const Topics = z.object({
  topics: z
    .string()
    .default('links,vehicles,indices')
    .transform((list) => list.split(','))
    .pipe(z.array(LiveTopic).min(1)),
});

/** How often an open channel asks whether its session still stands. */
const CHECK_MS = 60_000;
/** Close code by which a client knows that it must sign in again. */
const SESSION_ENDED = 4401;

const mayReadPlates = (request: FastifyRequest) =>
  request.session?.permissions.includes('vehicles:plate') ?? false;

/** @param authenticate the session of a request as it is now: a channel outlives the request that opened it. */
export function liveMapRoutes(
  http: Http,
  liveMap: LiveMap,
  authenticate: (request: Credentials) => Promise<Session | null>,
): void {
  http.get(
    '/api/v1/live',
    {
      websocket: true,
      schema: {
        tags: ['live'],
        summary: 'Live channel (WebSocket): snapshot, then binary deltas',
        querystring: Topics,
      },
      config: { authority: 'signed-in' },
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
      const stillAllowed = async () => {
        if (!mayHear(await authenticate(request), topics)) socket.close(SESSION_ENDED, 'session ended');
      };
      const check = setInterval(() => stillAllowed().catch(() => socket.terminate()), CHECK_MS);
      const leave = () => {
        clearInterval(check);
        liveMap.leave(socket);
      };
      socket.on('close', leave);
      // An error is followed by close; without a listener it would end the process.
      socket.on('error', leave);
      liveMap.join(socket, new Set(topics));
    },
  );

  http.get(
    '/api/v1/vehicles',
    {
      schema: {
        tags: ['vehicles'],
        summary: 'Vehicles whose plate or terminal phone holds a fragment',
        querystring: z.object({
          query: z.string().max(32).default(''),
          limit: z.coerce.number().int().min(1).max(200).default(20),
        }),
        response: { 200: z.array(Vehicle) },
      },
      config: { authority: 'vehicles:read' },
    },
    async (request) =>
      liveMap.searchVehicles(request.query.query, request.query.limit, mayReadPlates(request)),
  );

  http.get(
    '/api/v1/vehicles/:id',
    {
      schema: {
        tags: ['vehicles'],
        summary: 'One vehicle and where it is',
        params: z.object({ id: z.coerce.number().int().nonnegative() }),
        response: { 200: Vehicle },
      },
      config: { authority: 'vehicles:read' },
    },
    async (request) => liveMap.getVehicle(request.params.id, mayReadPlates(request)),
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
