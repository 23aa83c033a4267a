import { describe, expect, it } from 'vitest';
import type { WallEvent } from './events.ts';
import { programmeOf, type SceneName } from './programme.ts';
import {
  advance,
  beginRotation,
  EVENT_MS,
  NEWS_MS,
  PAUSE_MS,
  REPEAT_MS,
  type Rotation,
  step,
  takeEvents,
  togglePause,
  withScenes,
} from './rotation.ts';

const fails = (id: number, at_ms: number): WallEvent => ({
  kind: 'source',
  key: `source/${id}`,
  name: { zh: `源${id}`, en: `Source ${id}` },
  at_ms,
});

/** The wall on a clock of its own, that reads it each second as the page does. */
function wall(search = '?scenes=city,day,sources&every=30') {
  let now_ms = 0;
  const { every_ms, scenes } = programmeOf(search);
  let rotation = beginRotation(every_ms, scenes, now_ms);
  const change = (by: (rotation: Rotation, now_ms: number) => Rotation) => {
    rotation = advance(by(rotation, now_ms), now_ms);
  };
  return {
    shown: () => rotation.front?.event.key ?? rotation.scenes[rotation.turn],
    isPaused: () => rotation.paused_ms !== null,
    pass(ms: number) {
      for (const end_ms = now_ms + ms; now_ms < end_ms; ) {
        now_ms += 1000;
        rotation = advance(rotation, now_ms);
      }
    },
    happens: (...ids: number[]) =>
      change((before, at_ms) =>
        takeEvents(
          before,
          ids.map((id) => fails(id, at_ms)),
          at_ms,
        ),
      ),
    press: () => change(togglePause),
    offer: (...names: SceneName[]) => change((before) => withScenes(before, names)),
    step: (by: 1 | -1) => change((before, at_ms) => step(before, by, at_ms)),
  };
}

describe('the rotation of scenes', () => {
  it('shows each scene for the interval and begins again after the last', () => {
    const it = wall();
    const seen = [it.shown()];
    for (let i = 0; i < 3; i++) {
      it.pass(29_000);
      expect(it.shown()).toBe(seen.at(-1));
      it.pass(1000);
      seen.push(it.shown());
    }
    expect(seen).toEqual(['city', 'day', 'sources', 'city']);
  });

  it('stays where there is one scene', () => {
    const it = wall('?scenes=day&every=5');
    it.pass(60_000);
    expect(it.shown()).toBe('day');
  });

  it('holds the scene while paused, and gives it its whole time afterwards', () => {
    const it = wall();
    it.pass(29_000);
    it.press();
    it.pass(120_000);
    expect([it.shown(), it.isPaused()]).toEqual(['city', true]);
    it.press();
    it.pass(29_000);
    expect(it.shown()).toBe('city');
    it.pass(1000);
    expect(it.shown()).toBe('day');
  });

  it('goes on by itself when nobody comes back to release it', () => {
    const it = wall();
    it.press();
    it.pass(PAUSE_MS);
    expect(it.isPaused()).toBe(false);
    it.pass(30_000);
    expect(it.shown()).toBe('day');
  });

  it('keeps what it shows when another scene turns out to be refused', () => {
    const it = wall();
    it.pass(30_000);
    it.offer('day', 'sources');
    expect(it.shown()).toBe('day');
    it.offer('sources');
    expect(it.shown()).toBe('sources');
  });

  it('steps both ways round the programme, also while paused', () => {
    const it = wall();
    it.step(-1);
    expect(it.shown()).toBe('sources');
    it.press();
    it.step(1);
    it.pass(60_000);
    expect([it.shown(), it.isPaused()]).toEqual(['city', true]);
  });
});

describe('an event', () => {
  it('comes to the front at once, for a while, and the scene before it comes back whole', () => {
    const it = wall();
    it.pass(31_000);
    it.happens(7);
    expect(it.shown()).toBe('source/7');
    it.pass(EVENT_MS - 1000);
    expect(it.shown()).toBe('source/7');
    it.pass(1000);
    expect(it.shown()).toBe('day');
    it.pass(29_000);
    expect(it.shown()).toBe('day');
  });

  it('waits for the event before it', () => {
    const it = wall();
    it.happens(1, 2);
    expect(it.shown()).toBe('source/1');
    it.pass(EVENT_MS);
    expect(it.shown()).toBe('source/2');
  });

  it('that goes back and forth is reported once in a quarter of an hour', () => {
    const it = wall();
    it.happens(1);
    it.pass(EVENT_MS);
    it.happens(1);
    expect(it.shown()).toBe('city');
    it.pass(REPEAT_MS);
    it.happens(1);
    expect(it.shown()).toBe('source/1');
  });

  it('does not take the scene from who holds it, and is dropped once it is no news', () => {
    const it = wall();
    it.press();
    it.happens(1);
    expect(it.shown()).toBe('city');
    it.press();
    expect(it.shown()).toBe('source/1');
    it.pass(EVENT_MS);
    it.press();
    it.happens(2);
    it.pass(NEWS_MS);
    it.press();
    expect(it.shown()).toBe('city');
  });

  it('steps back for who goes to another scene', () => {
    const it = wall();
    it.happens(1);
    it.step(1);
    expect(it.shown()).toBe('day');
  });
});
