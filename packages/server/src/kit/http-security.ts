import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import type { FastifyRequest } from 'fastify';
import { callerNetwork } from './caller-network.ts';
import { kitErrors } from './errors.ts';
import type { Http } from './http-server.ts';

/** How the server stands in its network. */
export interface HttpSecurity {
  /** True when browsers reach it by https, directly or through a proxy: strict transport security is sent. */
  readonly tls: boolean;
  /** Proxies whose X-Forwarded-For is trusted (addresses or CIDR blocks); false trusts nobody. */
  readonly trusted_proxies: string[] | false;
  /** Requests that one address may make in a minute; a control room behind one address shares it. */
  readonly requests_per_minute: number;
  /** Connections open at once; more are closed as they come. */
  readonly connections: number;
  /** How long slow requests are waited for; {@link PATIENCE} without it. */
  readonly patience: Partial<Patience>;
}

/** Bounds on slow callers, ms: who drips a request byte by byte must not hold connections. */
export interface Patience {
  /** Until the head of a request is there, from the connection or the answer before. */
  readonly head_ms: number;
  /** Until the whole request is there. */
  readonly request_ms: number;
  /** How long a connection may be silent while a request is under way. */
  readonly silence_ms: number;
  /** How often late requests are looked for. */
  readonly check_ms: number;
}

/** A body of the largest size needs 280 kbit/s to come within 30 s. */
export const PATIENCE: Patience = {
  head_ms: 10_000,
  request_ms: 30_000,
  silence_ms: 120_000,
  check_ms: 2_000,
};

const YEAR_S = 31_536_000;
const REQUESTS_PER_MINUTE = 6_000;

/**
 * Security headers and a rate limit on every answer. The console may run only its own scripts and talk only to its own
 * server; `'unsafe-inline'` stands for styles alone, which antd writes at run time.
 */
export async function hardenHttp(http: Http, security: Partial<HttpSecurity>): Promise<void> {
  http.server.maxConnections = security.connections ?? Number.POSITIVE_INFINITY;
  await http.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'self'"],
        'script-src': ["'self'"],
        'style-src': ["'self'", "'unsafe-inline'"],
        'img-src': ["'self'", 'data:', 'blob:'],
        'font-src': ["'self'", 'data:'],
        'connect-src': ["'self'"],
        'worker-src': ["'self'", 'blob:'],
        'object-src': ["'none'"],
        'base-uri': ["'none'"],
        'form-action': ["'self'"],
        'frame-ancestors': ["'none'"],
      },
    },
    frameguard: { action: 'deny' },
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: security.tls ? { maxAge: YEAR_S, includeSubDomains: true } : false,
    crossOriginEmbedderPolicy: false,
  });
  await http.register(rateLimit, {
    // Every request is limited once it is known who asks (see limitRequests), besides where a route sets a limit of its own.
    global: false,
    max: security.requests_per_minute ?? REQUESTS_PER_MINUTE,
    timeWindow: 60_000,
    cache: 10_000,
    keyGenerator: callerOf,
  });
}

/**
 * A limit that holds for every request, whatever it asks for and whether there is such an address.
 * Who is signed in is counted apart from who is not: nobody behind the same address can use up their share.
 */
export function limitRequests(http: Http): (request: FastifyRequest) => Promise<void> {
  const count = http.createRateLimit();
  return async (request) => {
    const counted = await count(request);
    if (!counted.isAllowed && counted.isExceeded) throw kitErrors.too_many({}, counted.ttlInSeconds);
  };
}

const callerOf = (request: FastifyRequest): string =>
  `${request.session === null ? 'anybody' : 'signed-in'} ${callerNetwork(request.ip)}`;

/** True when a browser says that another site makes the request. Other clients send no Origin. */
export function isForeignOrigin(request: FastifyRequest): boolean {
  const { origin } = request.headers;
  if (origin === undefined) return false;
  return !URL.canParse(origin) || new URL(origin).host !== request.host;
}
