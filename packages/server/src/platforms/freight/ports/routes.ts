import { freightPortRoutes } from '@opentocc/contract';
import { actingOf } from '../../../kit/acting.ts';
import { type Served, serve } from '../../../kit/serve-routes.ts';
import type { Ports } from './service.ts';

export function servePorts(ports: Ports): Served {
  const { lanes, scores } = ports;
  return serve(freightPortRoutes, {
    getPortsNow: () => ports.now(),
    getPortHistory({ params: { port }, query: { direction, weeks } }) {
      return ports.history({ port, direction }, weeks);
    },
    getPortForecastScores: ({ query }) => scores.summary(query.days),
    getPortScoredHours: ({ params: { port }, query: { direction, horizon_h, days } }) =>
      scores.hours({ port, direction }, horizon_h, days),
    listPortLanes: () => lanes.list(),
    addPortLanes: (request) => lanes.say(actingOf(request), request.body),
    reportPortCrossings: (request) => ports.report(actingOf(request), request.body.crossings),
  });
}
