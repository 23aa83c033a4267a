import type { WallEvent } from './events.ts';
import type { SceneName } from './programme.ts';

/** Where the wall is in its programme. Immutable; times are ms of one clock, which its caller reads. */
export interface Rotation {
  readonly scenes: readonly SceneName[];
  readonly every_ms: number;
  /** Place of the scene whose turn it is. */
  readonly turn: number;
  readonly since_ms: number;
  /** Since when somebody holds the scene; null while it rotates. */
  readonly paused_ms: number | null;
  /** The event in front, and since when. */
  readonly front: { readonly event: WallEvent; readonly since_ms: number } | null;
  /** Events whose turn comes after it, the oldest first. */
  readonly waiting: readonly WallEvent[];
  /** When each event of a key was taken last. */
  readonly taken: ReadonlyMap<string, number>;
}

/** How long an event stays in front. */
export const EVENT_MS = 45_000;
/** An event that has waited longer is no news. */
export const NEWS_MS = 180_000;
/** What goes back and forth is reported once in this time. */
export const REPEAT_MS = 900_000;
/** Nobody comes back to a wall to release it. */
export const PAUSE_MS = 600_000;
/** More events at once are one event: the city scene shows them. */
const MOST_WAITING = 3;

export function beginRotation(every_ms: number, scenes: readonly SceneName[], now_ms: number): Rotation {
  const nothing = { paused_ms: null, front: null, waiting: [], taken: new Map() };
  return { scenes, every_ms, turn: 0, since_ms: now_ms, ...nothing };
}

/** The same rotation of other scenes; what is shown stays where it is among them. */
export function withScenes(rotation: Rotation, scenes: readonly SceneName[]): Rotation {
  if (scenes === rotation.scenes) return rotation;
  return { ...rotation, scenes, turn: Math.max(0, scenes.indexOf(rotation.scenes[rotation.turn])) };
}

/** The rotation as it is at an instant; the same object where nothing has changed. */
export function advance(rotation: Rotation, now_ms: number): Rotation {
  const { paused_ms, front, since_ms, every_ms, turn, scenes } = rotation;
  if (paused_ms !== null) return now_ms - paused_ms < PAUSE_MS ? rotation : release(rotation, now_ms);
  if (front !== null)
    return now_ms - front.since_ms < EVENT_MS ? rotation : bringNext({ ...rotation, front: null }, now_ms);
  if (rotation.waiting.length > 0) return bringNext(rotation, now_ms);
  if (now_ms - since_ms < every_ms || scenes.length < 2) return rotation;
  return { ...rotation, turn: (turn + 1) % scenes.length, since_ms: now_ms };
}

/** Takes in what has happened; it comes to the front by {@link advance}. */
export function takeEvents(rotation: Rotation, events: readonly WallEvent[], now_ms: number): Rotation {
  const fresh = events.filter(({ key }) => now_ms - (rotation.taken.get(key) ?? -Infinity) >= REPEAT_MS);
  if (fresh.length === 0) return rotation;
  const taken = new Map([...rotation.taken].filter(([, at_ms]) => now_ms - at_ms < REPEAT_MS));
  for (const { key } of fresh) taken.set(key, now_ms);
  return { ...rotation, taken, waiting: [...rotation.waiting, ...fresh].slice(0, MOST_WAITING) };
}

/** Holds what is shown, or goes on. */
export const togglePause = (rotation: Rotation, now_ms: number): Rotation =>
  rotation.paused_ms === null ? { ...rotation, paused_ms: now_ms } : release(rotation, now_ms);

/** Shows the next scene (1) or the one before (-1), which stands as long as any; an event steps back. */
export function step(rotation: Rotation, by: 1 | -1, now_ms: number): Rotation {
  const { scenes, turn, paused_ms } = rotation;
  return {
    ...rotation,
    turn: (turn + by + scenes.length) % scenes.length,
    since_ms: now_ms,
    front: null,
    paused_ms: paused_ms === null ? null : now_ms,
  };
}

/** What is shown begins its time again, so that it does not leave under the eyes of who let it go. */
function release(rotation: Rotation, now_ms: number): Rotation {
  const front = rotation.front && { ...rotation.front, since_ms: now_ms };
  return { ...rotation, paused_ms: null, since_ms: now_ms, front };
}

/** The next event that is still news; without one the scene whose turn it is, from its beginning. */
function bringNext(rotation: Rotation, now_ms: number): Rotation {
  const [event, ...waiting] = rotation.waiting.filter(({ at_ms }) => now_ms - at_ms < NEWS_MS);
  if (!event) return { ...rotation, waiting: [], since_ms: now_ms };
  return { ...rotation, waiting, front: { event, since_ms: now_ms } };
}
