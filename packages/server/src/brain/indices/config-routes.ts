import { isDeepStrictEqual } from 'node:util';
import { type IndexConfigurationDraft, indexConfigRoutes } from '@opentocc/contract';
import { LINK_CLASSES } from '@opentocc/core/network';
import type { AuditDetail } from '../../kit/http-server.ts';
import { type Served, serve } from '../../kit/serve-routes.ts';
import type { Indices } from './service.ts';

/** Routes of the dated configuration: what counts and will count, and how an operator changes days to come. */
export function serveIndexConfig(indices: Indices): Served {
  return serve(indexConfigRoutes, {
    listStandards: async () => indices.describeConfigs(),
    previewStandard: async (request) => {
      const { body } = request;
      request.audit_detail = { valid_from: body.valid_from };
      return indices.preview(body);
    },
    setStandard: async (request) => {
      const { body, session } = request;
      const before = indices.configFor(body);
      const { formula_version } = await indices.addConfig(body, session?.account ?? '');
      request.audit_detail = {
        formula_version,
        valid_from: body.valid_from,
        reason: body.reason,
        ...changesOf(before, body),
      };
      return indices.describeConfigs();
    },
    withdrawStandard: async ({ params, session }) => {
      await indices.withdrawConfig(params.formula_version, session?.account ?? '');
      return indices.describeConfigs();
    },
  });
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
