import type { TrackPoint } from '@opentocc/contract';

/** The city. */
const CITY = { lon: 114.06, lat: 22.55 };
const WIDTH = 420;
const HEIGHT = 300;
const KM_PER_DEGREE = 111.2;

/** A track in its own frame with the city in it. East is narrower than north by the latitude of the city. */
export function TrackMap({
  points,
  label,
}: {
  readonly points: readonly TrackPoint[];
  readonly label: string;
}) {
  const place = frameOf(points);
  const line = (part: readonly TrackPoint[]) => part.map((point) => place.at(point).join(',')).join(' ');
  const past = points.filter(({ forecast }) => !forecast);
  const ahead = [...past.slice(-1), ...points.filter(({ forecast }) => forecast)];
  const [x, y] = place.at(CITY);
  return (
    <svg className="track-map" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label}>
      {points.map((point) => {
        const [cx, cy] = place.at(point);
        const radius_km = point.circles.find(({ force }) => force === 7)?.radius_km ?? 0;
        return (
          <g key={point.at_ms}>
            {radius_km > 0 && <circle className="wind" cx={cx} cy={cy} r={radius_km * place.per_km} />}
            <circle className="stop" cx={cx} cy={cy} r={2.5} />
          </g>
        );
      })}
      <polyline className="track" points={line(past)} />
      <polyline className="track ahead" points={line(ahead)} />
      <rect className="city" x={x - 4} y={y - 4} width={8} height={8} />
    </svg>
  );
}

function frameOf(points: readonly TrackPoint[]) {
  const shrink = Math.cos((CITY.lat * Math.PI) / 180);
  const all = [...points, CITY];
  const [lons, lats] = [all.map(({ lon }) => lon), all.map(({ lat }) => lat)];
  const margin = 1.5;
  const [west, east] = [Math.min(...lons) - margin, Math.max(...lons) + margin];
  const [south, north] = [Math.min(...lats) - margin, Math.max(...lats) + margin];
  const scale = Math.min(WIDTH / ((east - west) * shrink), HEIGHT / (north - south));
  return {
    per_km: scale / KM_PER_DEGREE,
    at: ({ lon, lat }: { readonly lon: number; readonly lat: number }): [number, number] => [
      Math.round(10 * (lon - west) * shrink * scale) / 10,
      Math.round(10 * (north - lat) * scale) / 10,
    ],
  };
}
