import type { IndexScope, IndexValue, WorstRoad } from '@opentocc/contract';
import { MINUTE_MS } from '@opentocc/core/time';
import type { LinkStates } from '@opentocc/core/traffic';
import type { Area } from '../../kit/area.ts';
import type { Computed, IndexNow } from './index-now.ts';

/** Minutes whose values are held: a screen that replays asks for several scopes of one minute. */
const HELD = 4;

export interface IndexThenDeps {
  /** States of links in the window that ended last before an instant. @throws AppError when none is stored of that minute */
  readonly statesAt: (at_ms: number) => Promise<LinkStates>;
  readonly now: Pick<IndexNow, 'compute' | 'worstOf'>;
}

/** The indices of a past minute, computed from the stored states of the links by the configuration of that time. */
export class IndexThen {
  /** By minute, the one asked for last at the end. */
  private readonly held = new Map<number, Promise<Computed>>();

  constructor(private readonly deps: IndexThenDeps) {}

  /** All values of a scope, links excepted. @throws AppError when nothing is stored of that minute */
  async current(scope: IndexScope, at_ms: number): Promise<IndexValue[]> {
    const { values } = await this.at(at_ms);
    return values.filter((value) => value.scope === scope);
  }

  /** The most congested roads within an area, worst first. @throws AppError when nothing is stored of that minute */
  async worstRoads(limit: number, area: Area, at_ms: number): Promise<WorstRoad[]> {
    return this.deps.now.worstOf(await this.at(at_ms), limit, area);
  }

  private at(at_ms: number): Promise<Computed> {
    const minute_ms = at_ms - (at_ms % MINUTE_MS);
    const computed = this.held.get(minute_ms) ?? this.compute(minute_ms);
    this.held.delete(minute_ms);
    this.held.set(minute_ms, computed);
    const [oldest] = this.held.keys();
    if (this.held.size > HELD) this.held.delete(oldest);
    return computed;
  }

  private compute(minute_ms: number): Promise<Computed> {
    const computing = this.deps.statesAt(minute_ms).then((states) => this.deps.now.compute(states));
    // What is not stored yet may be stored later.
    computing.catch(() => this.held.delete(minute_ms));
    return computing;
  }
}
