import type { CapArea } from './model.ts';
import type { Reader } from './reader.ts';

type Point = readonly [lon: number, lat: number];

/** An area; the shapes that cannot be read are left out and noted. */
export function readArea(area: Reader): CapArea {
  return {
    description: area.text('areaDesc', { required: true }),
    polygons: area
      .texts('polygon')
      .flatMap((text) => polygonOf(area, text) ?? [])
      .map((ring) => ring.points),
    circles: area.texts('circle').flatMap((text) => circleOf(area, text) ?? []),
    geocodes: area.values('geocode'),
  };
}

function polygonOf(area: Reader, text: string): { points: Point[] } | null {
  const pairs = text.split(/\s+/).filter((pair) => pair !== '');
  if (pairs.some((pair) => !/^[+-]?[\d.]+,[+-]?[\d.]+$/.test(pair)))
    area.note('loose_polygon', 'polygon', text);
  const points = pairs.map(pointOf).filter((point) => point !== null);
  const [first, last] = [points[0], points.at(-1)];
  if (points.length < 3 || !first || !last) {
    area.note('bad_polygon', 'polygon', text);
    return null;
  }
  if (first[0] !== last[0] || first[1] !== last[1]) {
    area.note('open_polygon', 'polygon', text);
    points.push(first);
  } else if (points.length < 4) area.note('bad_polygon', 'polygon', text);
  return points.length < 4 ? null : { points };
}

/** CAP writes the latitude first. */
function pointOf(pair: string): Point | null {
  const [lat, lon] = pair.replace(/,$/, '').split(',').map(Number);
  const isPlace = Math.abs(lat ?? Number.NaN) <= 90 && Math.abs(lon ?? Number.NaN) <= 180;
  return isPlace ? [lon, lat] : null;
}

function circleOf(area: Reader, text: string): CapArea['circles'][number] | null {
  const [place = '', radius = ''] = text.trim().split(/\s+/);
  const point = pointOf(place);
  const radius_km = Number(radius);
  if (!point || radius === '' || !(radius_km >= 0)) {
    area.note('bad_circle', 'circle', text);
    return null;
  }
  return { lon: point[0], lat: point[1], radius_km };
}
