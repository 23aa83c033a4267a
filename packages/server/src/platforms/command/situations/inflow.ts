import type { Signal, SituationKind, Warning } from '@opentocc/contract';
import type { TakenReport } from './model.ts';
import type { Situations } from './service.ts';

/**
 * Which signals open a situation, and from which confidence on. Assumed, 2026-11-27: what slows down every day opens none,
 * it is seen on the map; a source that is silent is a fault of data, which quality follows.
 */
const OPENING: Readonly<Partial<Record<Signal['kind'], { kind: SituationKind; from: number; zh: string }>>> =
  {
    incident: { kind: 'accident', from: 0.5, zh: '疑似事件：上游慢、下游畅通' },
    queue: { kind: 'congestion', from: 0.7, zh: '异常排队' },
    crowding: { kind: 'crowding', from: 0.5, zh: '枢纽周边拥挤' },
  };

const SURE = 0.8;
const LONG_M = 1000;
const COARSE_M = 500;

/** A signal as a report; null where its kind opens no situation. The same signal has the same key while it lasts. */
export function reportOfSignal(signal: Signal): TakenReport | null {
  const { id, kind, place, links, began_ms, confidence, length_m, rule } = signal;
  const opening = OPENING[kind];
  if (!opening || confidence < opening.from || place.lon === null || place.lat === null) return null;
  // Rounded, so that not every minute of a queue is news.
  const sure = Math.round(confidence * 10) * 10;
  const long = length_m === null ? '' : `，慢行约 ${Math.round(length_m / COARSE_M) * COARSE_M} m`;
  return {
    ...{
      key: keyOfSignal(signal),
      origin: 'signal',
      kind: opening.kind,
      at_ms: began_ms,
      lanes: null,
      caller: null,
    },
    ...{ lon: place.lon, lat: place.lat, link: links[0] ?? null, header: 'real' },
    text: `${opening.zh}${long}（可信度 ${sure} %）`,
    severity: (length_m ?? 0) > LONG_M ? 'high' : 'medium',
    probability: confidence >= SURE ? 'certain' : 'probable',
    attributes: { signal: id, rule: `${rule.name} ${rule.version}` },
  };
}

export const keyOfSignal = ({ id }: Pick<Signal, 'id'>): string => `signal:${id}`;

/** Warnings of these levels open a situation; those below are seen in their own list. Assumed, 2026-11-27. */
const GRAVE: readonly Warning['level'][] = ['orange', 'red'];

/** A warning as a report; null where it is not grave or lies at no place. */
export function reportOfWarning(warning: Warning): TakenReport | null {
  const { id, level, kind, title, place, began_ms } = warning;
  if (!GRAVE.includes(level) || place.lon === null || place.lat === null) return null;
  return {
    ...{
      key: keyOfWarning(warning),
      origin: 'warning',
      kind: kindOfWarning(kind),
      at_ms: began_ms,
      lanes: null,
    },
    ...{ lon: place.lon, lat: place.lat, link: place.links[0] ?? null, header: 'real', caller: null },
    ...{ text: title.zh, probability: 'certain', severity: level === 'red' ? 'highest' : 'high' },
    attributes: { warning: id, level },
  };
}

export const keyOfWarning = ({ id, reopened }: Pick<Warning, 'id' | 'reopened'>): string =>
  `warning:${id}:${reopened}`;

function kindOfWarning(kind: string): SituationKind {
  if (/rain|typhoon|wind|weather|fog/.test(kind)) return 'weather';
  if (/flood|water/.test(kind)) return 'flooding';
  return /silence|detector|source/.test(kind) ? 'equipment' : 'congestion';
}

export interface InflowDeps {
  readonly situations: Pick<Situations, 'take' | 'end' | 'listUnended'>;
  readonly openSignals: () => readonly Signal[];
  readonly openWarnings: () => readonly Warning[];
  readonly now: () => number;
}

/**
 * Takes in what detection and warnings say. Both are compared with what is known here, so that nothing is missed that was
 * said while nobody listened, as before a start.
 */
export function createInflow({ situations, openSignals, openWarnings, now }: InflowDeps) {
  const taken = new Map<string, string>();

  async function takeAll(reports: readonly TakenReport[]): Promise<void> {
    for (const report of reports) {
      const said = JSON.stringify([report.text, report.attributes]);
      if (taken.get(report.key) === said) continue;
      await situations.take(report);
      taken.set(report.key, said);
    }
  }

  return async (): Promise<void> => {
    const reports = [
      ...openSignals().flatMap((one) => reportOfSignal(one) ?? []),
      ...openWarnings().flatMap((one) => reportOfWarning(one) ?? []),
    ];
    await takeAll(reports);
    const open = new Set([...openSignals().map(keyOfSignal), ...openWarnings().map(keyOfWarning)]);
    for (const key of await situations.listUnended()) {
      if (open.has(key)) continue;
      await situations.end(key, now(), '信号或预警已结束');
      taken.delete(key);
    }
  };
}
