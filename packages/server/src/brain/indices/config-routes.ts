import { isDeepStrictEqual } from 'node:util';
import { IndexConfiguration, IndexConfigurationDraft, IndexConfigurationPreview } from '@opentocc/contract';
import { z } from 'zod';
import type { Http } from '../../kit/http.ts';
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
        body: IndexConfigurationDraft,
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

/** The parts that differ, each as a text, as they were and as they will be. */
function changesOf(before: Parts, after: Parts) {
  const changed = PARTS.filter((part) => !isDeepStrictEqual(before[part], after[part]));
  const only = (parts: Parts) =>
    Object.fromEntries(changed.map((part) => [part, JSON.stringify(parts[part])]));
  return { before: only(before), after: only(after) };
}
