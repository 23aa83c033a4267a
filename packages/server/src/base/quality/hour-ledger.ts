import { HOUR_MS } from '@opentocc/core/time';
import type { Clock } from '../../kit/clock.ts';
import { withRunning } from './compare.ts';
import type { Counts } from './model.ts';
import { SourceCounts } from './source-counts.ts';
import type { QualityStore, SourceHour } from './store.ts';

/** Counts of every source in memory, written to the database hour by hour. */
export class HourLedger {
  private readonly sources = new Map<number, SourceCounts>();
  private readonly dirty = new Set<number>();

  constructor(
    private readonly store: Pick<QualityStore, 'saveHours' | 'listHours'>,
    private readonly clock: Clock,
  ) {}

  of(source: number): SourceCounts {
    let counts = this.sources.get(source);
    if (!counts) {
      counts = new SourceCounts();
      this.sources.set(source, counts);
    }
    return counts;
  }

  change(source: number, at_ms: number, apply: (counts: Counts) => void): SourceCounts {
    const counts = this.of(source);
    counts.count(at_ms, apply);
    this.dirty.add(source);
    return counts;
  }

  /**
   * Writes what changed; if that fails, the next call writes it.
   * @param then what is written besides
   * @param keep_ms how long an hour stays in memory after its end
   */
  async flush(keep_ms: number, then: () => Promise<void>): Promise<void> {
    const written = [...this.dirty];
    this.dirty.clear();
    const hours = written.flatMap((source) =>
      [...this.of(source).hours].map(([hour_ms, counts]): SourceHour => ({ source, hour_ms, counts })),
    );
    try {
      await this.store.saveHours(hours);
      await then();
    } catch (error) {
      for (const source of written) this.dirty.add(source);
      throw error;
    }
    for (const { source, hour_ms } of hours)
      if (hour_ms + HOUR_MS + keep_ms < this.clock.now()) this.of(source).hours.delete(hour_ms);
  }

  /** Hours that start in [from_ms, to_ms), the running one as it stands, oldest first. */
  async hours(from_ms: number, to_ms: number, source?: number): Promise<SourceHour[]> {
    const stored = await this.store.listHours(from_ms, to_ms, source);
    return withRunning(stored, this.sources, { from_ms, to_ms, source });
  }
}
