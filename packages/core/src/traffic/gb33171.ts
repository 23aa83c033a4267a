import { type IndexBands, interpolate, type Provenance } from './bands.ts';

/** Which measure of GB/T 33171 the index is read from: the share of severe kilometres, the TTI or the DTP. */
export type GbAnnex = 'A' | 'B' | 'C';

/** Parameters of GB/T 33171-2016 城市交通运行状况评价规范. */
export interface Gb33171 extends Provenance {
  /** Lower bounds, exclusive, of v/v_f of the states free, mostly free, light, moderate; the rest is severe. */
  readonly state_above: readonly [number, number, number, number];
  /** The annex in force for published values. */
  readonly annex: GbAnnex;
  readonly annexes: Readonly<Record<GbAnnex, IndexBands & Pick<Provenance, 'certainty' | 'assumed'>>>;
}

const INDEX = [0, 2, 4, 6, 8, 10];

/** GB/T 33171-2016 as known to us; that the index is linear inside a band is common usage, not confirmed. */
export const GB_33171_2016: Gb33171 = {
  standard: 'GB/T 33171-2016',
  version: '2016',
  source: 'GB/T 33171-2016 clauses 5–6, annex C; annexes A and B from one secondary source each',
  certainty: 'A',
  assumed: false,
  state_above: [0.7, 0.5, 0.4, 0.3],
  annex: 'C',
  annexes: {
    A: { at: [0, 0.04, 0.08, 0.11, 0.14, 0.24], index: INDEX, certainty: 'C', assumed: true },
    B: { at: [1, 1.3, 1.6, 1.9, 2.2, 2.5], index: INDEX, certainty: 'C', assumed: true },
    C: { at: [0, 0.3, 0.5, 0.6, 0.7, 1], index: INDEX, certainty: 'A', assumed: false },
  },
};

/** The state of a link by the ratio of its speed to its free-flow speed, both km/h: 1 free … 5 severe. */
export function trafficStateOf({ state_above }: Gb33171, speed_kmh: number, free_flow_kmh: number): number {
  const ratio = speed_kmh / free_flow_kmh;
  for (let state = 1; state <= state_above.length; state++) if (ratio > state_above[state - 1]) return state;
  return 5;
}

/** What the annexes read an index from. */
export interface GbMeasures {
  /** Share of severe kilometres, 0–1. */
  readonly severe_share: number;
  /** Travel time index, ≥ 1. */
  readonly tti: number;
  /** Delay time proportion, 0–1. */
  readonly dtp: number;
}

/** The index of GB/T 33171, 0–10, by one of its annexes. */
export function gbIndexOf({ annexes }: Gb33171, annex: GbAnnex, measures: GbMeasures): number {
  if (annex === 'A') return interpolate(annexes.A, measures.severe_share);
  return annex === 'B' ? interpolate(annexes.B, measures.tti) : interpolate(annexes.C, measures.dtp);
}
