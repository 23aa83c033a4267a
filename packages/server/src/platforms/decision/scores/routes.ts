import { scoreRoutes } from '@opentocc/contract';
import { actingOf } from '../../../kit/acting.ts';
import { areaOfRequest } from '../../../kit/area.ts';
import { type Served, serve } from '../../../kit/serve-routes.ts';
import type { ScoreService } from './service.ts';

export const serveScores = (scores: ScoreService): Served =>
  serve(scoreRoutes, {
    listScores: (request) => scores.list(areaOfRequest(request)),
    getScore: (request) => scores.get(areaOfRequest(request), request.params.id),
    confirmStudy: (request) => scores.confirm(actingOf(request), areaOfRequest(request), request.params.id),
    withdrawStudy: (request) =>
      scores.withdraw(actingOf(request), areaOfRequest(request), request.params.id, request.body),
  });
