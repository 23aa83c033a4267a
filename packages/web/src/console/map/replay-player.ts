import { SPEED_UNKNOWN } from '@opentocc/contract/links-topic';
import { decodeLiveFrame } from '@opentocc/contract/live-frame';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@opentocc/core/time';
import { ApiError, callForPart } from '../../ui/api.ts';
import { startOfDay_ms } from '../../ui/format.ts';
import { VehiclesBoard } from '../../ui/live/vehicles-board.ts';
import { createStore, type Store } from '../../ui/store.ts';
import type { Replay, ReplayRange, ReplayState } from './replay.ts';
import { playerStore, replayedStore, restedStore } from './replay-clock.ts';

export const REPLAY_SPEEDS = [1, 5, 15, 30, 60, 120] as const;
/** A replay is of this much before its end, until another range is chosen. */
const TICK_MS = 1000;
/** An address follows what plays in steps of this much. */
const WRITTEN_MS = 600_000;

/** What of the past a part of the picture shows. */
interface Shown {
  readonly lack: ReplayState['lack'];
  readonly left_out: readonly string[];
}

/**
 * Plays a past interval as a picture that the map can show. At most one request is under way: a slow server makes the
 * pictures fewer, never a queue of requests. What could not be had is shown as unknown, never as what was shown before.
 */
class ReplayPlayer implements Replay {
  readonly state: Store<ReplayState>;
  readonly links = {
    state: new Uint8Array(0) as Uint8Array,
    speed_kmh: new Uint8Array(0) as Uint8Array,
    speedOf(link: number): number | null {
      const speed_kmh = this.speed_kmh[link];
      return speed_kmh === undefined || speed_kmh === SPEED_UNKNOWN ? null : speed_kmh;
    },
  };
  readonly vehicles = new VehiclesBoard();
  private readonly listeners = new Set<() => void>();
  private readonly timer: ReturnType<typeof setInterval>;
  private shown_minute_ms = -1;
  private shown_at_ms = -1;
  private shown_links: Shown = { lack: null, left_out: [] };
  private busy = false;
  private readonly stop = new AbortController();

  /**
   * @param at_ms where it begins
   * @param newest_ms the newest instant that is stored
   * @param with_vehicles false for who may not see where vehicles were: their map has links alone
   */
  constructor(
    at_ms: number,
    readonly newest_ms: number,
    readonly with_vehicles: boolean,
  ) {
    const begins_ms = Math.min(at_ms, newest_ms);
    this.state = createStore<ReplayState>({
      ...rangeAround(begins_ms, newest_ms),
      at_ms: begins_ms,
      playing: false,
      loop: false,
      speed: 30,
      lack: null,
      left_out: [],
    });
    this.timer = setInterval(() => this.tick(), TICK_MS);
    this.say();
    void this.show();
  }

  onLinks(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  seek(wanted_ms: number): void {
    const { from_ms, to_ms } = this.state.get();
    const at_ms = Math.min(this.newest_ms, wanted_ms);
    const isWithin = at_ms >= from_ms && at_ms <= to_ms;
    this.update({ at_ms, ...(isWithin ? {} : dayOfReplay(at_ms, this.newest_ms)) });
    void this.show();
  }

  setRange({ from_ms, to_ms }: ReplayRange): void {
    const last_ms = Math.min(this.newest_ms, Math.max(from_ms + MINUTE_MS, to_ms));
    const first_ms = Math.min(from_ms, last_ms - MINUTE_MS);
    const at_ms = Math.min(last_ms, Math.max(first_ms, this.state.get().at_ms));
    this.update({ from_ms: first_ms, to_ms: last_ms, at_ms });
    void this.show();
  }

  setPlaying(playing: boolean): void {
    const { at_ms, from_ms, to_ms } = this.state.get();
    this.update({ playing, at_ms: playing && at_ms >= to_ms ? from_ms : at_ms });
  }

  set(part: Partial<Pick<ReplayState, 'loop' | 'speed'>>): void {
    this.update(part);
  }

  close(): void {
    clearInterval(this.timer);
    this.stop.abort();
    replayedStore.set(null);
    restedStore.set(null);
  }

  private tick(): void {
    if (this.busy) return;
    if (this.state.get().playing) this.advance();
    void this.show();
  }

  private advance(): void {
    const { at_ms, from_ms, to_ms, speed, loop } = this.state.get();
    const next_ms = at_ms + speed * TICK_MS;
    if (next_ms < to_ms) this.update({ at_ms: next_ms });
    else this.update(loop ? { at_ms: from_ms } : { at_ms: to_ms, playing: false });
  }

  private async show(): Promise<void> {
    const { at_ms } = this.state.get();
    if (this.busy || at_ms === this.shown_at_ms) return;
    this.busy = true;
    try {
      const [links, vehicles] = await Promise.all([this.showLinks(at_ms), this.showVehicles(at_ms)]);
      if (this.stop.signal.aborted) return;
      const lack = links.lack ?? (vehicles.lack === 'failed' ? vehicles.lack : null);
      // What failed is asked for again at the next tick.
      if (lack !== 'failed') this.shown_at_ms = at_ms;
      this.update({ lack, left_out: [...links.left_out, ...vehicles.left_out] });
    } catch (error) {
      if (!this.stop.signal.aborted) throw error;
    } finally {
      this.busy = false;
    }
  }

  private async showLinks(at_ms: number): Promise<Shown> {
    const minute_ms = at_ms - (at_ms % MINUTE_MS);
    if (minute_ms === this.shown_minute_ms) return this.shown_links;
    try {
      const { bytes, left_out } = await callForPart(this.stop.signal, 'GET /api/v1/history/replay/:at_ms', {
        params: { at_ms: minute_ms },
      });
      const frame = decodeLiveFrame(bytes);
      if (frame.kind !== 'links_snapshot') throw new RangeError(`replay sent ${frame.kind}`);
      this.links.state = frame.state;
      this.links.speed_kmh = frame.speed_kmh;
      this.shown_links = { lack: null, left_out };
    } catch (error) {
      this.links.state = new Uint8Array(this.links.state.length);
      this.links.speed_kmh = new Uint8Array(0);
      this.shown_links = { lack: lackOf(error), left_out: [] };
    }
    this.shown_minute_ms = this.shown_links.lack === 'failed' ? -1 : minute_ms;
    for (const listener of this.listeners) listener();
    return this.shown_links;
  }

  private async showVehicles(at_ms: number): Promise<Shown> {
    if (!this.with_vehicles) return { lack: null, left_out: [] };
    try {
      const { bytes, left_out } = await callForPart(
        this.stop.signal,
        'GET /api/v1/history/replay/:at_ms/vehicles',
        { params: { at_ms } },
      );
      const frame = decodeLiveFrame(bytes);
      if (frame.kind !== 'vehicles_snapshot') throw new RangeError(`replay sent ${frame.kind}`);
      this.vehicles.follow(frame, performance.now());
      return { lack: null, left_out };
    } catch (error) {
      this.vehicles.clear();
      return { lack: lackOf(error), left_out: [] };
    }
  }

  private update(part: Partial<ReplayState>): void {
    this.state.set({ ...this.state.get(), ...part });
    if (!this.stop.signal.aborted) this.say();
  }

  private say(): void {
    const { at_ms, playing } = this.state.get();
    replayedStore.set(at_ms);
    restedStore.set(playing ? at_ms - (at_ms % WRITTEN_MS) : at_ms);
  }
}

/** @throws what is no answer of the server, such as that the player was closed */
function lackOf(error: unknown): ReplayState['lack'] {
  if (!(error instanceof ApiError)) throw error;
  return error.status === 404 ? 'nothing_stored' : 'failed';
}

/** The hour before the newest instant where that holds the instant, else its day. */
const rangeAround = (at_ms: number, newest_ms: number): ReplayRange =>
  at_ms >= newest_ms - HOUR_MS
    ? { from_ms: newest_ms - HOUR_MS, to_ms: newest_ms }
    : dayOfReplay(at_ms, newest_ms);

/** The day of an instant in the time zone of the city, as far as something is stored. */
export function dayOfReplay(at_ms: number, newest_ms: number): ReplayRange {
  const from_ms = startOfDay_ms(at_ms);
  return { from_ms, to_ms: Math.min(newest_ms, from_ms + DAY_MS) };
}

/** Has the map show a past time: a replay begins, or the one that is on goes there. @param newest_ms what is stored last */
export function replayAt(at_ms: number, newest_ms: number, with_vehicles: boolean): void {
  const running = playerStore.get();
  if (running) running.seek(at_ms);
  else playerStore.set(new ReplayPlayer(at_ms, newest_ms, with_vehicles));
}
