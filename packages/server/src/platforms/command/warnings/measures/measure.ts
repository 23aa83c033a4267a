import type { WarningMeasure } from '@opentocc/contract';
import type { City, PastColumn } from '../city.ts';
import type { Space } from '../spaces/index.ts';

/** A measure: what it is called, how it is read now, and how its past is read. One file each. */
export interface Measure extends WarningMeasure {
  /** Fills the values of now; NaN where there is none. The column has the size of the space. */
  read(city: City, space: Space, now_ms: number, column: Float32Array): void;
  /**
   * Its past in [from_ms, to_ms), oldest first; absent where none is stored.
   * @param members subjects that are asked about; null means all
   */
  past?(
    city: City,
    space: Space,
    members: Uint32Array | null,
    from_ms: number,
    to_ms: number,
  ): AsyncIterable<PastColumn>;
}

const text = (zh: string, en: string) => ({ zh, en });
export const KMH = text('km/h', 'km/h');
export const MINUTES = text('分钟', 'min');
export const TIMES = text('倍', '×');
export const POINTS = text('分（0–10）', 'of 10');
export const LINKS = text('条路段', 'links');

/** Step at which speeds of links are stored, s. */
export const SLOT_S = 900;
/** Step at which values of groups are stored, s. */
export const GROUP_STEP_S = 300;
