import { useTranslation } from '../../../ui/i18n/use-translation.ts';

interface Props {
  readonly ring: readonly (readonly [lon: number, lat: number])[];
  readonly title: string;
  readonly place: { readonly lon: number; readonly lat: number; readonly radius_m: number };
}

const SIZE = 160;
const MARGIN = 8;

/** The area of a place, drawn to scale, with the circle that trips are followed by. */
export function AreaPicture({ ring, title, place: { lon, lat, radius_m } }: Props) {
  const { t } = useTranslation();
  const scale = (SIZE / 2 - MARGIN) / Math.max(radius_m, 1);
  const lon_m = 111_320 * Math.cos((lat * Math.PI) / 180);
  const points = ring.map(([x, y]) => [
    SIZE / 2 + (x - lon) * lon_m * scale,
    SIZE / 2 - (y - lat) * 110_574 * scale,
  ]);
  return (
    <figure className="filing-area">
      <svg viewBox={`0 0 ${SIZE} ${SIZE}`} role="img" aria-label={t('freight-filing.area_of', { title })}>
        <circle cx={SIZE / 2} cy={SIZE / 2} r={radius_m * scale} className="filing-circle" />
        <polygon points={points.map((one) => one.join(',')).join(' ')} className="filing-ring" />
      </svg>
      <figcaption className="muted">
        {lat.toFixed(5)}, {lon.toFixed(5)} · {t('freight-filing.radius', { m: radius_m })}
      </figcaption>
    </figure>
  );
}
