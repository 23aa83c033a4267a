import type { CaseSupervision, ClockAct } from '@opentocc/contract';
import type { Acting } from '../../../kit/acting.ts';
import { ANSWERING } from './case-clocks.ts';
import type { Changer, Draft } from './changes.ts';
import { casesErrors } from './errors.ts';
import type { RequestRow } from './part-store.ts';
import { reachOf } from './reach.ts';
import { dispatch } from './steps.ts';
import type { CaseQueries } from './store.ts';
import type { CaseUnits } from './units.ts';
import { clockWords, REQUEST_WORDS } from './words.ts';

interface Ruling {
  readonly version: number;
  readonly request: number;
  readonly granted: boolean;
  readonly reason: string;
  readonly unit: string | null;
}

type Staffed = Awaited<ReturnType<CaseUnits['requireStaffed']>>;

/** What who answers for the hotline does: rulings, pressing for answers, pauses and extensions. */
export function createSupervision({
  changer,
  units,
}: {
  readonly changer: Changer;
  readonly units: CaseUnits;
}) {
  const reach = ({ session }: Acting) => reachOf(session, 'cases:supervise');

  return {
    async rule(acting: Acting, id: number, given: Ruling): Promise<void> {
      const unit = given.unit === null ? null : await units.requireStaffed(given.unit);
      const by = changer.authorOf(acting);
      await changer.change([{ id, version: given.version }], reach(acting), by, async ([draft], queries) => {
        const request = await queries.requests.find(given.request);
        if (!request || request.case !== id || request.state !== 'open') throw casesErrors.no_request();
        await rule(draft, queries, request, given);
        if (given.granted) await grant(draft, queries, request, unit);
      });
    },
    supervise: (acting: Acting, id: number, { version, to, reason }: Pressing) =>
      changer.change([{ id, version }], reach(acting), changer.authorOf(acting), async ([draft]) => {
        draft.requires('supervise');
        draft.set({ supervision: to });
        const [zh, en] = PRESSING[to];
        draft.note({
          kind: 'supervision',
          zh: `${zh}：${reason}`,
          en: `${en}: ${reason}`,
          detail: { to, reason },
        });
      }),
    /** Who acts approves: the route asks for the permission to. */
    actOnClock: (acting: Acting, id: number, { version, code, act: what }: ActOf) =>
      changer.change([{ id, version }], reach(acting), changer.authorOf(acting), async ([draft]) => {
        if (!draft.clocks.has(code)) throw casesErrors.unknown_clock({ code });
        if (code === draft.row.outside?.system) throw casesErrors.outside_clock({ code });
        const { at_ms, actor } = draft.by;
        draft.clocks.add(
          code,
          what.kind === 'resumed' ? { ...what, at_ms } : { ...what, at_ms, approved_by: actor },
        );
        draft.note(clockEntry(code, what.kind, what.reason));
      }),
  };
}

interface Pressing {
  readonly version: number;
  readonly to: CaseSupervision;
  readonly reason: string;
}
interface ActOf {
  readonly version: number;
  readonly code: string;
  readonly act: ClockAct;
}

const PRESSING: Readonly<Record<CaseSupervision, readonly [zh: string, en: string]>> = {
  none: ['解除督办', 'Not supervised any more'],
  urged: ['催办', 'Urged'],
  supervised: ['督办', 'Supervised'],
};

async function rule(draft: Draft, queries: CaseQueries, request: RequestRow, { granted, reason }: Ruling) {
  const { by, row } = draft;
  const state = granted ? 'granted' : 'refused';
  await queries.requests.rule(request.id, { state, ruled_by: by.actor, ruled_ms: by.at_ms, ruling: reason });
  draft.set({ requests: Math.max(0, row.requests - 1) });
  const { zh, en } = REQUEST_WORDS[request.kind];
  draft.note({
    ...{
      kind: 'ruling',
      detail: { request: request.id, kind: request.kind, granted, reason, unit: request.unit },
    },
    zh: `${granted ? '同意' : '不同意'}${zh}：${reason}`,
    en: `${granted ? 'Granted' : 'Refused'}: ${en}: ${reason}`,
  });
}

/** What was asked for happens with the ruling. */
async function grant(draft: Draft, queries: CaseQueries, request: RequestRow, unit: Staffed | null) {
  const { at_ms, actor: approved_by } = draft.by;
  const { reason, kind, length } = request;
  if (kind === 'extension') extend(draft, request, length ?? 0);
  if (kind === 'pause')
    for (const code of ofAnswer(draft))
      draft.clocks.add(code, { kind: 'paused', at_ms, reason, approved_by });
  if (kind !== 'return') return;
  draft.set({ returns: draft.row.returns + 1 });
  if (unit) await dispatch(draft, queries, unit, '退单改派');
  else await takeBack(draft, queries);
}

/** The closing follows the answer as far as its own rule lets it. */
function extend(draft: Draft, { reason }: RequestRow, asked: number): void {
  const { at_ms, actor: approved_by } = draft.by;
  for (const code of ofAnswer(draft)) {
    const most = draft.clocks.read(code, at_ms)?.rule.extension ?? 0;
    const length = code === draft.code('answer') ? asked : Math.min(asked, most);
    if (length > 0) draft.clocks.add(code, { kind: 'extended', at_ms, length, reason, approved_by });
  }
}

const ofAnswer = (draft: Draft): string[] =>
  ANSWERING.map((name) => draft.code(name)).filter(draft.clocks.isRunning);

/** Back to the hotline, to be dispatched to who has it to do. */
async function takeBack(draft: Draft, queries: CaseQueries): Promise<void> {
  await queries.requests.endOf(draft.row.id);
  const from = draft.row.unit;
  draft.set({ state: 'received', unit: null, dispatched_ms: null, accepted_ms: null, requests: 0 });
  draft.note({
    kind: 'recalled',
    zh: '退回热线重新转办',
    en: 'Back at the hotline, to be dispatched again',
    detail: { from },
  });
}

function clockEntry(code: string, kind: ClockAct['kind'], reason: string) {
  const named = clockWords(code);
  const [zh, en] = {
    paused: ['暂停', 'paused'],
    resumed: ['恢复', 'resumed'],
    extended: ['延长', 'extended'],
  }[kind];
  return {
    ...{ kind: 'clock' as const, detail: { code, act: kind, reason } },
    ...{ zh: `${named.zh}计时${zh}：${reason}`, en: `Clock of the ${named.en} ${en}: ${reason}` },
  };
}

export type Supervision = ReturnType<typeof createSupervision>;
