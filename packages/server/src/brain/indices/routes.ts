import {
  FreeFlowStatus,
  IndexCurve,
  IndexScope,
  IndexValue,
  RoadProfile,
  WorstRoad,
} from '@opentocc/contract';
import { z } from 'zod';
import { areaOfRequest } from '../../kit/area.ts';
import type { Http } from '../../kit/http.ts';
import { indexConfigRoutes } from './config-routes.ts';
import { indexPeriodRoutes, requireIndex } from './period-routes.ts';
import type { Indices } from './service.ts';

const tags = ['indices'];
const config = { authority: 'indices:read' } as const;
const DAY_S = 86_400;

export function indicesRoutes(http: Http, indices: Omit<Indices, 'routes'>): void {
  indexPeriodRoutes(http, indices);
  indexConfigRoutes(http, indices);
  http.get(
    '/api/v1/indices/current',
    {
      schema: {
        tags,
        summary: '当前指数 All values of a scope now',
        querystring: z.object({ scope: IndexScope.exclude(['link']).default('city') }),
        response: { 200: z.array(IndexValue) },
      },
      config,
    },
    async (request) => {
      const { scope } = request.query;
      const area = areaOfRequest(request);
      return indices.current(scope).filter(({ key }) => indices.reach.value(area, scope, key));
    },
  );

  http.get(
    '/api/v1/links/:id/index',
    {
      schema: {
        tags,
        summary: '路段指数 The value of one link now',
        params: z.object({ id: z.coerce.number().int().nonnegative() }),
        response: { 200: IndexValue },
      },
      config,
    },
    async (request) => {
      requireIndex(request, indices, 'link', `${request.params.id}`);
      return indices.ofLink(request.params.id);
    },
  );

  http.get(
    '/api/v1/indices/curve',
    {
      schema: {
        tags,
        summary: '日变化曲线 A day and the same day one week before',
        querystring: z.object({
          scope: IndexScope,
          key: z.string().max(200),
          day: z.iso.date(),
          step_s: z.coerce.number().int().min(300).max(DAY_S).multipleOf(300).default(300),
        }),
        response: { 200: IndexCurve },
      },
      config,
    },
    async (request) => {
      const { scope, key, day, step_s } = request.query;
      requireIndex(request, indices, scope, key);
      return indices.curve(scope, key, day, step_s);
    },
  );

  http.get(
    '/api/v1/roads/worst',
    {
      schema: {
        tags,
        summary: '拥堵道路排名 The most congested roads now',
        querystring: z.object({ limit: z.coerce.number().int().min(1).max(200).default(10) }),
        response: { 200: z.array(WorstRoad) },
      },
      config,
    },
    async (request) => indices.worstRoads(request.query.limit, areaOfRequest(request)),
  );

  http.get(
    '/api/v1/indices/free-flow',
    {
      schema: {
        tags,
        summary: '自由流速度测定 Whether free-flow speeds are measured yet, and from how many days',
        response: { 200: FreeFlowStatus },
      },
      config,
    },
    async () => indices.freeFlowStatus(),
  );

  http.get(
    '/api/v1/roads/profile',
    {
      schema: {
        tags,
        summary: '道路时空图 A corridor along its length and through a day',
        querystring: z.object({
          key: z
            .string()
            .max(200)
            .meta({ description: 'key of a corridor: GET /indices/current?scope=corridor' }),
          day: z.iso.date(),
        }),
        response: { 200: RoadProfile },
      },
      config,
    },
    async (request) => {
      requireIndex(request, indices, 'corridor', request.query.key);
      return indices.roadProfile(request.query.key, request.query.day);
    },
  );
}
