import { z } from 'zod';
import { defineContract } from './module.ts';
import { defineRoutes } from './route.ts';

/** Whether the parts that traffic needs work, each by its name. */
export const Ready = z.object({
  ready: z.boolean(),
  checks: z.record(z.string(), z.boolean()),
  /** Why a check failed, where it says so. */
  reasons: z.record(z.string(), z.string()).optional(),
  /** What is not as it should be although traffic is taken. */
  degraded: z.record(z.string(), z.string()).optional(),
});

export const operationsRoutes = defineRoutes('operations', {
  isAlive: {
    method: 'GET',
    path: '/healthz',
    summary: { zh: '进程存活', en: 'The process answers' },
    authority: 'public',
    response: 'text/plain',
  },
  isReady: {
    method: 'GET',
    path: '/readyz',
    summary: { zh: '业务就绪', en: 'The parts that traffic needs work' },
    authority: 'public',
    response: Ready,
    other_responses: { 503: Ready },
  },
  metrics: {
    method: 'GET',
    path: '/metrics',
    summary: { zh: '运行指标', en: 'Prometheus metrics, for this machine or with metrics:read' },
    authority: 'public',
    response: 'text/plain',
  },
});

export const operationsContract = defineContract({
  routes: { ...operationsRoutes },
  permissions: {
    'metrics:read': {
      platform: 'base',
      zh: '读取运行指标',
      en: 'Read the metrics of the system',
      roles: ['system-administrator'],
    },
  },
});
