import type { RoadNetwork } from '@opentocc/core/network';
import { type WorldCity, WorldFeed } from '../world/index.ts';
import { Following } from './following.ts';
import type { RosterEntry } from './roster.ts';
import type { TravelTruth } from './travel-truth.ts';

export interface FollowWorldOptions {
  readonly network: RoadNetwork;
  readonly world: WorldCity;
  readonly truth: TravelTruth;
  readonly roster: readonly RosterEntry[];
  readonly from_ms: number;
  readonly step_ms?: number;
}

/** How far passages are simulated before who drives them, so that who is held up on a long link is known to leave it. */
const AHEAD_MS = 25 * 60_000;

/** A fleet that follows a world which is simulated as it is needed. */
export function followWorld({ world, roster, ...options }: FollowWorldOptions): Following {
  const feed = new WorldFeed(
    world,
    roster.map(({ vehicle_class }) => vehicle_class),
    options.from_ms,
  );
  return new WorldFollowing(feed, { ...options, model: world.roads.passages, count: roster.length });
}

class WorldFollowing extends Following {
  readonly #feed: WorldFeed;

  constructor(feed: WorldFeed, options: ConstructorParameters<typeof Following>[0]) {
    super(options);
    this.#feed = feed;
  }

  override step(): void {
    while (this.#feed.until_ms < this.now_ms + this.step_ms + AHEAD_MS) this.take(this.#feed.advance());
    super.step();
  }
}
