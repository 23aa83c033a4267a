import { decodeLiveFrame, linksTopic, STATE_ESTIMATED } from '@opentocc/contract';
import type { LinkStates } from '@opentocc/core/traffic';
import { describe, expect, it } from 'vitest';
import { LinksBoard } from './links-board.ts';

function states(sequence: number, speeds: number[], state: number[]): LinkStates {
  return {
    sequence,
    network_version: 'test',
    window_start_ms: 0,
    window_end_ms: sequence * 60_000,
    speed_kmh: Float32Array.from(speeds),
    samples: new Uint16Array(speeds.length),
    vehicles: new Uint16Array(speeds.length),
    half_width_kmh: new Float32Array(speeds.length),
    free_flow_kmh: new Float32Array(speeds.length),
    state: Uint8Array.from(state),
  };
}

describe('links board', () => {
  it('tells only links whose shown state or speed changed', () => {
    const board = new LinksBoard(3);
    board.advance(states(1, [30, 50, Number.NaN], [2, 1, 0]));
    const delta = board.advance(states(2, [30.2, 20, Number.NaN], [2, 4, 0]));
    expect([...delta.link]).toEqual([1]);
    expect([...delta.state]).toEqual([4]);
  });

  it('shows a link without samples as unknown, never as a speed', () => {
    const board = new LinksBoard(2);
    board.advance(states(1, [Number.NaN, 0], [0, 5]));
    const { speed_kmh, state, link } = board.snapshot();
    expect([...speed_kmh]).toEqual([255, 0]);
    expect([...state]).toEqual([0, 5]);
    expect(link).toHaveLength(0);
  });

  it('decodes what it encodes', () => {
    const frame = new LinksBoard(2).advance(states(1, [30, 40], [2, 3]));
    expect(decodeLiveFrame(linksTopic.encode(frame).buffer)).toMatchObject({
      kind: 'links_delta',
      sequence: 1,
    });
  });

  it('marks a state that is an estimate', () => {
    const estimated = { ...states(1, [30, 20], [2, 5]), own_weight: Float32Array.of(1, 0.2) };
    const { state } = new LinksBoard(2).advance(estimated);
    expect([...state]).toEqual([2, 5 | STATE_ESTIMATED]);
  });
});
