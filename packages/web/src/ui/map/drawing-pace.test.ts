import { expect, test } from 'vitest';
import { DrawingPace } from './drawing-pace.ts';

/** A graphics card that finishes a drawing at a command. */
function card() {
  const state = { done: false };
  const gl = {
    SYNC_GPU_COMMANDS_COMPLETE: 1,
    SYNC_STATUS: 2,
    SIGNALED: 3,
    fenceSync: () => ({}),
    deleteSync: () => undefined,
    flush: () => undefined,
    getSyncParameter: () => (state.done ? 3 : 4),
  };
  return { gl: gl as unknown as WebGL2RenderingContext, state };
}

/** Frames of a screen at 60 Hz over a second, on a card that takes so long for a drawing. @returns drawings begun */
function drawingsInSecond(taken_ms: number): number {
  const { gl, state } = card();
  const pace = new DrawingPace(1000 / 15, 1000);
  let drawn = 0;
  let done_ms = 0;
  for (let now_ms = 1000; now_ms < 3000; now_ms += 1000 / 60) {
    state.done = now_ms >= done_ms;
    if (!pace.begin(gl, now_ms)) continue;
    pace.given(gl);
    done_ms = now_ms + taken_ms;
    if (now_ms >= 2000) drawn++;
  }
  return drawn;
}

test('draws up to fifteen times a second on a good card, and a quarter of the time on a weak one', () => {
  expect(drawingsInSecond(5)).toBeGreaterThanOrEqual(12);
  expect(drawingsInSecond(5)).toBeLessThanOrEqual(15);
  // 100 ms at work, 400 ms from one beginning to the next, and up to a frame of the screen for each of both
  expect(drawingsInSecond(100)).toBeGreaterThanOrEqual(2);
  expect(drawingsInSecond(100)).toBeLessThanOrEqual(3);
});

test('does not wait longer than the longest pause for a card that never says it is done', () => {
  const { gl } = card();
  const pace = new DrawingPace(66, 1000);
  expect(pace.begin(gl, 5000)).toBe(true);
  pace.given(gl);
  expect(pace.begin(gl, 5990)).toBe(false);
  expect(pace.begin(gl, 6000)).toBe(true);
});

test('a drawing that the card has not begun is not taken for done by the mark of the one before', () => {
  const { gl, state } = card();
  const pace = new DrawingPace(66, 1000);
  pace.begin(gl, 1000);
  pace.given(gl);
  state.done = true;
  expect(pace.begin(gl, 1017)).toBe(false);
  expect(pace.begin(gl, 1070)).toBe(true);
  expect(pace.begin(gl, 1400)).toBe(false);
});
