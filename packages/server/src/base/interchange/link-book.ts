import { createHash, timingSafeEqual } from 'node:crypto';
import { LOG_IN_RESULT, type MessageNamed } from '@opentocc/protocols/jt809';
import type { Clock } from '../../kit/clock.ts';
import { boundedBy, type Registry, Unauthenticated, type UnauthenticatedLimits } from '../sources/index.ts';
import { LogInGuard } from './log-in-guard.ts';
import type { LogInDesk, MainLink } from './main-link.ts';
import { type ForwardingPlatform, type LinkCounts, newCounts } from './model.ts';

export interface LinkBookLimits extends UnauthenticatedLimits {
  readonly connections: number;
  /** A connection that has not logged in by then is closed. */
  readonly unauthenticated_ms: number;
  /** Silence after which a link is closed. */
  readonly idle_ms: number;
}

export interface LinkBookDeps {
  readonly clock: Clock;
  readonly limits: LinkBookLimits;
  readonly registry: Pick<Registry, 'getSource'>;
  readonly findByCentre: (centre: number) => ForwardingPlatform | undefined;
}

/** Who is connected: strangers until they log in, then one main link for each platform; and what is counted of them. */
export class LinkBook implements LogInDesk {
  readonly links = new Set<MainLink>();
  readonly bySource = new Map<number, MainLink>();
  /** Counts of who is no platform of ours, or not yet. */
  readonly outside = { refused_log_ins: 0, bad_frames: 0, closed_by_limits: 0 };
  readonly #strangers: Unauthenticated<MainLink>;
  readonly #guard: LogInGuard;
  readonly #counts = new Map<number, LinkCounts>();

  constructor(private readonly deps: LinkBookDeps) {
    this.#strangers = new Unauthenticated(boundedBy(deps.limits));
    this.#guard = new LogInGuard(deps.clock);
  }

  get isFull(): boolean {
    return this.links.size >= this.deps.limits.connections;
  }

  countsOf(source: number): LinkCounts {
    const counts = this.#counts.get(source) ?? newCounts();
    this.#counts.set(source, counts);
    return counts;
  }

  /** Takes a stranger in; when there are too many, another stranger leaves. */
  add(link: MainLink): void {
    this.links.add(link);
    const displaced = this.#strangers.add(link, link.address);
    if (displaced) this.shut(displaced);
  }

  forget(link: MainLink): void {
    this.links.delete(link);
    this.#strangers.delete(link);
    for (const [source, one] of this.bySource) if (one === link) this.bySource.delete(source);
    link.close();
  }

  /** Ends a connection that breaks a limit. */
  shut(link: MainLink): void {
    this.outside.closed_by_limits++;
    link.socket.destroy();
  }

  cipherOf(centre: number) {
    return this.deps.findByCentre(centre)?.cipher ?? undefined;
  }

  logIn(said: MessageNamed<'log_in'>, centre: number, link: MainLink) {
    const platform = this.deps.findByCentre(centre);
    const barred = this.#guard.isBarred(link.address);
    const result = barred ? LOG_IN_RESULT.busy : this.#resultOf(said, centre, platform);
    if (result !== LOG_IN_RESULT.ok || !platform) {
      if (!barred) this.#guard.failed(link.address);
      this.#refused(result, platform);
      return { result };
    }
    this.#strangers.delete(link);
    const older = this.bySource.get(platform.source);
    this.bySource.set(platform.source, link);
    // A platform that logs in again has lost its link, whether we have noticed or not.
    if (older && older !== link) older.socket.destroy();
    return { result, platform };
  }

  /** Ends links that have been silent, or strangers, for too long; the others do what is due. */
  sweep(): void {
    const { clock, limits } = this.deps;
    const now = clock.now();
    for (const link of this.links) {
      const late = !link.platform && now - link.opened_ms > limits.unauthenticated_ms;
      if (late || now - link.last_frame_ms > limits.idle_ms) this.shut(link);
      else if (this.#isRetired(link)) link.end();
      else link.sweep();
    }
  }

  #isRetired({ platform }: MainLink): boolean {
    return platform !== undefined && this.deps.registry.getSource(platform.source).retired_ms !== null;
  }

  #resultOf(said: MessageNamed<'log_in'>, centre: number, platform?: ForwardingPlatform): number {
    if (!platform || (said.centre ?? centre) !== centre) return LOG_IN_RESULT.wrong_centre;
    if (said.user !== platform.user) return LOG_IN_RESULT.not_registered;
    if (!isPassword(platform.password, said.password)) return LOG_IN_RESULT.wrong_password;
    const { retired_ms } = this.deps.registry.getSource(platform.source);
    return retired_ms === null ? LOG_IN_RESULT.ok : LOG_IN_RESULT.not_registered;
  }

  #refused(result: number, platform: ForwardingPlatform | undefined): void {
    this.outside.refused_log_ins++;
    if (!platform) return;
    const counts = this.countsOf(platform.source);
    counts.refused_log_ins++;
    counts.last_refusal = result;
    counts.last_refusal_ms = this.deps.clock.now();
  }
}

/** In the same time, whatever is wrong. */
function isPassword(password: string | null, said: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return password !== null && timingSafeEqual(digest(password), digest(said));
}
