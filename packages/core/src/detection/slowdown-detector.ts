import type { RoadNetwork } from '../network/index.ts';
import { IncidentHeads } from './incident-heads.ts';
import { type DetectionWindow, LinkEvidence } from './link-evidence.ts';
import type { LinkNormal } from './link-normals.ts';
import { DEFAULT_DETECTION, type DetectionOptions } from './options.ts';
import { SlowRuns } from './slow-runs.ts';
import { type SlowStretch, SlowStretches } from './slow-stretches.ts';
import { type SlowdownShape, shapeOf } from './slowdown-shape.ts';

export interface Slowdown extends SlowdownShape {
  readonly id: number;
  readonly began_ms: number;
  readonly links: readonly number[];
  /** ln of the odds, all links together. */
  readonly evidence: number;
  /** Where an incident stands now; the first of them is the head. */
  readonly heads: readonly number[];
}

export interface SlowdownChanges {
  readonly began: readonly Slowdown[];
  /** Those that go on, as they are now. */
  readonly going: readonly Slowdown[];
  readonly ended: readonly { readonly id: number; readonly into: number | null }[];
}

/**
 * Our detector: evidence of each link against its own usual speed ({@link LinkEvidence}), pooled over links that hang together
 * ({@link SlowStretches}), named by its shape, and by what the newest minutes say of a head ({@link IncidentHeads}). One minute of 20,000 links takes a few ms. Model, sources and figures:
 * `docs/detection.md`.
 */
export class SlowdownDetector {
  readonly evidence: LinkEvidence;
  readonly #network: RoadNetwork;
  readonly #runs: SlowRuns;
  readonly #heads: IncidentHeads;
  readonly #stretches: SlowStretches;

  constructor(network: RoadNetwork, options: Partial<DetectionOptions> = {}) {
    const all = { ...DEFAULT_DETECTION, ...options };
    this.#network = network;
    this.evidence = new LinkEvidence(network.link_class, all);
    this.#runs = new SlowRuns(network.link_class, all);
    this.#heads = new IncidentHeads(network, all);
    this.#stretches = new SlowStretches(network, all);
  }

  advance(window: DetectionWindow, normal: LinkNormal): SlowdownChanges {
    this.evidence.advance(window, normal);
    this.#runs.advance(window.fresh, normal);
    const heads = this.#heads.advance(this.#runs, normal, window.end_ms);
    const { began, ended, merged } = this.#stretches.advance(this.evidence, window.end_ms, heads);
    const fresh = new Set(began);
    return {
      began: began.map((stretch) => this.#slowdownOf(stretch)),
      going: this.#stretches.signals.filter((one) => !fresh.has(one)).map((one) => this.#slowdownOf(one)),
      ended: [
        ...ended.map(({ id }) => ({ id, into: null })),
        ...merged.map(({ gone, into }) => ({ id: gone.id, into: into.id })),
      ],
    };
  }

  #slowdownOf({ id, began_ms, links, evidence, head, heads }: SlowStretch): Slowdown {
    return { id, began_ms, links, evidence, heads, ...shapeOf(this.#network, links, this.evidence, head) };
  }
}
