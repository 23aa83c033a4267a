import type { PlatformRequestKind } from '@opentocc/contract';
import type { Message } from '@opentocc/protocols/jt809';
import type { GivenAnswer, RequestRow } from './request-store.ts';

/** A question that is out, with the serial of its frame; null where it was asked before a restart. */
interface Open {
  readonly request: RequestRow;
  readonly serial: number | null;
}

/** What an answer says of the question that it belongs to. */
interface Clue {
  readonly kind: PlatformRequestKind;
  /** Number of the question, which 2011 repeats. */
  readonly id?: number;
  /** Serial of the frame of the question, which 2019 repeats. */
  readonly serial?: number;
  readonly plate?: string;
}

/** An answer is looked for so long after its time is over. */
const REMEMBERED_MS = 86_400_000;

/** Questions to platforms that have no answer yet, and which of them an answer belongs to. */
export class Asked {
  readonly #open = new Map<number, Open[]>();

  add(request: RequestRow, serial: number | null): void {
    this.#open.set(request.source, [...this.of(request.source), { request, serial }]);
  }

  of(source: number): readonly Open[] {
    return this.#open.get(source) ?? [];
  }

  /** Questions whose time is not over. */
  waiting(source: number, now_ms: number): number {
    return this.of(source).filter(({ request }) => request.due_ms > now_ms).length;
  }

  /** Takes the question of an answer out: that of its number, its serial or its vehicle, else the only one of its kind. */
  settle(source: number, clue: Clue): RequestRow | undefined {
    const all = this.of(source);
    const own = all.filter(({ request }) => request.kind === clue.kind);
    const found =
      own.find(({ request }) => clue.id !== undefined && clue.id > 0 && request.id === clue.id) ??
      own.find(({ serial }) => clue.serial !== undefined && serial === clue.serial) ??
      own.find(({ request }) => clue.plate !== undefined && request.plate === clue.plate) ??
      (own.length === 1 ? own[0] : undefined);
    if (found)
      this.#open.set(
        source,
        all.filter((one) => one !== found),
      );
    return found?.request;
  }

  forget(now_ms: number): void {
    for (const [source, all] of this.#open)
      this.#open.set(
        source,
        all.filter(({ request }) => request.due_ms + REMEMBERED_MS > now_ms),
      );
  }
}

/** What a message answers, and what with; undefined where it is no answer. */
export function answerOf(
  message: Message,
  plate: string | undefined,
  at_ms: number,
): { readonly clue: Clue; readonly given: GivenAnswer } | undefined {
  const serial = 'to_serial' in message ? message.to_serial : undefined;
  const nothing = { at_ms, result: null, answer: null, responder: null };
  switch (message.kind) {
    case 'post_check_answer': {
      const id = 'info_id' in message ? message.info_id : undefined;
      const responder = message.responder || null;
      const given = { ...nothing, answer: message.text.slice(0, MOST_TEXT), responder };
      return { clue: { kind: 'post_check', id, serial }, given };
    }
    case 'supervision_answer':
      return {
        clue: { kind: 'supervision', id: message.supervision_id, serial, plate },
        given: { ...nothing, result: message.result },
      };
    case 'driver_answer':
      return { clue: { kind: 'driver', serial, plate }, given: nothing };
    case 'waybill_answer':
      return { clue: { kind: 'waybill', serial, plate }, given: nothing };
    case 'live_answer': {
      const { result, host, port } = message;
      const answer = result === 0 ? `${host}:${port}` : null;
      return { clue: { kind: 'live', plate }, given: { ...nothing, result, answer } };
    }
    default:
      return undefined;
  }
}

export const MOST_TEXT = 2000;
