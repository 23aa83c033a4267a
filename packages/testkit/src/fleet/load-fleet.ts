import { setTimeout as sleep } from 'node:timers/promises';
import type { RoadNetwork } from '@opentocc/core/network';
import { Driving } from './drive.ts';
import { Latency } from './latency.ts';
import { type LoadPort, LoadTerminal } from './load-terminal.ts';
import { MAX_POSITION_FRAME_BYTES, PositionFrames } from './position-frames.ts';
import { Receivers } from './receiver.ts';
import type { RosterEntry } from './roster.ts';
import { steadyTraffic } from './steady-traffic.ts';
import { TravelTruth } from './travel-truth.ts';

export interface LoadOptions {
  readonly network: RoadNetwork;
  readonly host: string;
  readonly port: number;
  readonly roster: readonly RosterEntry[];
  readonly seed: number;
  /** Time between two positions of a terminal, ms. */
  readonly step_ms: number;
  /** Hears of each acknowledgement: when its position was written and when it came, UTC ms. */
  readonly onAnswer?: (sent_ms: number, answered_ms: number) => void;
}

/** What a load has come to. */
export interface LoadCounts {
  online: number;
  lost: number;
  sent: number;
  acknowledged: number;
  /** Answers with a result other than 0. */
  refused: number;
  /** Answers to what was not sent, or was answered before. */
  unasked: number;
  /** Positions left out because the sender was too late. */
  skipped: number;
}

/** What was acknowledged, by terminal: how many positions and the sum of their {@link fixMark}s. */
export interface Acknowledged {
  readonly count: Uint32Array;
  readonly marks: Uint32Array;
}

/** Unanswered positions remembered of a terminal; with more the oldest count as lost. */
const RING = 256;
const NOISE_M = 5;
/** A step's positions are written in this many slices. */
const SLICES = 20;
const CONNECT_EVERY_MS = 20;
const CONNECTS = 20;
/** A sender that is later than this leaves out what it missed. */
const LATEST_MS = 3000;
/** Instead of a write time: nothing of this serial waits for an answer. */
const NOT_SENT = 0;

/**
 * The mark of a fix, 32 bits of what the platform stores of it exactly: fixes whose sum of marks and number agree are the
 * same fixes, each once, but for one chance in four thousand million.
 */
export function fixMark(at_s: number, lon_e6: number, lat_e6: number): number {
  let mark = Math.imul(at_s, 0x9e3779b1) ^ Math.imul(lon_e6, 0x85ebca6b) ^ Math.imul(lat_e6, 0xc2b2ae35);
  mark = Math.imul(mark ^ (mark >>> 15), 0x2c1b3c6d);
  return (mark ^ (mark >>> 13)) >>> 0;
}

/**
 * Loads a platform: as many terminals as asked for drive over the network and report at a fixed pace, each position a
 * frame of its own on the terminal's own connection, however slowly answers come. Leaner than `runFleet`: frames are patched, not encoded, bytes are read into one buffer, and what must be remembered of a position until it is
 * answered (when it was written, its mark) stands in columns.
 */
export class LoadFleet {
  readonly counts: LoadCounts = {
    ...{ online: 0, lost: 0, sent: 0, acknowledged: 0 },
    ...{ refused: 0, unasked: 0, skipped: 0 },
  };
  readonly latency = new Latency();
  readonly acknowledged: Acknowledged;
  readonly #options: LoadOptions;
  readonly #driving: Driving;
  readonly #receivers: Receivers;
  readonly #frames: PositionFrames;
  readonly #terminals: LoadTerminal[] = [];
  readonly #is_online: Uint8Array;
  /** Write times are stored relative to this, so that they fit 32 bits. */
  readonly #started_ms = Date.now() - 1;
  /** By terminal and serial: when it was written, ms since the start, and its mark. */
  readonly #sent_ms: Uint32Array;
  readonly #mark: Uint32Array;
  #scratch = Buffer.allocUnsafeSlow(2 ** 20);
  #scratch_at = 0;

  constructor(options: LoadOptions) {
    const { network, roster, seed, step_ms } = options;
    const field = steadyTraffic(network, seed);
    const truth = new TravelTruth(network);
    const from_ms = Math.floor(Date.now() / step_ms) * step_ms;
    this.#options = options;
    this.#driving = new Driving({ network, field, truth, roster, seed, from_ms, step_ms });
    this.#receivers = new Receivers(network, this.#driving, NOISE_M, seed);
    this.#frames = new PositionFrames(roster.map(({ phone }) => phone));
    this.#is_online = new Uint8Array(roster.length);
    this.#sent_ms = new Uint32Array(roster.length * RING);
    this.#mark = new Uint32Array(roster.length * RING);
    this.acknowledged = { count: new Uint32Array(roster.length), marks: new Uint32Array(roster.length) };
  }

  /** Opens all connections. @returns when each has shown its code or was lost. */
  async open(): Promise<void> {
    const { roster, host, port } = this.#options;
    const shared: LoadPort = {
      host,
      port,
      buffer: new Uint8Array(64 * 1024),
      online: (v) => {
        this.#is_online[v] = 1;
        this.counts.online++;
      },
      answered: (v, serial, result) => this.#answered(v, serial, result),
      lost: (v) => {
        this.counts.online -= this.#is_online[v];
        this.counts.lost++;
        this.#is_online[v] = 0;
      },
    };
    for (let v = 0; v < roster.length; v += CONNECTS) {
      for (let i = v; i < Math.min(roster.length, v + CONNECTS); i++)
        this.#terminals.push(new LoadTerminal(i, roster[i], shared));
      await sleep(CONNECT_EVERY_MS);
    }
    while (this.counts.online + this.counts.lost < roster.length) await sleep(CONNECT_EVERY_MS);
  }

  /** Drives and sends until `until_ms`. */
  async drive(until_ms: number): Promise<void> {
    const driving = this.#driving;
    const { step_ms } = this.#options;
    driving.now_ms = Math.floor(Date.now() / step_ms) * step_ms;
    while (driving.now_ms < until_ms) {
      driving.step();
      const is_late = Date.now() - driving.now_ms > LATEST_MS;
      if (is_late) this.counts.skipped += this.counts.online;
      for (let slice = 0; slice < SLICES && !is_late; slice++) {
        for (let v = slice; v < driving.count; v += SLICES) if (this.#is_online[v]) this.#send(v);
        await sleep(Math.max(0, driving.now_ms + ((slice + 1) * step_ms) / SLICES - Date.now()));
      }
    }
  }

  /** Waits until every position is answered, at most so long. */
  async awaitAnswers(most_ms: number): Promise<void> {
    const { counts } = this;
    const latest_ms = Date.now() + most_ms;
    while (counts.acknowledged + counts.refused < counts.sent && Date.now() < latest_ms) await sleep(50);
  }

  close(): void {
    for (const { socket } of this.#terminals) socket.destroy();
  }

  #send(v: number): void {
    const terminal = this.#terminals[v];
    const reading = this.#receivers.read(v);
    const serial = terminal.nextSerial();
    const at = v * RING + (serial % RING);
    const at_s = Math.floor(reading.at_ms / 1000);
    this.#mark[at] = fixMark(at_s, Math.round(reading.lon * 1e6), Math.round(reading.lat * 1e6));
    this.#sent_ms[at] = Date.now() - this.#started_ms;
    this.counts.sent++;
    terminal.socket.write(this.#frame(v, serial));
  }

  /** The frame in a piece of the scratch, which is left to the sockets and replaced when it is used up. */
  #frame(v: number, serial: number): Buffer {
    if (this.#scratch_at + MAX_POSITION_FRAME_BYTES > this.#scratch.length) {
      this.#scratch = Buffer.allocUnsafeSlow(2 ** 20);
      this.#scratch_at = 0;
    }
    const start = this.#scratch_at;
    this.#scratch_at = this.#frames.write(v, serial, this.#receivers.reading, this.#scratch, start);
    return this.#scratch.subarray(start, this.#scratch_at);
  }

  #answered(v: number, serial: number, result: number): void {
    const { counts, acknowledged } = this;
    const at = v * RING + (serial % RING);
    const sent_ms = this.#sent_ms[at];
    if (sent_ms === NOT_SENT) return void counts.unasked++;
    this.#sent_ms[at] = NOT_SENT;
    if (result !== 0) return void counts.refused++;
    const now_ms = Date.now();
    counts.acknowledged++;
    acknowledged.count[v]++;
    acknowledged.marks[v] += this.#mark[at];
    this.latency.add(now_ms - this.#started_ms - sent_ms);
    this.#options.onAnswer?.(this.#started_ms + sent_ms, now_ms);
  }
}
