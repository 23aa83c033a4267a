import { LINK_CLASSES, type RoadNetwork } from '@opentocc/core/network';
import { hash01 } from '@opentocc/testkit/fleet';

/** Windows that the share of its class counts for in that of a link. */
const PRIOR_WINDOWS = 1;

/**
 * How often a fleet passes each link in a window of five minutes, learned from windows that it drove: what is recalled
 * of the days before is then covered as the fleet covers the city now, and a change between the two is one of traffic.
 */
export class FleetCoverage {
  private windows = 0;
  private readonly passed: Uint16Array;
  private readonly passes: Uint32Array;
  private share: Float32Array | null = null;

  constructor(
    private readonly network: RoadNetwork,
    private readonly seed: number,
  ) {
    this.passed = new Uint16Array(network.link_count);
    this.passes = new Uint32Array(network.link_count);
  }

  /** @param samples passes of each link in one window */
  learn(samples: Uint16Array): void {
    this.windows++;
    this.share = null;
    for (let link = 0; link < samples.length; link++) {
      if (samples[link] === 0) continue;
      this.passed[link]++;
      this.passes[link] += samples[link];
    }
  }

  /** Passes of each link in some window; the same for the same window. @param window its number since the epoch */
  passesIn(window: number): Uint16Array {
    this.share ??= this.shares();
    const { share, passed, passes, seed } = this;
    return Uint16Array.from(share, (p, link) =>
      hash01(seed, link, window) < p ? Math.max(1, Math.round(passes[link] / passed[link] || 1)) : 0,
    );
  }

  /** Share of windows in which each link is passed: its own, drawn towards that of its class where little is known. */
  private shares(): Float32Array {
    const { link_class } = this.network;
    const links = new Uint32Array(LINK_CLASSES.length);
    const seen = new Uint32Array(LINK_CLASSES.length);
    for (let link = 0; link < link_class.length; link++) {
      links[link_class[link]]++;
      seen[link_class[link]] += this.passed[link];
    }
    return Float32Array.from(this.passed, (windows, link) => {
      const of_class = seen[link_class[link]] / Math.max(1, links[link_class[link]] * this.windows);
      return (windows + PRIOR_WINDOWS * of_class) / (this.windows + PRIOR_WINDOWS);
    });
  }
}
