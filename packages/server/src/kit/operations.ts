import { operationsRoutes } from '@opentocc/contract';
import type { FastifyRequest } from 'fastify';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { kitErrors } from './errors.ts';
import { type Served, serve } from './serve-routes.ts';

/** Numbers of one part of the platform, read when they are scraped: metric name → value. */
export type MetricSource = () => Readonly<Record<string, number>>;

/** A part that must work before traffic is sent here: its name, and whether it does, or the reason why it does not. */
export type ReadyCheck = readonly [name: string, check: () => Promise<boolean | string>];

/** What is not as it should be while traffic is taken: its name, and what it is; null when all is well. */
export type Degradation = readonly [name: string, look: () => string | null];

export interface OperationsDeps {
  readonly ready: readonly ReadyCheck[];
  readonly degraded?: readonly Degradation[];
  /** Prefix of metric names and where their values come from; several sources may share a prefix. */
  readonly metrics: readonly (readonly [prefix: string, MetricSource])[];
}

/** `/healthz` (the process answers), `/readyz` (its parts work) and `/metrics` (Prometheus text). */
export function serveOperations({ ready, degraded = [], metrics }: OperationsDeps): Served {
  const registry = createRegistry(metrics);
  return serve(operationsRoutes, {
    isAlive: async (_request, reply) => reply.send('ok'),
    async isReady(_request, reply) {
      const results = await Promise.all(ready.map(async ([name, check]) => [name, await check()] as const));
      const all = results.every(([, result]) => result === true);
      return reply.status(all ? 200 : 503).send({
        ready: all,
        checks: Object.fromEntries(results.map(([name, result]) => [name, result === true])),
        reasons: textsOf(results),
        degraded: textsOf(degraded.map(([name, look]) => [name, look()])),
      });
    },
    async metrics(request, reply) {
      if (!mayScrape(request)) throw kitErrors.forbidden({ permission: 'metrics:read' });
      return reply.type(registry.contentType).send(await registry.metrics());
    },
  });
}

/** Those that say something; undefined when none does. */
function textsOf(entries: readonly (readonly [string, unknown])[]): Record<string, string> | undefined {
  const texts = entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return texts.length > 0 ? Object.fromEntries(texts) : undefined;
}

/** A scraper on this machine needs no account; one elsewhere, or behind a proxy on this machine, needs the permission. */
function mayScrape({ ip, session, headers }: FastifyRequest): boolean {
  const isForwarded = headers['x-forwarded-for'] !== undefined || headers.forwarded !== undefined;
  const local = !isForwarded && (ip === '127.0.0.1' || ip === '::1' || ip === '::ffff:127.0.0.1');
  return local || (session?.permissions.includes('metrics:read') ?? false);
}

function createRegistry(sources: OperationsDeps['metrics']): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  for (const [prefix, read] of sources)
    for (const name of Object.keys(read()))
      new Gauge({
        name: `tocc_${prefix}_${name}`,
        help: `${name.replaceAll('_', ' ')} of ${prefix.replaceAll('_', ' ')}`,
        registers: [registry],
        collect() {
          this.set(read()[name]);
        },
      });
  return registry;
}
