import type { CaseRequestKind } from '@opentocc/contract';
import type { Acting } from '../../../kit/acting.ts';
import { act, readClock } from '../../../kit/clocks/index.ts';
import { ANSWERING } from './case-clocks.ts';
import type { Changer, Draft } from './changes.ts';
import { dueText } from './due-text.ts';
import { casesErrors } from './errors.ts';
import { reachOf } from './reach.ts';
import type { CaseUnits } from './units.ts';
import { REQUEST_WORDS } from './words.ts';

interface Asked {
  readonly version: number;
  readonly kind: CaseRequestKind;
  readonly reason: string;
  readonly length: number | null;
  readonly proposed_unit: string | null;
}

/** What a unit does with the cases that it has to answer. */
export function createHandling({ changer, units }: { readonly changer: Changer; readonly units: CaseUnits }) {
  const reach = ({ session }: Acting) => reachOf(session, 'cases:handle');

  return {
    accept: (acting: Acting, id: number, { version }: { version: number }) =>
      changer.change([{ id, version }], reach(acting), changer.authorOf(acting), async ([draft]) => {
        draft.requires('accept');
        if (draft.row.accepted_ms !== null) throw casesErrors.accepted_already();
        const { at_ms, actor } = draft.by;
        draft.set({ accepted_ms: at_ms });
        draft.clocks.finish([draft.code('first_response')], at_ms, actor);
        draft.note({ kind: 'accepted', zh: '签收', en: 'Accepted', detail: { unit: draft.row.unit } });
      }),
    /** The clock runs on while it waits: the unit acts first, and is ruled on quickly. */
    async request(acting: Acting, id: number, asked: Asked): Promise<void> {
      const { version, kind, reason, proposed_unit } = asked;
      if (proposed_unit !== null && !(await units.isUnit(proposed_unit)))
        throw casesErrors.unknown_unit({ unit: proposed_unit });
      await changer.change(
        [{ id, version }],
        reach(acting),
        changer.authorOf(acting),
        async ([draft], queries) => {
          draft.requires('request');
          check(changer, draft, asked);
          const open = (await queries.requests.listOf(id)).filter(({ state }) => state === 'open');
          if (open.some((one) => one.kind === kind)) throw casesErrors.request_open();
          const { by, row } = draft;
          const length = kind === 'extension' ? asked.length : null;
          const added = await queries.requests.add({
            ...{ case: id, kind, reason, unit: row.unit ?? '', length, author: by.actor, at_ms: by.at_ms },
            ...{ proposed_unit: kind === 'return' ? proposed_unit : null, state: 'open' },
            ...{ ruled_by: null, ruled_ms: null, ruling: null },
          });
          draft.set({ requests: row.requests + 1 });
          const { zh, en } = REQUEST_WORDS[kind];
          draft.note({
            ...{ kind: 'request', detail: { request: added.id, kind, reason, length, proposed_unit } },
            ...{ zh: `申请${zh}：${reason}`, en: `Asked for: ${en}: ${reason}` },
          });
        },
      );
    },
    /** Ends a pause: what was waited for is there. */
    resume: (acting: Acting, id: number, { version, reason }: { version: number; reason: string }) =>
      changer.change([{ id, version }], reach(acting), changer.authorOf(acting), async ([draft]) => {
        const paused = ANSWERING.map((name) => draft.code(name)).filter(draft.clocks.isPaused);
        if (paused.length === 0) throw casesErrors.not_paused();
        for (const code of paused) draft.clocks.add(code, { kind: 'resumed', at_ms: draft.by.at_ms, reason });
        draft.note({
          kind: 'clock',
          zh: `恢复计时：${reason}`,
          en: `Clock resumed: ${reason}`,
          detail: { act: 'resumed', reason },
        });
      }),
  };
}

/** @throws AppError where what is asked for could not be granted either */
function check(changer: Changer, draft: Draft, { kind, length, reason }: Asked): void {
  const { at_ms, actor } = draft.by;
  if (kind === 'return') {
    checkReturn(changer, draft);
    return;
  }
  if (kind === 'extension' && length === null) throw casesErrors.extension_length();
  const approved_by = actor;
  const code = draft.code('answer');
  const events = draft.clocks.all.get(code) ?? [];
  if (kind === 'pause') act(events, { kind: 'paused', at_ms, reason, approved_by }, changer.calendar);
  else act(events, { kind: 'extended', at_ms, reason, approved_by, length: length ?? 0 }, changer.calendar);
}

/** A case is returned soon or not at all. */
function checkReturn({ rule, calendar }: Changer, { row, by }: Draft): void {
  const at_ms = row.dispatched_ms ?? row.received_ms;
  const clock = act([], { kind: 'started', at_ms, rule: rule('return', row, at_ms), why: '' }, calendar);
  const { due_ms } = readClock(clock, calendar, by.at_ms);
  if (due_ms !== null && by.at_ms > due_ms) throw casesErrors.return_late({ due: dueText(due_ms) });
}

export type Handling = ReturnType<typeof createHandling>;
