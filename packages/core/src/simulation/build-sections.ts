import type { LaneGroupSpec, LinkSpec } from './network-spec.ts';
import { ALL_CLASSES, type SimNetwork } from './sim-network.ts';

export type SectionColumns = Pick<
  SimNetwork,
  | 'link_section'
  | 'link_has_approach'
  | 'section_count'
  | 'section_link'
  | 'section_lanes'
  | 'section_length_m'
  | 'section_capacity_vps'
  | 'section_exit_vps'
  | 'section_storage_pcu'
  | 'section_wave_s'
  | 'section_classes'
>;

interface Section {
  readonly link: number;
  readonly lanes: number;
  readonly length_m: number;
  readonly capacity_vps: number;
  readonly exit_vps: number;
  readonly storage_pcu: number;
  readonly wave_s: number;
  readonly classes: number;
}

/** Sections of all links, those of a link one behind the other, its approach first. */
export function buildSections(links: readonly LinkSpec[]): SectionColumns {
  const sections: Section[] = [];
  const link_section = new Int32Array(links.length + 1);
  const link_has_approach = new Uint8Array(links.length);
  links.forEach((spec, link) => {
    const groups = spec.groups ?? [{ lanes: spec.lanes, length_m: spec.length_m }];
    const apart_m = Math.min(spec.length_m, Math.max(...groups.map(({ length_m }) => length_m)));
    if (apart_m < spec.length_m - 1e-6) {
      link_has_approach[link] = 1;
      sections.push(approach(spec, link, spec.length_m - apart_m));
    }
    for (const group of groups) sections.push(laneGroup(spec, link, group, apart_m));
    link_section[link + 1] = sections.length;
  });
  return {
    link_section,
    link_has_approach,
    section_count: sections.length,
    section_link: Int32Array.from(sections, ({ link }) => link),
    section_lanes: Float64Array.from(sections, ({ lanes }) => lanes),
    section_length_m: Float64Array.from(sections, ({ length_m }) => length_m),
    section_capacity_vps: Float64Array.from(sections, ({ capacity_vps }) => capacity_vps),
    section_exit_vps: Float64Array.from(sections, ({ exit_vps }) => exit_vps),
    section_storage_pcu: Float64Array.from(sections, ({ storage_pcu }) => storage_pcu),
    section_wave_s: Float64Array.from(sections, ({ wave_s }) => wave_s),
    section_classes: Uint32Array.from(sections, ({ classes }) => classes),
  };
}

function approach(spec: LinkSpec, link: number, length_m: number): Section {
  const capacity_vps = spec.capacity_vps * spec.lanes;
  return {
    link,
    lanes: spec.lanes,
    length_m,
    capacity_vps,
    exit_vps: capacity_vps,
    storage_pcu: storageOf(spec, spec.lanes, length_m),
    wave_s: length_m / spec.wave_mps,
    classes: spec.classes ?? ALL_CLASSES,
  };
}

function laneGroup(spec: LinkSpec, link: number, group: LaneGroupSpec, apart_m: number): Section {
  const capacity_vps = spec.capacity_vps * group.lanes;
  const exit_vps = spec.exit_vps === undefined ? capacity_vps : (spec.exit_vps * group.lanes) / spec.lanes;
  const length_m = Math.min(group.length_m, apart_m);
  return {
    link,
    lanes: group.lanes,
    length_m: apart_m,
    capacity_vps,
    exit_vps: Math.min(capacity_vps, exit_vps),
    storage_pcu: storageOf(spec, group.lanes, length_m),
    wave_s: length_m / spec.wave_mps,
    classes: (group.classes ?? ALL_CLASSES) & (spec.classes ?? ALL_CLASSES),
  };
}

/** Whole vehicles that fit, at least one: a fraction left over would halve the capacity of a link of a few metres. */
function storageOf(spec: LinkSpec, lanes: number, length_m: number): number {
  const { jam_density_vpm, storage_pcu, length_m: whole_m, lanes: all_lanes } = spec;
  const density_vpm = storage_pcu === undefined ? jam_density_vpm : storage_pcu / (whole_m * all_lanes);
  return Math.max(1, Math.ceil(density_vpm * length_m * lanes - 1e-9));
}
