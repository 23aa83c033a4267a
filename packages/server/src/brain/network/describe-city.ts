import type { City, District, LinkClassName } from '@opentocc/contract';
import { bboxOfArea } from '@opentocc/core/geo';
import { LINK_CLASSES, type RoadNetwork } from '@opentocc/core/network';
import { CITY_TIME_ZONE } from '../../kit/clock.ts';

/** What a screen needs to draw the city before any live data; all but the time, which comes with each answer. */
export function describeCity(network: RoadNetwork): Omit<City, 'now_ms'> {
  const { meta, link_count, node_count } = network;
  const [west, south, east, north] = meta.bbox;
  const by_class = lengthByClass_km(network);
  return {
    name: { zh: meta.name_zh, en: meta.name_en },
    attribution: meta.attribution,
    notice: { zh: meta.notice_zh, en: meta.notice_en },
    bbox: [west, south, east, north],
    center: [(west + east) / 2, (south + north) / 2],
    network_version: meta.version,
    link_count,
    node_count,
    length_km: Object.values(by_class).reduce((sum, km) => sum + km, 0),
    length_km_by_class: by_class,
    districts: describeDistricts(network),
    places: meta.places.map(({ code, kind, name_zh, name_en, lon, lat }) => ({
      code,
      kind,
      name: { zh: name_zh, en: name_en },
      lon,
      lat,
    })),
    tiles: '/api/v1/network/tiles/{version}/{z}/{x}/{y}.mvt',
    time_zone: CITY_TIME_ZONE,
  };
}

/** Borders of the districts, properties index, code, zh, en. */
export function districtsGeoJson({ meta }: RoadNetwork): GeoJSON.FeatureCollection {
  return {
    type: 'FeatureCollection',
    features: meta.districts.map(({ code, name_zh, name_en, coordinates }, index) => ({
      type: 'Feature',
      id: index,
      geometry: { type: 'MultiPolygon', coordinates: coordinates as unknown as GeoJSON.Position[][][] },
      properties: { index, code, zh: name_zh, en: name_en },
    })),
  };
}

function lengthByClass_km({ link_count, link_class, link_length_m }: RoadNetwork) {
  const by_class = Object.fromEntries(LINK_CLASSES.map((name) => [name, 0])) as Record<LinkClassName, number>;
  for (let link = 0; link < link_count; link++)
    by_class[LINK_CLASSES[link_class[link]]] += link_length_m[link] / 1000;
  return by_class;
}

function describeDistricts({ meta, link_count, link_district, link_length_m }: RoadNetwork): District[] {
  const links = new Uint32Array(meta.districts.length);
  const length_km = new Float64Array(meta.districts.length);
  for (let link = 0; link < link_count; link++) {
    const district = link_district[link];
    if (district >= links.length) continue;
    links[district]++;
    length_km[district] += link_length_m[link] / 1000;
  }
  return meta.districts.map(({ code, name_zh, name_en, coordinates }, index) => {
    const bbox = bboxOfArea(coordinates);
    return {
      index,
      code,
      name: { zh: name_zh, en: name_en },
      bbox: [...bbox],
      label: labelOf(coordinates),
      link_count: links[index],
      length_km: length_km[index],
    };
  });
}

/** Centroid of the largest outer ring (Bourke's formula), where a label stands. */
function labelOf(area: RoadNetwork['meta']['districts'][number]['coordinates']): [number, number] {
  let best: [number, number] = [0, 0];
  let largest = -1;
  for (const [outer = []] of area) {
    let [doubled, lon, lat] = [0, 0, 0];
    for (let i = 0, j = outer.length - 1; i < outer.length; j = i++) {
      const cross = outer[j][0] * outer[i][1] - outer[i][0] * outer[j][1];
      doubled += cross;
      lon += (outer[j][0] + outer[i][0]) * cross;
      lat += (outer[j][1] + outer[i][1]) * cross;
    }
    if (Math.abs(doubled) <= largest) continue;
    largest = Math.abs(doubled);
    best = [lon / (3 * doubled), lat / (3 * doubled)];
  }
  return best;
}
