import { decodeLiveFrame } from '@opentocc/contract/live-frame';
import { ApiError, callForPart } from '../../ui/api.ts';
import { VehiclesBoard } from '../../ui/live/vehicles-board.ts';
import type { CityPicture } from '../../ui/map/map-layer.ts';
import { createStore, type Store } from '../../ui/store.ts';

export const REPLAY_SPEEDS = [1, 5, 15, 30, 60] as const;
const MINUTE_MS = 60_000;
/** A replay begins this long before its end. */
const HOUR_MS = 3_600_000;
const TICK_MS = 1000;

export interface ReplayState {
  readonly at_ms: number;
  readonly playing: boolean;
  /** Seconds of the past shown in one second. */
  readonly speed: number;
  /** True when nothing is stored for the time shown. */
  readonly missing: boolean;
  /** Damaged files that the picture lacks. */
  readonly left_out: readonly string[];
}

/** The replay that the map shows, or null while the map is live. */
export const playerStore = createStore<ReplayPlayer | null>(null);

/**
 * Plays a past interval as a picture that the map can show. At most one request is under way: a slow server makes the pictures fewer, never a
 * queue of requests.
 */
export class ReplayPlayer implements CityPicture {
  readonly state: Store<ReplayState>;
  readonly links: { state: Uint8Array } = { state: new Uint8Array(0) };
  readonly vehicles = new VehiclesBoard();
  private readonly listeners = new Set<() => void>();
  private readonly timer: ReturnType<typeof setInterval>;
  private shown_minute_ms = -1;
  private shown_at_ms = -1;
  private links_left_out: readonly string[] = [];
  private busy = false;
  private readonly stop = new AbortController();

  /** @param with_vehicles false for who may not see where vehicles were: their map has links alone. */
  constructor(
    readonly span: { from_ms: number; to_ms: number },
    readonly with_vehicles: boolean,
  ) {
    const at_ms = Math.max(span.from_ms, span.to_ms - HOUR_MS);
    this.state = createStore<ReplayState>({ at_ms, playing: false, speed: 30, missing: false, left_out: [] });
    this.timer = setInterval(() => this.tick(), TICK_MS);
    void this.show();
  }

  onLinks(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  seek(at_ms: number): void {
    const { from_ms, to_ms } = this.span;
    this.update({ at_ms: Math.min(to_ms, Math.max(from_ms, at_ms)) });
    void this.show();
  }

  setPlaying(playing: boolean): void {
    this.update({ playing });
  }

  setSpeed(speed: number): void {
    this.update({ speed });
  }

  close(): void {
    clearInterval(this.timer);
    this.stop.abort();
  }

  private tick(): void {
    const { playing, at_ms, speed } = this.state.get();
    if (playing && !this.busy) this.seek(at_ms + speed * TICK_MS);
    else if (!this.busy) void this.show();
    if (at_ms >= this.span.to_ms) this.setPlaying(false);
  }

  private async show(): Promise<void> {
    const { at_ms } = this.state.get();
    if (this.busy || at_ms === this.shown_at_ms) return;
    this.busy = true;
    try {
      const [vehicles_left_out] = await Promise.all([
        this.with_vehicles ? this.showVehicles(at_ms) : [],
        this.showLinks(at_ms),
      ]);
      this.shown_at_ms = at_ms;
      this.update({ missing: false, left_out: [...this.links_left_out, ...vehicles_left_out] });
    } catch (error) {
      if (this.stop.signal.aborted) return;
      if (!(error instanceof ApiError)) throw error;
      this.shown_at_ms = at_ms;
      this.update({ missing: true, left_out: [] });
    } finally {
      this.busy = false;
    }
  }

  private async showLinks(at_ms: number): Promise<void> {
    const minute_ms = at_ms - (at_ms % MINUTE_MS);
    if (minute_ms === this.shown_minute_ms) return;
    const { bytes, left_out } = await callForPart(this.stop.signal, 'GET /api/v1/history/replay/:at_ms', {
      params: { at_ms: minute_ms },
    });
    const frame = decodeLiveFrame(bytes);
    if (frame.kind !== 'links_snapshot') throw new RangeError(`replay sent ${frame.kind}`);
    this.shown_minute_ms = minute_ms;
    this.links_left_out = left_out;
    this.links.state = frame.state;
    for (const listener of this.listeners) listener();
  }

  /** @returns the damaged files that the vehicles lack */
  private async showVehicles(at_ms: number): Promise<readonly string[]> {
    const { bytes, left_out } = await callForPart(
      this.stop.signal,
      'GET /api/v1/history/replay/:at_ms/vehicles',
      { params: { at_ms } },
    );
    const frame = decodeLiveFrame(bytes);
    if (frame.kind !== 'vehicles_snapshot') throw new RangeError(`replay sent ${frame.kind}`);
    this.vehicles.follow(frame, performance.now());
    return left_out;
  }

  private update(part: Partial<ReplayState>): void {
    this.state.set({ ...this.state.get(), ...part });
  }
}

/** Has the map show a past time: a replay begins, or the one that is on goes there. @param span what is stored */
export function replayAt(at_ms: number, span: ReplayPlayer['span'], with_vehicles: boolean): void {
  const running = playerStore.get();
  const player = running ?? new ReplayPlayer(span, with_vehicles);
  player.seek(at_ms);
  if (!running) playerStore.set(player);
}
