import type { PlatformDiscipline, PlatformRequest } from '@opentocc/contract';
import { maskName } from '../accounts/index.ts';
import { maskPlate } from '../sources/index.ts';
import type { RequestRow } from './request-store.ts';

/** A question as screens show it: names and plates masked. */
export function shownRequest({ plate, responder, ...row }: RequestRow, now_ms: number): PlatformRequest {
  return {
    ...row,
    plate: plate && maskPlate(plate),
    responder: responder && maskName(responder),
    state: stateOf(row, now_ms),
  };
}

type Times = Pick<RequestRow, 'source' | 'asked_ms' | 'due_ms' | 'answered_ms'>;

function stateOf({ answered_ms, due_ms }: Omit<Times, 'source'>, now_ms: number): PlatformRequest['state'] {
  if (answered_ms !== null) return answered_ms <= due_ms ? 'answered' : 'late';
  return now_ms < due_ms ? 'waiting' : 'unanswered';
}

/** How each platform answers. */
export function disciplineOf(times: readonly Times[], now_ms: number): PlatformDiscipline[] {
  return [...new Set(times.map(({ source }) => source))].map((source) => {
    const own = times.filter((one) => one.source === source);
    const count = (state: PlatformRequest['state']) =>
      own.filter((one) => stateOf(one, now_ms) === state).length;
    const waits_s = own
      .flatMap(({ answered_ms, asked_ms }) => (answered_ms === null ? [] : [(answered_ms - asked_ms) / 1000]))
      .sort((a, b) => a - b);
    return {
      ...{ source, asked: own.length, answered: count('answered'), late: count('late') },
      ...{ unanswered: count('unanswered'), answer_p50_s: waits_s.at(waits_s.length >> 1) ?? null },
    };
  });
}
