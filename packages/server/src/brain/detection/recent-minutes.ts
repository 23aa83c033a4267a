import type { SignalPoint } from '@opentocc/contract';
import type { DetectionWindow, LinkNormal } from '@opentocc/core/detection';
import { emptyPoint } from './model.ts';

/** A curve begins so long before its signal. */
const MINUTES = 45;
/** Ends of the band that holds 95 % of windows. */
const Z95 = 1.96;

interface Minute {
  readonly window: DetectionWindow;
  readonly normal: LinkNormal;
}

/** The last minutes of all links, of which curves begin. */
export class RecentMinutes {
  readonly #minutes: Minute[] = [];

  add(window: DetectionWindow, normal: LinkNormal): void {
    this.#minutes.push({ window, normal });
    if (this.#minutes.length > MINUTES) this.#minutes.shift();
  }

  /** Of a link, the oldest first. */
  curveOf(link: number): SignalPoint[] {
    return this.#minutes.map((minute) => pointOf(minute, link));
  }
}

export function pointOf({ window, normal }: Minute, link: number): SignalPoint {
  const { speed_kmh, samples, end_ms } = window;
  const usual = normal.ln_kmh[link];
  const n = samples[link];
  const speed = Number.isNaN(speed_kmh[link]) ? null : speed_kmh[link];
  if (Number.isNaN(usual)) return { ...emptyPoint(end_ms), speed_kmh: speed, samples: n };
  const half = Z95 * Math.sqrt(normal.between[link] + normal.pass[link] / Math.max(1, n));
  return {
    ...{ at_ms: end_ms, speed_kmh: speed, samples: n, usual_kmh: Math.exp(usual) },
    ...{ low_kmh: Math.exp(usual - half), high_kmh: Math.exp(usual + half) },
  };
}
