import type { Detector } from '@opentocc/contract';
import { MINUTE_MS } from '@opentocc/core/time';
import type { Clock } from '../../kit/clock.ts';
import type { Diagnosis, Quality } from '../quality/index.ts';
import type { Registry } from '../sources/index.ts';
import { diagnoseDetectors } from './diagnose.ts';
import type { FaultWatch } from './fault-watch.ts';
import type { Detection, RegisteredDetector } from './model.ts';
import { measureOf, type RecentReports } from './recent-reports.ts';
import type { DetectorRegistry } from './registry.ts';

export interface ConditionDeps {
  readonly clock: Clock;
  readonly sources: Pick<Registry, 'listSources' | 'getSource'>;
  readonly registry: DetectorRegistry;
  readonly quality: Pick<Quality, 'expect'>;
  readonly recent: RecentReports;
  readonly watch: FaultWatch;
  /** End of the newest report of each detector that was stored before the start. */
  readonly newest_ms: ReadonlyMap<number, number>;
}

/** A detector is silent after this number of periods without a report, and after this time at least; assumed on 2026-11-27. */
const SILENT_PERIODS = 3;
const SILENT_MS = 3 * MINUTE_MS;

/** How detectors do now, and what they say of their links. */
export function createCondition({
  clock,
  sources,
  registry,
  quality,
  recent,
  watch,
  newest_ms,
}: ConditionDeps) {
  const started_ms = clock.now();
  const stopped_ms = Math.max(0, ...newest_ms.values());
  const lastEnd_ms = ({ id }: RegisteredDetector) => recent.lastEnd_ms(id) ?? newest_ms.get(id) ?? null;

  function isSilent(detector: RegisteredDetector): boolean {
    const last_ms = lastEnd_ms(detector);
    const patience_ms = Math.max(SILENT_MS, SILENT_PERIODS * detector.period_s * 1000);
    // Nobody can be blamed for silence while the platform did not run: until then counts what was reported before.
    const heard_ms = clock.now() - started_ms > patience_ms ? clock.now() : stopped_ms;
    return last_ms !== null && heard_ms - last_ms > patience_ms;
  }

  function stateOf(detector: RegisteredDetector): Detector['state'] {
    if (lastEnd_ms(detector) === null) return 'never';
    if (isSilent(detector)) return 'silent';
    return watch.faultsOf(detector.id).length > 0 ? 'fault' : 'ok';
  }

  function detectionOf(detector: RegisteredDetector, start_ms: number, end_ms: number): Detection[] {
    const { id, link } = detector;
    const reports = recent.within(id, start_ms, end_ms);
    if (link === null || reports.length === 0 || watch.faultsOf(id).length > 0) return [];
    const { vehicles, flow_vph, speed_kmh } = measureOf(reports);
    return [{ detector: id, link, vehicles, flow_vph: flow_vph!, speed_kmh: speed_kmh ?? Number.NaN }];
  }

  const listOf = (source?: number) =>
    registry.list().filter((detector) => source === undefined || detector.source === source);
  const inService = () =>
    sources.listSources().filter(({ protocol, retired_ms }) => protocol === 'MQTT' && retired_ms === null);

  return {
    listOf,
    shown(detector: RegisteredDetector): Detector {
      const { heading_deg: _, network_version: __, retired_ms: ___, ...fields } = detector;
      return {
        ...fields,
        state: stateOf(detector),
        faults: watch.faultsOf(detector.id),
        last_ms: lastEnd_ms(detector),
        now: recent.now(detector.id, clock.now()),
      };
    },
    /** Detectors of a source, and how many of them report; undefined of a source of another protocol. */
    presenceOf(source: number): { terminals: number; online: number } | undefined {
      if (sources.getSource(source).protocol !== 'MQTT') return undefined;
      const all = listOf(source);
      const online = all.filter((detector) => lastEnd_ms(detector) !== null && !isSilent(detector));
      return { terminals: all.length, online: online.length };
    },
    /** What detectors counted in a window, those with a fault left out. */
    detectionsIn: (start_ms: number, end_ms: number): Detection[] =>
      registry.list().flatMap((detector) => detectionOf(detector, start_ms, end_ms)),
    /** What is wrong with the detectors of each source in service. */
    diagnose: (): Diagnosis[] =>
      inService().flatMap(({ id }) => {
        const looks = listOf(id).map((detector) => ({
          detector,
          isSilent: isSilent(detector),
          faults: watch.faultsOf(detector.id),
        }));
        return looks.length > 0 ? diagnoseDetectors(id, looks) : [];
      }),
    /** Counts what detectors in service owe for so long. */
    expectReports(span_ms: number): void {
      for (const { id } of inService()) {
        const reports = listOf(id).reduce((sum, { period_s }) => sum + span_ms / 1000 / period_s, 0);
        quality.expect(id, reports);
      }
    },
  };
}
