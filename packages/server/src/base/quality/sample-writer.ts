import type { Clock } from '../../kit/clock.ts';
import type { RejectSamples } from './reject-samples.ts';
import type { QualityStore } from './store.ts';

/** Samples change with every second, so they are written less often than counts. */
const SAMPLES_MS = 60_000;

/** Writes examples of rejected records, one write at a time: two of the same hour would both put their samples. */
export class SampleWriter {
  private saving: Promise<void> = Promise.resolve();
  private saved_ms = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly samples: RejectSamples,
    private readonly store: Pick<QualityStore, 'saveRejects'>,
    private readonly clock: Clock,
  ) {}

  save(): Promise<void> {
    const save = () => this.write();
    this.saving = this.saving.then(save, save);
    return this.saving;
  }

  /** Writes them when it has been long enough. */
  async saveWhenDue(): Promise<void> {
    if (this.clock.now() - this.saved_ms >= SAMPLES_MS) await this.save();
  }

  private async write(): Promise<void> {
    const changed = this.samples.changed();
    await this.store.saveRejects(changed);
    this.samples.written(changed, this.clock.now());
    this.saved_ms = this.clock.now();
  }
}
