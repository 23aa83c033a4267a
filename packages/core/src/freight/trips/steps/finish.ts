import { end, enter, type Moment, raise } from '../moment.ts';
import { closeVisit } from './close-visit.ts';

/** The trip came to its end: what it must have done and did not do is an alarm. */
export function finish(moment: Moment): void {
  const { state, plan } = moment;
  if (state.stage === 'over') return;
  close(moment);
  const missed = plan.stops.filter(
    ({ must, code }) =>
      must && !state.gates.includes(code) && !state.stays.some((stay) => stay.code === code),
  );
  if (missed.length > 0)
    raise(moment, 'missed_stop', null, { missed: missed.map(({ code }) => code).join(', ') });
}

/** The trip is over, also where it was called off: what was going on ends. */
export function close(moment: Moment): void {
  const { state, at_ms } = moment;
  if (state.stage === 'over') return;
  closeVisit(state);
  enter(moment, 'over');
  const last = state.off_route.at(-1);
  if (last !== undefined) last.to_ms ??= at_ms;
  for (const kind of ['off_route', 'long_stay', 'silent', 'speeding', 'overdue'] as const) end(moment, kind);
  [state.stand, state.leaving, state.speeding] = [null, null, null];
}

/** Still on its way when it had to be back. */
export function watchReturn(moment: Moment): void {
  const { plan, state, at_ms } = moment;
  const by_ms = plan.watch.return_by_ms;
  if (by_ms === null || state.stage === 'over' || at_ms < by_ms) return;
  raise(
    moment,
    'overdue',
    null,
    { by_ms, minutes: Math.round((at_ms - by_ms) / 60_000) },
    { began_ms: by_ms },
  );
}
