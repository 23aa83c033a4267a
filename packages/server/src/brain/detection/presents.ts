import type { SignalPlace } from '@opentocc/contract';
import type {
  DetectionWindow,
  HubCrowding,
  LinkEvidence,
  LinkNormal,
  Slowdown,
} from '@opentocc/core/detection';
import { bilingualRoadName } from '@opentocc/core/names';
import type { RoadNetwork } from '@opentocc/core/network';
import { districtOfLink } from '../../kit/area.ts';
import { HUB_RULE, MOST_LINKS, type Present, RULE, type SignalPart } from './model.ts';

/** One minute as it was judged. */
export interface JudgedMinute {
  readonly network: RoadNetwork;
  readonly window: DetectionWindow;
  readonly normal: LinkNormal;
  readonly evidence: LinkEvidence;
}

/** Links of which a signal says each its speed. */
const PARTS = 40;
/** Evidence at which it is as likely as not, and by which odds grow e-fold: links of a queue repeat each other. Assumed, 2026-11-27. */
const EVEN = 12;
const TEMPER = 5;

export function presentOf(minute: JudgedMinute, slowdown: Slowdown): Present {
  const { id, kind, head, links, free, began_ms, evidence, length_m } = slowdown;
  const ordered = [head, ...links.filter((link) => link !== head)].slice(0, MOST_LINKS);
  return {
    key: `slowdown:${id}`,
    ...{ kind, subject: null, links: ordered, began_ms, length_m: Math.round(length_m), rule: RULE },
    place: placeAtEnd(minute.network, head),
    confidence: 1 / (1 + Math.exp(-(evidence - EVEN) / TEMPER)),
    parts: [
      ...ordered.slice(0, PARTS).map((link) => partOf(minute, link, 'slow')),
      ...free.map((link) => partOf(minute, link, 'free')),
    ],
  };
}

export interface Hub {
  readonly code: string;
  readonly name: SignalPlace['road'];
  readonly lon: number;
  readonly lat: number;
  readonly links: readonly number[];
}

export function presentOfHub(minute: JudgedMinute, hub: Hub, { deviation, links }: HubCrowding): Present {
  const slow = hub.links.filter((link) => minute.evidence.deviation[link] < deviation);
  slow.sort((a, b) => minute.evidence.deviation[a] - minute.evidence.deviation[b]);
  const place = { lon: hub.lon, lat: hub.lat, road: hub.name };
  return {
    ...{
      key: `hub:${hub.code}`,
      kind: 'crowding',
      subject: `hub:${hub.code}`,
      began_ms: minute.window.end_ms,
    },
    links: slow.slice(0, MOST_LINKS),
    place: { ...place, district: slow.length === 0 ? null : districtOfLink(minute.network, slow[0]) },
    // Many links agree: more of them, more sure. Assumed, 2026-11-27.
    confidence: Math.min(0.99, 0.5 + links / 200),
    ...{ length_m: null, rule: HUB_RULE },
    parts: slow.slice(0, PARTS).map((link) => partOf(minute, link, 'slow')),
  };
}

function partOf(
  { network, window, normal, evidence }: JudgedMinute,
  link: number,
  part: SignalPart['part'],
): SignalPart {
  const rounded = (value: number) => (Number.isNaN(value) ? null : Math.round(10 * value) / 10);
  return {
    ...{ link, part, road: bilingualRoadName(network.strings[network.link_name[link]]) },
    speed_kmh: rounded(window.speed_kmh[link]),
    usual_kmh: rounded(Math.exp(normal.ln_kmh[link])),
    samples: window.samples[link],
    evidence: rounded(evidence.slow[link]) ?? 0,
  };
}

/** The end of a link: traffic stands before it. */
function placeAtEnd(network: RoadNetwork, link: number): SignalPlace {
  const { shape_offset, shape_lon, shape_lat, strings, link_name } = network;
  const last = shape_offset[link + 1] - 1;
  return {
    ...{ lon: shape_lon[last], lat: shape_lat[last], district: districtOfLink(network, link) },
    road: bilingualRoadName(strings[link_name[link]]),
  };
}
