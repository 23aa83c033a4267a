import { isDeepStrictEqual } from 'node:util';
import {
  IndexConfiguration,
  IndexConfigurationDraft,
  IndexConfigurationPreview,
  IndexConfigurationTrial,
} from '@opentocc/contract';
import { LINK_CLASSES } from '@opentocc/core/network';
import { z } from 'zod';
import type { AuditDetail, Http } from '../../kit/http.ts';
import type { Indices } from './service.ts';

const tags = ['indices'];

/** Routes of the dated configuration: what counts and will count, and how an operator changes days to come. */
export function indexConfigRoutes(http: Http, indices: Omit<Indices, 'routes'>): void {
  http.get(
    '/api/v1/indices/standards',
    {
      schema: {
        tags,
        summary: '指数标准与参数 The formulas by date, each number with its source and certainty',
        response: { 200: z.array(IndexConfiguration) },
      },
      config: { authority: 'indices:read' },
    },
    async () => indices.describeConfigs(),
  );

  http.post(
    '/api/v1/indices/standards/preview',
    {
      schema: {
        tags,
        summary: '预览参数影响 What a configuration would have said of the newest whole day kept',
        body: IndexConfigurationTrial,
        response: { 200: IndexConfigurationPreview },
      },
      // The numbers come in a body because they are too many for an address.
      config: { authority: 'indices:configure', area: 'city' },
    },
    async (request) => {
      const { body } = request;
      request.audit_detail = { valid_from: body.valid_from };
      return indices.preview(body);
    },
  );

  http.post(
    '/api/v1/indices/standards',
    {
      schema: {
        tags,
        summary: '设定今后的指数参数 Set the configuration from a day to come',
        body: IndexConfigurationDraft,
        response: { 201: z.array(IndexConfiguration) },
      },
      config: { authority: 'indices:configure', area: 'city' },
    },
    async (request, reply) => {
      const { body, session } = request;
      const before = indices.configFor(body);
      const { formula_version } = await indices.addConfig(body, session?.account ?? '');
      request.audit_detail = {
        formula_version,
        valid_from: body.valid_from,
        reason: body.reason,
        ...changesOf(before, body),
      };
      return reply.status(201).send(indices.describeConfigs());
    },
  );

  http.delete(
    '/api/v1/indices/standards/:formula_version',
    {
      schema: {
        tags,
        summary: '撤回未生效的参数 Withdraw a configuration that does not count yet',
        params: z.object({ formula_version: z.string().max(40) }),
        response: { 200: z.array(IndexConfiguration) },
      },
      config: { authority: 'indices:configure', area: 'city' },
    },
    async ({ params, session }) => {
      await indices.withdrawConfig(params.formula_version, session?.account ?? '');
      return indices.describeConfigs();
    },
  );
}

const PARTS = ['gb', 'shenzhen', 'weights', 'free_flow', 'peaks'] as const;
type Parts = Pick<IndexConfigurationDraft, (typeof PARTS)[number]>;
type Leaves = Record<string, AuditDetail>;

/** The values that differ, each by its path, as they were and as they will be. */
function changesOf(before: Parts, after: Parts) {
  const [was, will] = [leavesOf(before), leavesOf(after)];
  const changed = [...new Set([...Object.keys(was), ...Object.keys(will)])].filter(
    (path) => !isDeepStrictEqual(was[path], will[path]),
  );
  const only = (leaves: Leaves) =>
    Object.fromEntries(changed.flatMap((path) => (path in leaves ? [[path, leaves[path]]] : [])));
  return { before: only(was), after: only(will) };
}

/** Every number, list of numbers and text: "shenzhen.classes.motorway.at", "peaks.spans.morning.from_min". */
function leavesOf({ gb, shenzhen, weights, free_flow, peaks }: Parts): Leaves {
  const classes = Object.fromEntries(shenzhen.classes.map((bands, i) => [LINK_CLASSES[i], bands]));
  const spans = Object.fromEntries(peaks.spans.map(({ name, ...span }) => [name, span]));
  const leaves: Leaves = {};
  const walk = (value: AuditDetail, path: readonly string[]) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) leaves[path.join('.')] = value;
    else for (const [name, part] of Object.entries(value)) walk(part, [...path, name]);
  };
  const whole = { gb, shenzhen: { ...shenzhen, classes }, weights, free_flow, peaks: { ...peaks, spans } };
  walk(whole, []);
  return leaves;
}
