import type { Clock } from '../../kit/clock.ts';
import { diagnoseClocks } from './diagnose-clock.ts';
import { diagnosePhones } from './diagnose-phones.ts';
import { diagnosePositions } from './diagnose-position.ts';
import { diagnoseService } from './diagnose-service.ts';
import type { Findings } from './findings.ts';
import type { HourLedger } from './hour-ledger.ts';
import { QUALITY_LIMITS } from './limits.ts';
import type { Counts, DeclaredSource } from './model.ts';
import type { PositionErrors } from './position-errors.ts';
import type { PositionLooks } from './position-looks.ts';
import type { SharedPhones } from './shared-phones.ts';
import { RECENT_MINUTES } from './source-counts.ts';
import type { Diagnosis } from './symptom.ts';
import { clocksOf, type TerminalEvidence } from './terminal-evidence.ts';

export interface JudgeDeps {
  readonly clock: Clock;
  /** Since when anything could be seen, UTC ms. */
  readonly started_ms: number;
  readonly ledger: HourLedger;
  readonly terminals: TerminalEvidence;
  readonly phones: SharedPhones;
  readonly errors: PositionErrors;
  readonly findings: Findings;
  /** Undefined where there are no roads to hold positions against. */
  readonly positions: PositionLooks | undefined;
  readonly sources: () => readonly DeclaredSource[];
  /** What other modules see in the data of their sources. */
  readonly others: () => readonly Diagnosis[];
}

/** Tells what is wrong with the sources by what is known of their data. */
export function createJudge({
  clock,
  started_ms,
  ledger,
  terminals,
  phones,
  errors,
  findings,
  positions,
  sources,
  others,
}: JudgeDeps) {
  function judgeSource(
    { id, quota_per_s, protocol }: DeclaredSource,
    counts: Counts,
    now_ms: number,
  ): Diagnosis[] {
    const source = ledger.of(id);
    const { last_fix_ms } = source;
    const watched_s = Math.min((now_ms - started_ms) / 1000, source.connectedFor_s(now_ms) ?? 0);
    const isWatched = watched_s > QUALITY_LIMITS.phone_shared.value;
    const shared = diagnosePhones({ source: id, refused: phones.of(id), isWatched });
    const service = diagnoseService({
      source: id,
      counts,
      span_s: Math.min(RECENT_MINUTES * 60, Math.max(1, (now_ms - started_ms) / 1000)),
      silent_s: last_fix_ms === null ? null : (now_ms - last_fix_ms) / 1000,
      connected_s: source.connectedFor_s(now_ms),
      quota_per_s,
      isOfDetectors: protocol === 'MQTT',
    });
    return [...shared, ...service];
  }

  /** Looks at everything that is known, writes the clocks into the hour, and opens and closes findings. */
  return async function judge(): Promise<void> {
    const now_ms = clock.now();
    terminals.forget(now_ms);
    phones.forget(now_ms);
    const clocks = terminals.clocks(QUALITY_LIMITS.clock.value);
    for (const [source, judged] of clocks)
      ledger.change(source, now_ms, (counts) => {
        counts.clocks = clocksOf(judged);
      });
    const all = sources();
    const recentOf = (source: number) => ledger.of(source).recent(now_ms, RECENT_MINUTES);
    for (const { id } of all) errors.learn(id, recentOf(id));
    const service = all.flatMap((source) => judgeSource(source, recentOf(source.id), now_ms));
    const places = positions?.looks(all, recentOf, now_ms).flatMap(diagnosePositions) ?? [];
    await findings.take([...diagnoseClocks(clocks), ...service, ...places, ...others()], now_ms);
  };
}
