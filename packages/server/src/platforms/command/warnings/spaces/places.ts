import type { Warning } from '@opentocc/contract';
import { bilingualRoadName } from '@opentocc/core/names';
import { NONE_U16, pointAlong, type RoadNetwork } from '@opentocc/core/network';
import { districtOfLink } from '../../../../kit/area.ts';

/** Links of a warning that go over the wire; a district has thousands, which its code names. */
const MOST_LINKS = 200;

export function streetOfLink({ link_street, meta }: RoadNetwork, link: number): string | null {
  const street = link_street[link];
  return street === NONE_U16 ? null : (meta.streets[street]?.code ?? null);
}

/** Where some links are: in the middle of them. */
export function placeOfLinks(network: RoadNetwork, links: ArrayLike<number>, road: string): Warning['place'] {
  const all = Array.from(links);
  const districts = [
    ...new Set(all.map((link) => districtOfLink(network, link)).filter((one) => one !== null)),
  ];
  const streets = [...new Set(all.map((link) => streetOfLink(network, link)).filter((one) => one !== null))];
  const [lon, lat] = all.length > 0 ? middleOf(network, all) : [null, null];
  const district = districts.length === 1 ? districts[0] : null;
  return {
    ...{ lon, lat, district, districts, polygon: [] },
    streets: streets.slice(0, 50),
    road: road === '' ? null : bilingualRoadName(road),
    links: all.slice(0, MOST_LINKS),
  };
}

/** The middle of the link that lies nearest to the mean of all: a point on a road, whatever the shape of the area. */
function middleOf(network: RoadNetwork, links: readonly number[]): [number, number] {
  const points = links.map((link) => pointAlong(network, link, network.link_length_m[link] / 2));
  const mean = (of: 0 | 1) => points.reduce((sum, point) => sum + point[of], 0) / points.length;
  const [lon, lat] = [mean(0), mean(1)];
  const off = ([x, y]: [number, number]) => (x - lon) ** 2 + (y - lat) ** 2;
  return points.reduce((best, point) => (off(point) < off(best) ? point : best));
}
