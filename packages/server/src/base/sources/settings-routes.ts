import { SourceDraft, SourceHealth, SourceSettings } from '@opentocc/contract';
import { z } from 'zod';
import type { Http } from '../../kit/http.ts';
import { sourceErrors } from './errors.ts';
import { UNKNOWN_SOURCE } from './model.ts';
import type { Sources } from './service.ts';

const ById = z.object({ id: z.coerce.number().int().nonnegative() });

/** What the centre agrees with a source: the datum that it declares, its interval, its quota. */
export function sourceSettingsRoutes(http: Http, sources: Sources): void {
  http.post(
    '/api/v1/sources',
    {
      schema: {
        tags: ['sources'],
        summary: '新建数据源 Make a source',
        body: SourceDraft,
        response: { 201: SourceHealth },
      },
      config: { authority: 'sources:approve', area: 'city' },
    },
    async (request, reply) => {
      request.audit_detail = { after: request.body };
      const id = await sources.addSource(request.body);
      request.audit_detail = { id, after: request.body };
      return reply.status(201).send(sources.getHealth(id));
    },
  );

  for (const [method, summary, isRetired] of [
    ['POST', '停用数据源 Retire a source: its terminals are let in no more, its past stays', true],
    ['DELETE', '恢复数据源 Take a retired source back into service', false],
  ] as const)
    http.route({
      method,
      url: '/api/v1/sources/:id/retirement',
      schema: { tags: ['sources'], summary, params: ById, response: { 200: SourceHealth } },
      config: { authority: 'sources:approve', area: 'city' },
      handler: async (request) => {
        const { id } = request.params;
        if (id === UNKNOWN_SOURCE) throw sourceErrors.source_fixed();
        const was = sources.getSource(id).retired_ms !== null;
        request.audit_detail = { before: { retired: was }, after: { retired: isRetired } };
        await (isRetired ? sources.retireSource(id) : sources.restoreSource(id));
        return sources.getHealth(id);
      },
    });

  http.patch(
    '/api/v1/sources/:id',
    {
      schema: {
        tags: ['sources'],
        summary:
          "设定数据源的坐标系、上报间隔或配额（即时生效）Set a source's datum, reporting interval or quota; fixes are matched by it from now on",
        params: ById,
        body: SourceSettings,
        response: { 200: SourceHealth },
      },
      config: { authority: 'sources:approve', area: 'city' },
    },
    async (request) => {
      const { id } = request.params;
      if (id === UNKNOWN_SOURCE) throw sourceErrors.source_fixed();
      const { id: _, ...before } = sources.getSource(id);
      request.audit_detail = {
        before: settingsOf(before, request.body),
        after: settingsOf({ ...before, ...request.body }, request.body),
      };
      await sources.saveSource({ ...before, ...request.body });
      return sources.getHealth(id);
    },
  );
}

/** What is audited of a source: its settings, and its name and owner where they are changed. */
function settingsOf(source: Required<SourceSettings>, changes: SourceSettings) {
  const { datum, report_interval_s, quota_per_s, name, owner } = source;
  return {
    ...{ datum, report_interval_s, quota_per_s },
    ...(changes.name && { name }),
    ...(changes.owner !== undefined && { owner }),
  };
}
