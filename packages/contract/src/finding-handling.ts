import { z } from 'zod';
import { AtMs } from './common.ts';
import { defineRoutes } from './route.ts';

/** Somebody who may see to findings: their principal, and the name of their account. */
export const FindingHandler = z
  .object({ principal: z.string(), name: z.string() })
  .meta({ id: 'FindingHandler' });
export type FindingHandler = z.infer<typeof FindingHandler>;

/** How a notice went out. The platform sends no mail: a person does, and says how. */
export const NoticeChannel = z.enum(['mail', 'phone', 'letter', 'meeting']);
export type NoticeChannel = z.infer<typeof NoticeChannel>;

/** Something that a person did about a finding. */
export const HandlingAct = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('acknowledged') }),
  z.object({ kind: z.literal('assigned'), to: FindingHandler.nullable() }),
  z.object({ kind: z.literal('noted'), text: z.string() }),
  /** `until_ms` null ends the silence. */
  z.object({ kind: z.literal('muted'), until_ms: AtMs.nullable(), reason: z.string() }),
  z.object({ kind: z.literal('sent'), to: z.string(), channel: NoticeChannel, text: z.string() }),
]);
export type HandlingAct = z.infer<typeof HandlingAct>;

export const HandlingRecord = z
  .object({ at_ms: AtMs, by: z.string(), act: HandlingAct })
  .meta({ id: 'HandlingRecord' });
export type HandlingRecord = z.infer<typeof HandlingRecord>;

/** What people did about a finding, and where it stands with them. */
export const FindingHandling = z
  .object({
    acknowledged: z.object({ by: z.string(), at_ms: AtMs }).nullable(),
    assignee: FindingHandler.nullable(),
    /** It waits for nobody until then; also what shows up again as the same finding meanwhile. */
    muted: z.object({ until_ms: AtMs, reason: z.string(), by: z.string() }).nullable(),
    /** The latest first. */
    history: z.array(HandlingRecord),
  })
  .meta({ id: 'FindingHandling' });
export type FindingHandling = z.infer<typeof FindingHandling>;

const FindingId = z
  .number()
  .int()
  .positive()
  .max(2 ** 31 - 1);
/** Findings that something is done about together: a cause, and what follows from it. All or none. */
const Findings = z.object({ findings: z.array(FindingId).min(1).max(200) });

/** A message to who answers for a source, written from its findings, to be changed before it is sent. */
export const NoticeDraft = z.object({ to: z.string(), text: z.string() }).meta({ id: 'NoticeDraft' });
export type NoticeDraft = z.infer<typeof NoticeDraft>;

const ofHandler = {
  method: 'POST',
  authority: 'quality:handle',
  // A source delivers from the whole city.
  area: 'city',
  response: null,
} as const;

export const findingHandlingRoutes = defineRoutes('sources', {
  acknowledgeFindings: {
    ...ofHandler,
    path: '/api/v1/quality/findings/acknowledgements',
    summary: { zh: '确认质量问题', en: 'Say for everybody that one sees to findings' },
    body: Findings,
  },
  assignFindings: {
    ...ofHandler,
    path: '/api/v1/quality/findings/assignments',
    summary: { zh: '指派质量问题', en: 'Give findings to somebody, or to nobody' },
    body: Findings.extend({ to: z.string().max(100).nullable() }),
  },
  noteFindings: {
    ...ofHandler,
    path: '/api/v1/quality/findings/notes',
    summary: { zh: '备注质量问题', en: 'Write a note on findings' },
    body: Findings.extend({ text: z.string().trim().min(1).max(1000) }),
  },
  muteFindings: {
    ...ofHandler,
    path: '/api/v1/quality/findings/mutes',
    summary: { zh: '暂不提醒质量问题', en: 'Let findings wait for nobody until a date, or again' },
    body: Findings.extend({ until_ms: AtMs.nullable(), reason: z.string().trim().min(4).max(200) }),
  },
  draftNotice: {
    method: 'POST',
    path: '/api/v1/quality/findings/notices/draft',
    summary: { zh: '起草整改通知', en: 'A message to who answers for a source, written from its findings' },
    authority: 'quality:handle',
    area: 'city',
    body: Findings,
    response: NoticeDraft,
  },
  recordNotice: {
    ...ofHandler,
    path: '/api/v1/quality/findings/notices',
    summary: { zh: '登记已发出的整改通知', en: 'Record a message as sent: to whom, how, and its text' },
    body: Findings.extend({
      to: z.string().trim().min(1).max(100),
      channel: NoticeChannel,
      text: z.string().trim().min(1).max(10_000),
    }),
  },
  listFindingHandlers: {
    method: 'GET',
    path: '/api/v1/quality/handlers',
    summary: { zh: '可承办质量问题的人员', en: 'Who may see to findings' },
    authority: 'quality:handle',
    area: 'city',
    response: z.array(FindingHandler),
  },
});
