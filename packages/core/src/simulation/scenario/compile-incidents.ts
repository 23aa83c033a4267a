import type { LinkSpec } from '../network-spec.ts';
import type { LinkChange, SimMessage } from '../sim-options.ts';
import { flowOf, speedOf } from './compile-links.ts';
import type { Findings, Ids } from './findings.ts';
import type { Scenario, ScenarioIncident } from './scenario.ts';

/** What incidents do to a link, as changes: at each instant at which one begins or ends, the worst of those in force. */
export function compileIncidents(
  { incidents = [], start_s = 0 }: Scenario,
  links: readonly LinkSpec[],
  linkIds: Ids,
  findings: Findings,
): LinkChange[] {
  const byLink = new Map<number, { incident: ScenarioIncident; at: string }[]>();
  incidents.forEach((incident, i) => {
    const at = `incidents[${i}]`;
    const link = linkIds.get(incident.link, at);
    if (link === undefined) return;
    checkIncident(incident, links[link], at, start_s, findings);
    byLink.set(link, [...(byLink.get(link) ?? []), { incident, at }]);
  });
  return [...byLink].flatMap(([link, own]) => {
    checkOverlaps(own, findings);
    const instants = own.flatMap(({ incident }) => [incident.start_s, incident.end_s ?? Infinity]);
    return [...new Set(instants)]
      .filter((at_s) => at_s < Infinity)
      .sort((a, b) => a - b)
      .map((at_s) =>
        changeAt(
          at_s,
          link,
          links[link],
          own.map(({ incident }) => incident),
        ),
      );
  });
}

function checkIncident(
  incident: ScenarioIncident,
  { lanes, id }: LinkSpec,
  at: string,
  start_s: number,
  findings: Findings,
): void {
  const { end_s = Infinity, lanes_closed = 0 } = incident;
  if (end_s <= incident.start_s) findings.error('bad_interval', at, { start_s: incident.start_s, end_s });
  if (incident.start_s < start_s)
    findings.error('before_start', at, { start_s: incident.start_s, scenario_s: start_s });
  if (lanes_closed > lanes) findings.error('too_many_lanes_closed', at, { id, lanes, lanes_closed });
  const has = [incident.capacity_share, incident.capacity_vph, incident.capacity_vps, incident.speed_kmh];
  const isPlain = !incident.closed && lanes_closed === 0 && incident.speed_mps === undefined;
  if (isPlain && has.every((value) => value === undefined)) findings.error('no_effect', at, { id });
}

function checkOverlaps(own: readonly { incident: ScenarioIncident; at: string }[], findings: Findings): void {
  const closures = own.filter(({ incident }) => incident.closed);
  closures.forEach(({ incident: a, at }, i) => {
    for (const { incident: b, at: other } of closures.slice(0, i))
      if (a.start_s < (b.end_s ?? Infinity) && b.start_s < (a.end_s ?? Infinity))
        findings.error('overlapping_closures', at, { id: a.link, other });
  });
}

function changeAt(at_s: number, link: number, spec: LinkSpec, own: readonly ScenarioIncident[]): LinkChange {
  const active = own.filter(({ start_s, end_s = Infinity }) => start_s <= at_s && at_s < end_s);
  const least = (values: (number | undefined)[], rest: number) =>
    Math.min(rest, ...values.flatMap((value) => value ?? []));
  const capacity_vps = spec.exit_vps ?? spec.capacity_vps * spec.lanes;
  const lanes_closed = Math.max(0, ...active.map((incident) => incident.lanes_closed ?? 0));
  return {
    kind: 'link',
    at_s,
    link,
    closed: active.some(({ closed }) => closed) || lanes_closed >= spec.lanes,
    lane_share: lanes_closed >= spec.lanes ? 1 : 1 - lanes_closed / spec.lanes,
    exit_share: least(
      active.flatMap((incident) => {
        const vps = flowOf(incident.capacity_vps, incident.capacity_vph);
        return [incident.capacity_share, vps === undefined ? undefined : vps / capacity_vps];
      }),
      1,
    ),
    speed_mps: least(
      active.map((incident) => speedOf(incident.speed_mps, incident.speed_kmh)),
      spec.speed_mps,
    ),
  };
}

export function compileMessages({ messages = [] }: Scenario, linkIds: Ids): SimMessage[] {
  return messages.map(({ start_s, end_s = Infinity, links, share, avoid }, i) => {
    const numbers = (ids: readonly string[] | undefined) =>
      ids?.flatMap((id) => linkIds.get(id, `messages[${i}]`) ?? []);
    return { from_s: start_s, to_s: end_s, links: numbers(links), share, avoid: numbers(avoid) };
  });
}
