import { type LinksFrame, SPEED_UNKNOWN, STATE_ESTIMATED } from '@opentocc/contract';
import { isEstimated, type LinkStates } from '@opentocc/core/traffic';

const NO_LINKS = new Uint32Array(0);

/** The state of every link as clients show it: one byte of state, one of speed. */
export class LinksBoard {
  private sequence = 0;
  private at_ms = 0;
  private state: Uint8Array;
  private speed_kmh: Uint8Array;

  constructor(link_count: number) {
    this.state = new Uint8Array(link_count);
    this.speed_kmh = new Uint8Array(link_count).fill(SPEED_UNKNOWN);
  }

  /** @returns the delta that brings a client from the sequence before to this one. */
  advance(states: LinkStates): LinksFrame {
    const speed_kmh = shownSpeeds(states);
    const state = shownStates(states);
    const changed: number[] = [];
    for (let link = 0; link < speed_kmh.length; link++)
      if (speed_kmh[link] !== this.speed_kmh[link] || state[link] !== this.state[link]) changed.push(link);
    this.state = state;
    this.speed_kmh = speed_kmh;
    this.sequence += 1;
    this.at_ms = states.window_end_ms;
    return {
      kind: 'links_delta',
      sequence: this.sequence,
      at_ms: this.at_ms,
      link: Uint32Array.from(changed),
      state: Uint8Array.from(changed, (link) => this.state[link]),
      speed_kmh: Uint8Array.from(changed, (link) => speed_kmh[link]),
    };
  }

  /** All links, at the sequence that the next delta follows; `at_ms` is the end of the window shown, 0 before any. */
  snapshot(): LinksFrame {
    const { sequence, at_ms, state, speed_kmh } = this;
    return { kind: 'links_snapshot', sequence, at_ms, link: NO_LINKS, state, speed_kmh };
  }
}

function shownStates(states: LinkStates): Uint8Array {
  return states.state.map((code, link) => (isEstimated(states, link) ? code | STATE_ESTIMATED : code));
}

function shownSpeeds({ speed_kmh }: LinkStates): Uint8Array {
  return Uint8Array.from(speed_kmh, (speed) =>
    Number.isNaN(speed) ? SPEED_UNKNOWN : Math.min(SPEED_UNKNOWN - 1, Math.round(speed)),
  );
}
