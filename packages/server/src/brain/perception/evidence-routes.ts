import { type LinkEvidence, linkEvidenceRoutes } from '@opentocc/contract';
import type { RoadNetwork } from '@opentocc/core/network';
import type { FusionPart, LinkStates } from '@opentocc/core/traffic';
import type { Detection } from '../../base/detectors/index.ts';
import { districtOfLink, requireWithin } from '../../kit/area.ts';
import { type Served, serve } from '../../kit/serve-routes.ts';
import { perceptionErrors } from './errors.ts';
import type { EvidenceService } from './evidence-service.ts';
import { linkStateNow } from './link-state-now.ts';
import type { TraitsOfSources } from './model.ts';

/** A registered vehicle as far as evidence names it. */
interface Registered {
  readonly plate: string;
  readonly vehicle_class: LinkEvidence['passes'][number]['vehicle_class'];
}

export interface EvidenceRoutesDeps {
  readonly network: RoadNetwork;
  readonly current: () => LinkStates | null;
  readonly partsOf: (link: number) => readonly FusionPart[];
  readonly detectionsIn: (start_ms: number, end_ms: number) => readonly Detection[];
  readonly findDetector: (id: number) => { readonly code: string; readonly source: number } | undefined;
  readonly evidence: EvidenceService;
  readonly traits: () => TraitsOfSources;
  /** What the states are named by. */
  readonly standard: () => string;
  readonly findVehicle: (id: number) => Registered | undefined;
  readonly maskPlate: (plate: string) => string;
}

export function serveLinkEvidence(deps: EvidenceRoutesDeps): Served {
  const { network, current, evidence } = deps;
  return serve(linkEvidenceRoutes, {
    linkEvidence: async (request): Promise<LinkEvidence> => {
      const { id } = request.params;
      if (id >= network.link_count) throw perceptionErrors.link_unknown({ link: id });
      requireWithin(request, districtOfLink(network, id));
      const states = current();
      if (!states) throw perceptionErrors.no_state_yet();
      const parts = deps.partsOf(id);
      const { window_start_ms, window_end_ms } = states;
      const { found, took_ms } = await evidence.ask({
        link: id,
        window_start_ms,
        window_end_ms,
        traits: deps.traits(),
      });
      const { passes, rejects, speed_kmh, fixes, ...counts } = found;
      request.audit_detail = { window_end_ms, passes: counts.passes_total };
      return {
        link: id,
        state: linkStateNow(network, id, states),
        standard: deps.standard(),
        parts: [...parts],
        detectors: detectorsOf(deps, id, states),
        passes: passes.map((pass) => ({
          ...pass,
          enter_ms: Math.round(pass.enter_ms),
          exit_ms: Math.round(pass.exit_ms),
          ...named(deps, pass.vehicle),
        })),
        rejects: rejects.map((fix) => ({ ...fix, plate: named(deps, fix.vehicle).plate })),
        ...counts,
        replayed_speed_kmh: speed_kmh,
        replayed_fixes: fixes,
        took_ms,
      };
    },
  });
}

function detectorsOf(
  { detectionsIn, findDetector }: EvidenceRoutesDeps,
  link: number,
  { window_start_ms, window_end_ms }: LinkStates,
): LinkEvidence['detectors'] {
  return detectionsIn(window_start_ms, window_end_ms)
    .filter((detection) => detection.link === link)
    .map(({ detector: id, vehicles, flow_vph, speed_kmh }) => {
      const { code, source } = findDetector(id) ?? { code: '', source: 0 };
      const measured = { vehicles, flow_vph, speed_kmh: Number.isNaN(speed_kmh) ? null : speed_kmh };
      return { id, code, source, ...measured };
    });
}

/** Plates are masked here for everybody; one in full is revealed by its vehicle, for a reason. */
function named({ findVehicle, maskPlate }: EvidenceRoutesDeps, vehicle: number) {
  const known = findVehicle(vehicle);
  return {
    plate: known ? maskPlate(known.plate) : null,
    vehicle_class: known?.vehicle_class ?? ('other' as const),
  };
}
