import { latDegree_m, lonDegree_m } from '@opentocc/core/geo';
import type { RoadNetwork } from '@opentocc/core/network';
import { createRandom, type Random } from '../random.ts';
import type { Motion } from './motion.ts';
import { createShapeWalker, type Spot } from './shape-walker.ts';

/** What one terminal reports, written in place. */
export interface Reading {
  at_ms: number;
  lon: number;
  lat: number;
  speed_dkmh: number;
  direction_deg: number;
  /** JT/T 808 status bits. */
  status: number;
}

/** Half of the noise is forgotten in this time: errors of satellite positions wander, they do not jump. */
const NOISE_HALF_LIFE_S = 25;
const SPEED_NOISE_KMH = 0.8;
const COURSE_NOISE_DEG = 3;
const STATUS = { running: 0b11, parked: 0b10 };

/**
 * The satellite receivers of a fleet: true place and speed in, readings with wandering noise out.
 * @param noise_m deviation of the position on each axis
 */
export class Receivers {
  readonly reading: Reading = { at_ms: 0, lon: 0, lat: 0, speed_dkmh: 0, direction_deg: 0, status: 0 };
  readonly #driving: Motion;
  readonly #walk: (link: number, along_m: number, into: Spot) => void;
  readonly #spot: Spot = { lon: 0, lat: 0, course_deg: 0 };
  readonly #random: Random;
  readonly #noise_m: number;
  readonly #x_m: Float32Array;
  readonly #y_m: Float32Array;
  readonly #read_ms: Float64Array;
  readonly #course: Uint16Array;

  constructor(network: RoadNetwork, driving: Motion, noise_m: number, seed: number) {
    this.#driving = driving;
    this.#walk = createShapeWalker(network);
    this.#random = createRandom(seed + 5);
    this.#noise_m = noise_m;
    this.#x_m = Float32Array.from({ length: driving.count }, () => noise_m * this.#random.normal());
    this.#y_m = Float32Array.from({ length: driving.count }, () => noise_m * this.#random.normal());
    this.#read_ms = new Float64Array(driving.count).fill(driving.now_ms);
    this.#course = new Uint16Array(driving.count);
  }

  /** Reads the receiver of vehicle `v` now; the answer is valid until the next call. */
  read(v: number): Reading {
    const { reading } = this;
    const driving = this.#driving;
    const spot = this.#spot;
    this.#walk(driving.link[v], driving.along_m[v], spot);
    this.#wander(v);
    const speed_kmh = driving.speed_kmh[v];
    const moving = speed_kmh > 3;
    if (moving)
      this.#course[v] = Math.round(spot.course_deg + COURSE_NOISE_DEG * this.#random.normal() + 360) % 360;
    const shown_kmh = speed_kmh === 0 ? 0 : Math.max(0, speed_kmh + SPEED_NOISE_KMH * this.#random.normal());
    reading.at_ms = driving.now_ms;
    reading.lon = spot.lon + this.#x_m[v] / lonDegree_m(spot.lat);
    reading.lat = spot.lat + this.#y_m[v] / latDegree_m(spot.lat);
    reading.speed_dkmh = Math.round(shown_kmh * 10);
    reading.direction_deg = this.#course[v];
    reading.status = driving.parked[v] ? STATUS.parked : STATUS.running;
    return reading;
  }

  #wander(v: number): void {
    const keep = 0.5 ** ((this.#driving.now_ms - this.#read_ms[v]) / 1000 / NOISE_HALF_LIFE_S);
    const fresh = this.#noise_m * Math.sqrt(1 - keep * keep);
    this.#x_m[v] = keep * this.#x_m[v] + fresh * this.#random.normal();
    this.#y_m[v] = keep * this.#y_m[v] + fresh * this.#random.normal();
    this.#read_ms[v] = this.#driving.now_ms;
  }
}
