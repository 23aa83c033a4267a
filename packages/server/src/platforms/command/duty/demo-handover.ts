import type { DutyRoster, Handover, HandoverLine, HandoverSummary } from '@opentocc/contract';
import { HOUR_MS } from '@opentocc/core/time';
import type { DemoOfficer } from '../../../kit/demo.ts';

/** The officers at their screens, by principal. */
export type Sides = Map<string, DemoOfficer>;

/** What a caller was promised in each shift; it is in no module, so that it is written by hand. */
const PROMISE = '来电人询问施工占道何时结束：答应本班内电话回复';
const REFUSAL = '没有写来电人的称呼和回复的号码，无法回复';
const ANSWER = '已补记：来电人陈女士，号码在话务台今日来话第 3 条；施工单位答复 18 点前撤场';
/** Rounds of accepting what came up meanwhile before the shift is taken over at the next look. */
const MOST_ROUNDS = 10;
/** Lines of a round that are accepted one by one. */
const MOST_SINGLE = 12;

/**
 * Hands a post over to whom the roster names for the shift, as its two officers do at their screens: one line is refused,
 * answered and then accepted, the others are accepted one by one. Nothing where others stand there, or it is done.
 * @throws Error when the platform refuses a step; the next attempt goes on with the same handover
 */
export async function handOver(post: number, sides: Sides, shift_ms: number): Promise<void> {
  const [any] = sides.values();
  if (!any) return;
  const [before, after] = await whoChanges(any, post, shift_ms);
  const [out, next] = [sides.get(before), sides.get(after)];
  if (!out || !next || out === next) return;
  const begun = await findHandover(any, post, after, shift_ms);
  if (begun?.state === 'closed') return;
  const id = begun?.id ?? (await begin(out, post, after));
  await refuseOnce(id, out, next);
  await acceptAll(id, next);
}

/** Principals before and after the begin of a shift; empty where it is not one person. */
async function whoChanges(
  officer: DemoOfficer,
  post: number,
  shift_ms: number,
): Promise<[before: string, after: string]> {
  const span = `from_ms=${shift_ms - HOUR_MS}&to_ms=${shift_ms + HOUR_MS}`;
  const { schedule } = await officer.call<DutyRoster>('GET', `/duty/posts/${post}/roster?${span}`);
  const at = (time_ms: number) => {
    const people = schedule.find(({ from_ms, to_ms }) => from_ms <= time_ms && time_ms < to_ms)?.people ?? [];
    return people.length === 1 ? people[0] : '';
  };
  return [at(shift_ms - 1), at(shift_ms)];
}

/** The handover of a shift that was begun already, as before a restart. */
async function findHandover(officer: DemoOfficer, post: number, incoming: string, shift_ms: number) {
  const all = await officer.call<HandoverSummary[]>('GET', '/duty/handovers');
  return all.find(
    (one) =>
      one.post === post &&
      one.incoming === incoming &&
      one.begun_ms >= shift_ms - HOUR_MS &&
      one.state !== 'cancelled',
  );
}

async function begin(out: DemoOfficer, post: number, incoming: string): Promise<number> {
  const { id } = await out.call<Handover>('POST', '/duty/handovers', { post, incoming });
  await out.call('POST', `/duty/handovers/${id}/lines`, { kind: 'promise', text: PROMISE });
  return id;
}

const waitingOf = ({ lines }: Handover): HandoverLine[] => lines.filter(({ state }) => state === 'waiting');

/** The promise is not clear: it is refused with a reason, and what was missing is answered. */
async function refuseOnce(id: number, out: DemoOfficer, next: DemoOfficer): Promise<void> {
  const url = `/duty/handovers/${id}`;
  const { lines } = await next.call<Handover>('GET', url);
  const promise = lines.find(({ kind, note }) => kind === 'promise' && note === '');
  if (promise?.state === 'waiting') {
    const refusal = { line: promise.id, reason: 'records', text: REFUSAL };
    await next.call('POST', `${url}/refusals`, refusal);
  }
  const refused = (await out.call<Handover>('GET', url)).lines.filter(({ state }) => state === 'refused');
  for (const { id: line } of refused) await out.call('POST', `${url}/answers`, { line, text: ANSWER });
}

/** Accepts line by line, what there is beyond many at once, until none is left; then takes over. */
async function acceptAll(id: number, next: DemoOfficer): Promise<void> {
  const url = `/duty/handovers/${id}`;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const waiting = waitingOf(await next.call<Handover>('GET', url));
    if (waiting.length === 0) break;
    const ids = waiting.map(({ id: line }) => line);
    const [single, rest] = [ids.slice(0, MOST_SINGLE), ids.slice(MOST_SINGLE)];
    // What ended in this moment is refused; the next round looks at what is left.
    for (const lines of [...single.map((line) => [line]), ...(rest.length > 0 ? [rest] : [])])
      await next.call('POST', `${url}/acceptances`, { lines }).catch(() => undefined);
  }
  await next.call('POST', `${url}/closing`);
}
