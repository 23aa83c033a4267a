import type { SimArea } from '@opentocc/core/demand';
import type { LinkChange, SimChange, SimMessage, SimOptions } from '@opentocc/core/simulation';
import { HORIZON_MIN, type Incident, type Question, type ScenarioKind } from './model.ts';

/** What is assumed of measures; shown with every answer. */
export const MEASURES = {
  valid_from: '2026-11-27',
  assumed: true,
  /** From the decision until drivers read a message, or a signal has its other plan, min. */
  delay_min: 3,
  /** Drivers who follow a strong message, as a multiple of those who follow a plain one, and at most, 0–1. */
  strong_factor: 2,
  strong_most: 0.8,
  /** Share of its green that a gate leaves to who drives towards the incident. */
  gate_share: 0.5,
} as const;

/** Vehicles in a gridlock move on after so long, s; counted and shown. */
const RELEASE_S = 60;

/** How a scenario is simulated. */
export function optionsOf(
  kind: ScenarioKind,
  seed: number,
  area: SimArea,
  { incidents, message_share }: Question,
): Partial<SimOptions> {
  const plain = { seed, deadlock_release_s: RELEASE_S };
  if (kind === 'undisturbed') return plain;
  const [first] = incidents;
  // In the order of time: where one ends as the next on its link begins, lanes open before they are taken again.
  const inOrder = incidents.toSorted((a, b) => a.from_min - b.from_min);
  const changes: SimChange[] = inOrder.flatMap((one) => changesOf(area, one, one.link === first.link));
  const measure_s = (first.from_min + MEASURES.delay_min) * 60;
  const end_s = Math.min(HORIZON_MIN, first.from_min + first.minutes) * 60;
  if (kind === 'gate' && area.gate && measure_s < end_s) {
    const { controller } = area.gate;
    changes.push({ kind: 'program', at_s: measure_s, controller, program: 1 });
    changes.push({ kind: 'program', at_s: end_s, controller, program: 0 });
  }
  return { ...plain, changes, messages: messagesOf(kind, area, message_share, measure_s, end_s) };
}

/** Incidents on the link of the first take its place on it; others take the whole of theirs. */
function changesOf({ network, parts, place }: SimArea, incident: Incident, isAtPlace: boolean): LinkChange[] {
  const links = isAtPlace ? [place.at] : (parts.get(incident.link) ?? []);
  return links.flatMap((link) => {
    const lanes = network.link_lanes[link];
    const isClosed = incident.lanes_closed >= lanes;
    const open = { kind: 'link', link, closed: false, lane_share: 1, exit_share: 1 } as const;
    const speed_mps = network.link_speed_mps[link];
    const share = isClosed ? 1 : 1 - incident.lanes_closed / lanes;
    return [
      { ...open, at_s: incident.from_min * 60, closed: isClosed, lane_share: share, speed_mps },
      { ...open, at_s: (incident.from_min + incident.minutes) * 60, speed_mps },
    ];
  });
}

function messagesOf(
  kind: ScenarioKind,
  { place }: SimArea,
  share: number,
  from_s: number,
  to_s: number,
): SimMessage[] {
  const { strong_factor, strong_most } = MEASURES;
  const strong = Math.max(share, Math.min(strong_most, share * strong_factor));
  const shares = { diversion: share, strong_diversion: strong, none: 0, gate: 0, undisturbed: 0 };
  return shares[kind] > 0 ? [{ from_s, to_s, share: shares[kind], avoid: [place.at] }] : [];
}
