import { type ChildProcess, spawn } from 'node:child_process';
import { on, once } from 'node:events';
import { join } from 'node:path';
import { Following, type FollowingOptions } from '@opentocc/testkit/fleet';
import type { FromWorld, ToWorld, WorldFeedFlags } from './world-feed.ts';

/** How far ahead of the fleet the world is simulated. */
const AHEAD_MS = 20 * 60_000;
/** With less than this the fleet waits before it sets out. */
const LEAST_AHEAD_MS = 60_000;

type Messages = AsyncIterable<unknown[]> & AsyncIterator<unknown[]>;
type Options = Omit<FollowingOptions, 'model' | 'count'>;

/** A fleet in real time that follows the vehicles of a world in a process of its own. */
export class LiveFollowing extends Following {
  readonly #world: ChildProcess;
  readonly #messages: Messages;
  #asked_ms = 0;

  private constructor(world: ChildProcess, messages: Messages, options: FollowingOptions) {
    super(options);
    this.#world = world;
    this.#messages = messages;
  }

  /**
   * Starts the world, and waits until the fleet can set out.
   * @throws AbortError when the world ends before, by itself or by the signal
   */
  static async open(flags: WorldFeedFlags, options: Options, signal: AbortSignal): Promise<LiveFollowing> {
    const world = startWorld(flags);
    void once(signal, 'abort').then(() => world.kill('SIGTERM'));
    const gone = new AbortController();
    void once(world, 'exit').then(() => gone.abort());
    const messages: Messages = on(world, 'message', { signal: gone.signal });
    const { model } = await next(messages, 'model');
    const following = new LiveFollowing(world, messages, { ...options, model, count: flags.vehicles });
    following.#ask();
    while (following.known_ms < options.from_ms + LEAST_AHEAD_MS)
      following.take((await next(messages, 'batch')).batch);
    return following;
  }

  /** Takes what the world says until its process has ended. */
  async listen(): Promise<void> {
    try {
      for (;;) this.take((await next(this.#messages, 'batch')).batch);
    } catch (error) {
      if (!(error instanceof Error && error.name === 'AbortError')) throw error;
    }
  }

  override step(): void {
    if (this.known_ms < this.now_ms + AHEAD_MS) this.#ask();
    super.step();
  }

  close(): void {
    this.#world.kill('SIGTERM');
  }

  /** Once for each instant up to which it is to be simulated, rounded up. */
  #ask(): void {
    const ahead_ms = Math.ceil((this.now_ms + AHEAD_MS) / 60_000) * 60_000;
    if (ahead_ms <= this.#asked_ms || !this.#world.connected) return;
    this.#asked_ms = ahead_ms;
    this.#world.send({ ahead_ms } satisfies ToWorld);
  }
}

/** The next message of a kind; others are not sent then. */
async function next<K extends 'model' | 'batch'>(messages: Messages, kind: K) {
  const { value } = await messages.next();
  const [message] = value as [FromWorld];
  if (!(kind in message)) throw new Error(`the world was to say its ${kind}`);
  return message as Extract<FromWorld, Record<K, unknown>>;
}

function startWorld({ network, seed, trips, vehicles, from, shift }: WorldFeedFlags): ChildProcess {
  const where = network ? ['--network', network] : [];
  const what = ['--seed', `${seed}`, '--trips', `${trips}`, '--vehicles', `${vehicles}`, '--from', `${from}`];
  what.push(`--shift=${shift}`);
  return spawn(
    process.execPath,
    [join(import.meta.dirname, '../../bin/tocc.mjs'), 'world', ...where, ...what],
    // Passages come over the channel; it closes when this process ends, in whatever way.
    { stdio: ['ignore', 'ignore', 'inherit', 'ipc'], serialization: 'advanced' },
  );
}
