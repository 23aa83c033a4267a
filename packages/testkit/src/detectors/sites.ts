import {
  LINK_CLASSES,
  type LinkClass,
  NODE_FLAG,
  pointAlong,
  type RoadNetwork,
} from '@opentocc/core/network';
import { hash01 } from '../random.ts';

/** Who runs detectors in the demo city. */
export const DETECTOR_OWNERS = {
  police: { code: 'demo-police-loops', zh: '示范交警线圈', en: 'Demo traffic police loops' },
  operator: { code: 'demo-expressway-video', zh: '示范快速路视频', en: 'Demo expressway video' },
  contractor: { code: 'demo-contractor-radar', zh: '示范外包雷达', en: 'Demo contractor radars' },
} as const;
export type DetectorOwner = keyof typeof DETECTOR_OWNERS;

/** What is wrong with a detector on purpose. */
export type SiteDefect = 'none' | 'stuck' | 'impossible' | 'silent' | 'dead_lane' | 'twice' | 'late';

export interface DetectorSite {
  readonly owner: DetectorOwner;
  readonly code: string;
  readonly kind: 'loop' | 'video' | 'radar';
  readonly link: number;
  /** Where it lies: of the length of the link, 0–1, and m. */
  readonly at: number;
  readonly along_m: number;
  readonly lon: number;
  readonly lat: number;
  readonly lanes: number;
  readonly period_s: number;
  readonly defect: SiteDefect;
}

interface Plan {
  readonly kind: DetectorSite['kind'];
  readonly letter: string;
  readonly count: number;
  readonly classes: readonly LinkClass[];
  /** Whether its links end at signals; undefined for either. */
  readonly signals?: boolean;
  readonly period_s: number;
}

const PLANS: Record<DetectorOwner, Plan> = {
  police: {
    kind: 'loop',
    letter: 'L',
    count: 160,
    classes: ['arterial', 'collector'],
    signals: true,
    period_s: 60,
  },
  operator: { kind: 'video', letter: 'V', count: 100, classes: ['motorway', 'expressway'], period_s: 60 },
  contractor: { kind: 'radar', letter: 'R', count: 40, classes: ['arterial', 'expressway'], period_s: 300 },
};

/** Of the contractor's detectors, in this order; the others are well. */
const DEFECTS: readonly SiteDefect[] = [
  ...Array<SiteDefect>(3).fill('stuck'),
  ...Array<SiteDefect>(3).fill('impossible'),
  ...Array<SiteDefect>(4).fill('silent'),
  ...Array<SiteDefect>(3).fill('dead_lane'),
  ...Array<SiteDefect>(4).fill('twice'),
  ...Array<SiteDefect>(4).fill('late'),
];

const SHORTEST_LINK_M = 120;
/** Before the stop line, where queues do not stand all the time. */
const BEFORE_LINE_M = 60;
const SALT = 77;

/** The detectors of the demo city: the same at every start. @param share of their usual number, 0–1 */
export function detectorSites(network: RoadNetwork, seed: number, share = 1): DetectorSite[] {
  const taken = new Set<number>();
  return (Object.entries(PLANS) as [DetectorOwner, Plan][]).flatMap(([owner, plan]) => {
    const links = linksFor(network, plan, seed)
      .filter((link) => !taken.has(link))
      .slice(0, Math.round(plan.count * share));
    for (const link of links) taken.add(link);
    return links.map((link, i) => siteOn(network, link, { owner, plan, i }));
  });
}

function linksFor(
  { link_count, ...network }: RoadNetwork,
  { classes, signals }: Plan,
  seed: number,
): number[] {
  const links = Array.from({ length: link_count }, (_, link) => link).filter((link) => {
    const hasSignals = (network.node_flags[network.link_to[link]] & NODE_FLAG.signals) !== 0;
    return (
      classes.includes(LINK_CLASSES[network.link_class[link]]) &&
      network.link_length_m[link] >= SHORTEST_LINK_M &&
      (signals === undefined || hasSignals === signals)
    );
  });
  return links.sort((a, b) => hash01(seed, a, SALT) - hash01(seed, b, SALT));
}

function siteOn(
  network: RoadNetwork,
  link: number,
  { owner, plan, i }: { owner: DetectorOwner; plan: Plan; i: number },
): DetectorSite {
  const length_m = network.link_length_m[link];
  const along_m = plan.signals ? Math.max(0.3 * length_m, length_m - BEFORE_LINE_M) : length_m / 2;
  const [lon, lat] = pointAlong(network, link, along_m);
  return {
    ...{ owner, kind: plan.kind, link, along_m, lon, lat, period_s: plan.period_s },
    code: `${plan.letter}${String(i + 1).padStart(3, '0')}`,
    at: along_m / length_m,
    lanes: network.link_lanes[link],
    defect: owner === 'contractor' ? (DEFECTS[i] ?? 'none') : 'none',
  };
}

const KIND_NAMES = { loop: '线圈', video: '视频', radar: '雷达' } as const;

/** A list as its owner hands it in (UTF-8 CSV with a byte order mark): by place and way of the traffic, or by link. */
export function detectorCsv(sites: readonly DetectorSite[], network: RoadNetwork): string {
  const rows = sites.map((site) => {
    const { code, kind, link, along_m, lanes, period_s } = site;
    const name = network.strings[network.link_name[link]].replaceAll(',', ' ');
    return [code, name, KIND_NAMES[kind], link, along_m.toFixed(1), lanes, period_s].join(',');
  });
  return `\ufeff编号,名称,类型,路段,距起点,车道数,周期\n${rows.join('\n')}\n`;
}
