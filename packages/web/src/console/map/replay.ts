import type { CityPicture } from '../../ui/map/map-layer.ts';
import type { Store } from '../../ui/store.ts';

/** An interval of the past, UTC ms, both ends included. */
export interface ReplayRange {
  readonly from_ms: number;
  readonly to_ms: number;
}

export interface ReplayState extends ReplayRange {
  readonly at_ms: number;
  readonly playing: boolean;
  /** Whether it begins again at the end of its range. */
  readonly loop: boolean;
  /** Seconds of the past shown in one second. */
  readonly speed: number;
  /** Why the picture is empty: nothing is stored of that time, or what is stored could not be had. Null where it is not. */
  readonly lack: 'nothing_stored' | 'failed' | null;
  /** Damaged files that the picture lacks. */
  readonly left_out: readonly string[];
}

/** A past time as the map shows it, and how it goes on. */
export interface Replay extends CityPicture {
  readonly state: Store<ReplayState>;
  /** The newest instant that is stored, UTC ms. */
  readonly newest_ms: number;
  /** False for who may not see where vehicles were: their map has links alone. */
  readonly with_vehicles: boolean;
  /** Shows another instant; one outside the range takes the range of its day with it. */
  seek(wanted_ms: number): void;
  /** Plays this interval from now on; what is shown moves into it. */
  setRange(range: ReplayRange): void;
  /** Begins at the start of the range where it had come to its end. */
  setPlaying(playing: boolean): void;
  set(part: Partial<Pick<ReplayState, 'loop' | 'speed'>>): void;
  close(): void;
}
