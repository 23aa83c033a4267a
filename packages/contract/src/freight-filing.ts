import { z } from 'zod';
import { AtMs } from './common.ts';
import {
  FiledKind,
  FilingContent,
  FilingDetail,
  FilingEntry,
  FilingFinding,
  FilingPhoto,
  FilingProblem,
  FilingSetting,
  FilingStanding,
  FilingState,
  FreightPlaceListed,
  FreightRouteListed,
} from './freight-filing-parts.ts';
import { listOutcome } from './list-outcome.ts';
import { defineContract } from './module.ts';
import { defineRoutes } from './route.ts';
import { ATTACHMENT_BYTES } from './situations.ts';

const BODY_BYTES = Math.ceil(ATTACHMENT_BYTES * 1.4);
const EntryId = z.object({ id: z.string().min(1).max(40) });
const Version = z.number().int().positive();
const Reason = z.string().trim().min(2).max(500);
const FirmCode = z.string().min(1).max(40);

export const FilingList = z
  .object({
    entries: z.array(FilingEntry),
    total: z.number().int(),
    /** Entries within reach of each state, and those that wait for a check of an amendment or for an appeal. */
    counts: z.record(z.string(), z.number().int()),
  })
  .meta({ id: 'FilingList' });
export type FilingList = z.infer<typeof FilingList>;

export const FilingImportOutcome = z
  .object({ ...listOutcome, problems: z.array(FilingProblem) })
  .meta({ id: 'FilingImportOutcome' });
export type FilingImportOutcome = z.infer<typeof FilingImportOutcome>;

const ListFile = z.object({
  kind: z.enum(['truck', 'driver']),
  firm: FirmCode,
  file: z.string().trim().min(1).max(200),
  content_base64: z.base64().max(BODY_BYTES),
});

const onEntry = { audit: 'own', target: 'filing', params: EntryId, response: FilingEntry } as const;
const byFirm = { ...onEntry, authority: 'filing:file' } as const;
const byOfficer = { ...onEntry, authority: 'filing:check', area: 'city' } as const;

export const freightFilingRoutes = defineRoutes('freight-filing', {
  listFilings: {
    method: 'GET',
    path: '/api/v1/freight/filing/entries',
    summary: { zh: '备案条目', en: 'Entries on file' },
    authority: 'filing:read',
    query: z.object({
      kind: FiledKind.optional(),
      state: FilingState.optional(),
      standing: FilingStanding.optional(),
      firm: FirmCode.optional(),
      /** Plate, name, code: what stands in the title or the code. */
      text: z.string().trim().max(60).optional(),
      waits: z.enum(['check', 'appeal', 'expiry']).optional(),
      offset: z.coerce.number().int().min(0).max(200_000).default(0),
      limit: z.coerce.number().int().min(1).max(500).default(50),
    }),
    response: FilingList,
  },
  fileEntry: {
    method: 'POST',
    path: '/api/v1/freight/filing/entries',
    summary: { zh: '申报备案', en: 'File an entry' },
    authority: 'filing:file',
    audit: 'own',
    body_limit: 512 * 1024,
    body: z.object({
      /** Null for what is the city's own: by who reaches all firms alone. */
      firm: FirmCode.nullable(),
      content: FilingContent,
      submit: z.boolean().default(true),
    }),
    status: 201,
    response: FilingEntry,
  },
  checkFiling: {
    method: 'POST',
    path: '/api/v1/freight/filing/check',
    summary: { zh: '提交前核对', en: 'Check before it is handed in' },
    authority: 'filing:file',
    audit: 'none',
    body_limit: 512 * 1024,
    body: z.object({
      firm: FirmCode.nullable(),
      id: EntryId.shape.id.nullable().default(null),
      content: FilingContent,
    }),
    response: z.array(FilingFinding),
  },
  getFiling: {
    method: 'GET',
    path: '/api/v1/freight/filing/entries/:id',
    summary: { zh: '一条备案', en: 'An entry on file' },
    authority: 'filing:read',
    target: 'filing',
    params: EntryId,
    response: FilingDetail,
  },
  changeFiling: {
    ...byFirm,
    method: 'PUT',
    path: '/api/v1/freight/filing/entries/:id',
    summary: {
      zh: '修改备案（已通过的须再次核对）',
      en: 'Change an entry; what is approved is checked again',
    },
    body_limit: 512 * 1024,
    body: z.object({ version: Version, content: FilingContent, submit: z.boolean().default(true) }),
  },
  submitFiling: {
    ...byFirm,
    method: 'POST',
    path: '/api/v1/freight/filing/entries/:id/submission',
    summary: { zh: '提交或撤回', en: 'Hand it in, or take it back' },
    body: z.object({ version: Version, submitted: z.boolean() }),
  },
  appealFiling: {
    ...byFirm,
    method: 'POST',
    path: '/api/v1/freight/filing/entries/:id/appeal',
    summary: { zh: '申诉', en: 'Appeal against a suspension or removal' },
    body: z.object({ version: Version, text: z.string().trim().min(10).max(2000) }),
  },
  attachToFiling: {
    method: 'POST',
    path: '/api/v1/freight/filing/entries/:id/photos',
    summary: { zh: '添加照片', en: 'Add a photograph' },
    authority: 'filing:file',
    audit: 'own',
    target: 'filing',
    per_minute: 60,
    params: EntryId,
    body_limit: BODY_BYTES,
    body: z.object({
      file: z.string().trim().min(1).max(200),
      content_base64: z.base64().max(BODY_BYTES),
      note: z.string().trim().max(200).default(''),
    }),
    response: z.array(FilingPhoto),
  },
  readFilingPhoto: {
    method: 'GET',
    path: '/api/v1/freight/filing/entries/:id/photos/:photo',
    summary: { zh: '照片内容', en: 'What is stored of a photograph' },
    authority: 'filing:read',
    params: EntryId.extend({ photo: z.coerce.number().int().positive().max(2_147_483_647) }),
    response: 'application/octet-stream',
  },
  decideFiling: {
    ...byOfficer,
    method: 'POST',
    path: '/api/v1/freight/filing/entries/:id/decision',
    summary: { zh: '通过或退回', en: 'Approve it, or send it back' },
    body: z.object({
      version: Version,
      approved: z.boolean(),
      /** Needed where it is sent back. */
      reason: z.string().trim().max(500).default(''),
    }),
  },
  approveFilings: {
    method: 'POST',
    path: '/api/v1/freight/filing/approvals',
    summary: { zh: '批量通过', en: 'Approve several; those with faults stay as they are' },
    authority: 'filing:check',
    area: 'city',
    audit: 'own',
    body: z.object({
      entries: z
        .array(EntryId.extend({ version: Version }))
        .min(1)
        .max(200),
    }),
    response: z.object({
      approved: z.array(z.string()),
      /** Why the others are not, in the caller's language. */
      refused: z.array(z.object({ id: z.string(), reason: z.string() })),
    }),
  },
  sanctionFiling: {
    ...byOfficer,
    authority: 'filing:sanction',
    method: 'POST',
    path: '/api/v1/freight/filing/entries/:id/sanction',
    summary: { zh: '暂停、恢复或移出', en: 'Suspend, reinstate or remove it' },
    body: z.object({
      version: Version,
      act: z.enum(['suspend', 'reinstate', 'remove']),
      reason: Reason,
      /** Of a suspension: when it ends by itself; null where it does not. */
      until_ms: AtMs.nullable().default(null),
    }),
  },
  decideFilingAppeal: {
    ...byOfficer,
    authority: 'filing:sanction',
    method: 'POST',
    path: '/api/v1/freight/filing/entries/:id/appeal/decision',
    summary: { zh: '裁定申诉（由他人裁定）', en: 'Decide an appeal: by somebody else than who sanctioned' },
    body: z.object({ version: Version, granted: z.boolean(), reason: Reason }),
  },
  revealFiling: {
    method: 'POST',
    path: '/api/v1/freight/filing/entries/:id/reveal',
    summary: { zh: '查看个人信息（须说明理由）', en: 'Personal data in full, for a reason' },
    authority: 'filing:reveal',
    audit: 'own',
    target: 'filing',
    per_minute: 60,
    params: EntryId,
    body: z.object({ reason: z.string().trim().min(4).max(200) }),
    response: z.object({ name: z.string(), phone: z.string(), licence: z.string() }),
  },
  listFreightPlaces: {
    method: 'GET',
    path: '/api/v1/freight/filing/places',
    summary: { zh: '口岸与已通过的点位', en: 'Ports and approved places' },
    authority: 'filing:read',
    response: z.array(FreightPlaceListed),
  },
  listFreightRoutes: {
    method: 'GET',
    path: '/api/v1/freight/filing/routes',
    summary: { zh: '已通过的指定路线', en: 'Approved designated routes' },
    authority: 'filing:read',
    response: z.array(FreightRouteListed),
  },
  listFilingSettings: {
    method: 'GET',
    path: '/api/v1/freight/filing/settings',
    summary: { zh: '备案规定及其依据', en: 'What filing asks for, and where it comes from' },
    authority: 'filing:read',
    response: z.array(FilingSetting),
  },
  previewFilingList: {
    method: 'POST',
    path: '/api/v1/freight/filing/import/preview',
    summary: { zh: '预览批量备案', en: 'What a list comes to' },
    authority: 'filing:file',
    audit: 'none',
    per_minute: 30,
    body_limit: BODY_BYTES,
    body: ListFile,
    response: FilingImportOutcome,
  },
  importFilingList: {
    method: 'POST',
    path: '/api/v1/freight/filing/import',
    summary: { zh: '批量备案', en: 'File a list' },
    authority: 'filing:file',
    per_minute: 30,
    audit: 'own',
    body_limit: BODY_BYTES,
    body: ListFile,
    response: FilingImportOutcome,
  },
  getFilingTemplate: {
    method: 'GET',
    path: '/api/v1/freight/filing/template',
    summary: { zh: '批量备案模板', en: 'Template of a list' },
    authority: 'filing:read',
    query: z.object({ kind: z.enum(['truck', 'driver']) }),
    response: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  },
});

export const freightFilingContract = defineContract({
  routes: freightFilingRoutes,
  permissions: {
    'filing:read': {
      ...{ platform: 'freight', zh: '查看货运备案', en: 'See what is on file of freight' },
      roles: ['duty-officer', 'analyst', 'freight-officer', 'freight-firm'],
    },
    'filing:file': {
      ...{ platform: 'freight', zh: '申报货运备案', en: 'File firms, trucks, drivers and places' },
      roles: ['freight-firm', 'freight-officer'],
    },
    'filing:check': {
      ...{ platform: 'freight', zh: '核对货运备案', en: 'Check what is filed' },
      roles: ['freight-officer'],
    },
    'filing:sanction': {
      ...{ platform: 'freight', zh: '暂停、移出与裁定申诉', en: 'Suspend, remove, decide appeals' },
      roles: ['freight-officer'],
    },
    'filing:reveal': {
      ...{ platform: 'freight', zh: '查看备案中的个人信息', en: 'See personal data on file' },
      roles: ['freight-firm', 'freight-officer'],
    },
  },
});
