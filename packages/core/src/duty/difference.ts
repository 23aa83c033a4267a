import type { Segment } from './schedule.ts';
import type { Span } from './span.ts';

/** A part of a span in which a change of the roster puts others on duty. */
export interface RosterDifference extends Span {
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** Where two schedules of the same span have other people on duty. */
export function differenceOf(before: readonly Segment[], after: readonly Segment[]): RosterDifference[] {
  const found: RosterDifference[] = [];
  for (let i = 0, k = 0; i < before.length && k < after.length; ) {
    const [a, b] = [before[i], after[k]];
    const part = {
      from_ms: Math.max(a.from_ms, b.from_ms),
      to_ms: Math.min(a.to_ms, b.to_ms),
      ...{ before: a.people, after: b.people },
    };
    if (a.people.join() !== b.people.join()) add(found, part);
    if (a.to_ms <= part.to_ms) i++;
    if (b.to_ms <= part.to_ms) k++;
  }
  return found;
}

function add(found: RosterDifference[], part: RosterDifference): void {
  const last = found.at(-1);
  const goesOn =
    last?.to_ms === part.from_ms &&
    last.before.join() === part.before.join() &&
    last.after.join() === part.after.join();
  if (last && goesOn) found[found.length - 1] = { ...last, to_ms: part.to_ms };
  else found.push(part);
}
