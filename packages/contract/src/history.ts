import { z } from 'zod';
import { AtMs, AtMsText, Bilingual, ById, Interval, LeftOutFile } from './common.ts';
import { defineContract } from './module.ts';
import { LinkState } from './network.ts';
import { WATCHERS } from './permission.ts';
import { defineRoutes } from './route.ts';
import { Trace } from './vehicles.ts';

export const Dataset = z
  .object({
    code: z.enum(['fixes', 'link_states']),
    name: Bilingual,
    rows: z.number().int(),
    bytes: z.number().int(),
    files: z.number().int(),
    /** Files that cannot be read and are left out of every answer; `tocc history repair` sets them aside. */
    damaged_files: z.array(LeftOutFile),
    /** Span of what is stored, the part still in the durable log included; null when empty. */
    from_ms: AtMs.nullable(),
    to_ms: AtMs.nullable(),
    /** Rows durable but not yet in Parquet. */
    pending_rows: z.number().int(),
    retention_days: z.number().int(),
  })
  .meta({ id: 'Dataset' });
export type Dataset = z.infer<typeof Dataset>;

export const LinkStateRow = LinkState.extend({ link: z.number().int() });

export const LinkHistory = z
  .object({
    link: z.number().int(),
    rows: z.array(LinkState),
    truncated: z.boolean(),
    /** Damaged files: what they held is missing here. */
    left_out: z.array(LeftOutFile),
  })
  .meta({ id: 'LinkHistory' });
export type LinkHistory = z.infer<typeof LinkHistory>;

/** What can be replayed: link states each minute and, for the chosen minute, where the vehicles were. */
export const ReplaySpan = z
  .object({ from_ms: AtMs.nullable(), to_ms: AtMs.nullable(), step_s: z.number().int() })
  .meta({ id: 'ReplaySpan' });
export type ReplaySpan = z.infer<typeof ReplaySpan>;

const At = z.object({ at_ms: AtMsText });
const Export = z.object({ dataset: Dataset.shape.code, day: z.iso.date() });

export const historyRoutes = defineRoutes('history', {
  listDatasets: {
    method: 'GET',
    path: '/api/v1/history/datasets',
    summary: { zh: '历史数据集', en: 'What is stored, since when and for how long' },
    authority: 'history:read',
    response: z.array(Dataset),
  },
  linkHistory: {
    method: 'GET',
    path: '/api/v1/history/links/:id',
    summary: { zh: '一条路段的历史状态', en: 'States of a link' },
    authority: 'history:read',
    target: 'link',
    params: ById,
    query: Interval,
    response: LinkHistory,
  },
  vehicleTrace: {
    method: 'GET',
    path: '/api/v1/history/vehicles/:id/fixes',
    summary: { zh: '车辆轨迹', en: 'Where a vehicle was' },
    // Where one vehicle was is where its driver was.
    authority: 'vehicles:trace',
    area: 'city',
    audit: 'read',
    target: 'vehicle',
    params: ById,
    query: Interval,
    response: Trace,
  },
  replaySpan: {
    method: 'GET',
    path: '/api/v1/history/replay/span',
    summary: { zh: '可回放时段', en: 'What can be replayed' },
    authority: 'history:read',
    response: ReplaySpan,
  },
  replayLinks: {
    method: 'GET',
    path: '/api/v1/history/replay/:at_ms',
    summary: { zh: '回放路段', en: 'Links in a past minute (binary links_snapshot)' },
    authority: 'history:read',
    params: At,
    response: 'application/octet-stream',
  },
  replayVehicles: {
    method: 'GET',
    path: '/api/v1/history/replay/:at_ms/vehicles',
    summary: { zh: '回放车辆', en: 'Vehicles at a past instant (binary vehicles_snapshot)' },
    authority: 'vehicles:trace',
    area: 'city',
    params: At,
    response: 'application/octet-stream',
  },
  exportDay: {
    method: 'GET',
    path: '/api/v1/history/export',
    summary: { zh: '导出一日数据', en: 'A day of a dataset as a Parquet file' },
    authority: 'history:export',
    area: 'city',
    audit: 'read',
    query: Export,
    response: 'application/vnd.apache.parquet',
  },
});

export const historyContract = defineContract({
  routes: { ...historyRoutes },
  permissions: {
    'history:read': {
      platform: 'base',
      zh: '查询历史数据',
      en: 'Query history',
      roles: WATCHERS,
    },
    'history:export': {
      platform: 'base',
      zh: '导出历史数据',
      en: 'Export history',
      roles: ['analyst'],
    },
  },
});
