import { detectorErrors } from './errors.ts';
import type { DetectorLocator } from './locate.ts';
import type { DetectorEntry, RegisteredDetector } from './model.ts';
import type { DetectorStore } from './store.ts';

/** Detectors in service of an installation; assumed on 2026-11-27: ten times what a city of twenty millions runs. */
export const MOST_DETECTORS = 50_000;

export interface DetectorRegistryDeps {
  readonly store: Pick<DetectorStore, 'listDetectors' | 'saveDetectors' | 'replaceDetector'>;
  readonly locator: DetectorLocator;
  readonly network_version: string;
}

/** All detectors in memory, in step with the database; those of another network are placed on the roads of this one. */
export async function openDetectorRegistry(deps: DetectorRegistryDeps) {
  const { store } = deps;
  const byId = new Map<number, RegisteredDetector>();
  const byCode = new Map<string, RegisteredDetector>();
  const hold = (detector: RegisteredDetector) => {
    byId.set(detector.id, detector);
    byCode.set(keyOf(detector), detector);
  };
  for (const detector of await store.listDetectors()) hold(await placedHere(detector, deps));

  const isInService = ({ retired_ms }: RegisteredDetector) => retired_ms === null;
  const list = (): RegisteredDetector[] => [...byId.values()].filter(isInService);
  const find = (source: number, code: string): RegisteredDetector | undefined => {
    const detector = byCode.get(keyOf({ source, code }));
    return detector && isInService(detector) ? detector : undefined;
  };

  return {
    list,
    find,
    /** @throws AppError when there is no such detector in service. */
    get(id: number): RegisteredDetector {
      const detector = byId.get(id);
      if (!detector || !isInService(detector)) throw detectorErrors.unknown({ id });
      return detector;
    },
    findById: (id: number): RegisteredDetector | undefined => byId.get(id),
    /** Adds detectors, or brings them up to date; all or none. @throws AppError when there would be too many. */
    async save(entries: readonly DetectorEntry[]): Promise<void> {
      const added = entries.filter(({ source, code }) => !find(source, code)).length;
      if (list().length + added > MOST_DETECTORS) throw detectorErrors.too_many({ limit: MOST_DETECTORS });
      for (const detector of await store.saveDetectors(entries)) hold(detector);
    },
    async retire(id: number, retired_ms: number): Promise<void> {
      const detector = { ...byId.get(id)!, retired_ms };
      await store.replaceDetector(detector);
      hold(detector);
    },
  };
}

export type DetectorRegistry = Awaited<ReturnType<typeof openDetectorRegistry>>;

const keyOf = ({ source, code }: Pick<RegisteredDetector, 'source' | 'code'>) => `${source}/${code}`;

async function placedHere(
  detector: RegisteredDetector,
  { store, locator, network_version }: DetectorRegistryDeps,
): Promise<RegisteredDetector> {
  if (detector.network_version === network_version) return detector;
  const { lon, lat, heading_deg } = detector;
  const place = locator.locate(lon, lat, heading_deg);
  const found = typeof place === 'object' ? place : { link: null, along_m: 0, off_m: 0 };
  const placed = { ...detector, ...found, network_version };
  await store.replaceDetector(placed);
  return placed;
}
