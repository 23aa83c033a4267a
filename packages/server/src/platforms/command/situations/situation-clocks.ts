import type { ClockRule, EventLevel, FilingKind, SituationState } from '@opentocc/contract';
import type { WorkingCalendar } from '../../../kit/calendar/index.ts';
import { ClockSet, type Clocks, ruleAt } from '../../../kit/clocks/index.ts';
import { reopens } from './model.ts';
import { isDueAt } from './rules.ts';

/** What happens to a situation, as its clocks see it. */
export interface ClockMoment {
  readonly at_ms: number;
  readonly received_ms: number;
  readonly by: string;
  readonly level: EventLevel | null;
  readonly state: SituationState;
}

/** The clocks of a situation while something happens to it. */
export class SituationClocks extends ClockSet {
  constructor(
    clocks: Clocks,
    calendar: WorkingCalendar,
    /** By which clocks begin. */
    private readonly rules: readonly ClockRule[],
  ) {
    super(clocks, calendar);
  }

  /** By the rule of that day. */
  begin(code: string, from_ms: number, why: string): void {
    if (this.has(code)) return;
    this.start(code, from_ms, ruleAt(this.rules, code.split(':')[0], from_ms), why);
  }

  /** Those of a name that run: "follow_up:2" is one of "follow_up". */
  running = (names: readonly string[]): string[] =>
    this.runningCodes().filter((code) => names.includes(code.split(':')[0]));
}

const ALL = ['response', 'first', 'first_ministry', 'follow_up', 'final', 'review'];

/** A report opened the situation. */
export function onReceived(clocks: SituationClocks, { received_ms }: ClockMoment): void {
  clocks.begin('response', received_ms, '接报 received');
}

export function onMoved(
  clocks: SituationClocks,
  from: SituationState,
  moment: ClockMoment,
  reason: string,
): void {
  const { at_ms, state } = moment;
  if (reopens(from, state)) {
    onReopened(clocks, from, moment, reason);
    return;
  }
  if (state === 'dismissed') clocks.withdraw(clocks.running(ALL), at_ms, `排除 dismissed: ${reason}`);
  if (state === 'responding') clocks.finish(['response'], moment.at_ms, moment.by);
  if (state === 'cleared') onCleared(clocks, moment);
  if (state === 'reviewed') clocks.finish(['review'], moment.at_ms, moment.by);
}

function onCleared(clocks: SituationClocks, moment: ClockMoment): void {
  const { at_ms, level } = moment;
  clocks.finish(['response'], moment.at_ms, moment.by);
  clocks.withdraw(clocks.running(['follow_up']), at_ms, '解除 cleared');
  restart(clocks, 'review', at_ms);
  if (isDueAt('final', level)) restart(clocks, 'final', at_ms);
}

/** The clock of what follows the end: begun, or going on where a reopening stopped it. */
function restart(clocks: SituationClocks, code: string, at_ms: number): void {
  if (clocks.has(code)) clocks.reopen(code, at_ms, '再次解除 cleared again');
  else clocks.begin(code, at_ms, '解除 cleared');
}

function onReopened(
  clocks: SituationClocks,
  from: SituationState,
  moment: ClockMoment,
  reason: string,
): void {
  const { at_ms, level } = moment;
  if (from === 'dismissed') clocks.reopen('response', at_ms, reason);
  clocks.withdraw(['review', 'final'], at_ms, `重新打开 opened again: ${reason}`);
  setLevel(clocks, level, moment);
}

/** Reports upwards are due by the level, from when the situation was received. */
export function setLevel(clocks: SituationClocks, level: EventLevel | null, moment: ClockMoment): void {
  const { at_ms, received_ms, state } = moment;
  for (const code of ['first', 'first_ministry'] as const) {
    if (!isDueAt(code, level)) clocks.withdraw([code], at_ms, '级别变更 level changed');
    else if (clocks.has(code)) reopenWithdrawn(clocks, code, at_ms);
    else clocks.begin(code, received_ms, '定级 level set');
  }
  if (!isDueAt('follow_up', level))
    clocks.withdraw(clocks.running(['follow_up']), at_ms, '级别变更 level changed');
  if (!isDueAt('final', level)) clocks.withdraw(['final'], at_ms, '级别变更 level changed');
  else if (state === 'cleared' || state === 'reviewed') restart(clocks, 'final', at_ms);
}

function reopenWithdrawn(clocks: SituationClocks, code: string, at_ms: number): void {
  if (clocks.wasWithdrawn(code)) clocks.reopen(code, at_ms, '级别变更 level changed');
}

/** A report upwards went out: its clock is met, and the next one begins where daily reports are due. */
export function onFiled(clocks: SituationClocks, kind: FilingKind, filed: number, moment: ClockMoment): void {
  const { at_ms, level, state } = moment;
  if (kind === 'final') {
    clocks.finish(['final'], moment.at_ms, moment.by);
    return;
  }
  const met = clocks
    .runningCodes()
    .filter((code) => code.startsWith(kind === 'first' ? 'first' : 'follow_up:'));
  clocks.finish(met, at_ms, moment.by);
  const goesOn = state !== 'cleared' && state !== 'reviewed';
  if (goesOn && isDueAt('follow_up', level))
    clocks.begin(`follow_up:${filed}`, at_ms, '上一次报送 last report');
}
