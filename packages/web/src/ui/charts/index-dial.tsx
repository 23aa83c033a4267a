import type { IndexValue } from '@opentocc/contract';
import { indexText } from '../format.ts';
import { useTranslation } from '../i18n/use-translation.ts';
import { type BandBelow, bandOf, colourOfBand, GREATEST_INDEX } from '../index-bands.ts';
import { platformNow } from '../platform-clock.ts';
import { useBandBelow } from '../queries.ts';
import type { ThemeName } from '../theme/palette.ts';

const RADIUS = 84;
const CENTRE = 100;
const FROM_DEG = -120;
const SPAN_DEG = 240;
/** Gap between bands, index points. */
const GAP = 0.12;
/** Letters from which the name of a band is written smaller to fit into the dial. */
const LONG_WORDS = 8;

/** A dial from 0 to 10 in the five bands that counted then, with the value and its band in words. */
export function IndexDial({ value, theme }: { value: IndexValue | undefined; theme: ThemeName }) {
  const { t } = useTranslation();
  const index = value?.index ?? null;
  const band_below = useBandBelow(value?.window_start_ms ?? platformNow());
  const arcs = arcsOf(band_below);
  const band = bandName(bandOf(index, band_below));
  const words = t(`band.${band}`);
  return (
    <svg viewBox="0 0 200 160" className="dial" role="img" aria-label={`${indexText(index)} ${words}`}>
      <title>{`${indexText(index)} ${words}`}</title>
      {arcs.map(({ from, to, band: of }) => (
        <path
          key={from}
          d={arc(from + GAP / 2, to - GAP / 2)}
          stroke={colourOfBand(of, theme)}
          strokeWidth="11"
          fill="none"
          opacity={index === null ? 0.25 : 0.9}
        />
      ))}
      {index !== null && <Needle index={index} />}
      <text x={CENTRE} y="112" textAnchor="middle" className="dial-value">
        {indexText(index)}
      </text>
      <text
        x={CENTRE}
        y="142"
        textAnchor="middle"
        className={words.length > LONG_WORDS ? 'dial-band dial-band-long' : 'dial-band'}
      >
        {words}
      </text>
    </svg>
  );
}

/** From which index to which each band runs; one without a band while the bounds are not known. */
function arcsOf(band_below: BandBelow) {
  const bounds = [0, ...(band_below ?? []), GREATEST_INDEX];
  return bounds.slice(1).map((to, i) => ({ from: bounds[i], to, band: band_below ? i : null }));
}

function Needle({ index }: { index: number }) {
  const [x1, y1] = at(index, RADIUS - 16);
  const [x2, y2] = at(index, RADIUS + 12);
  return <line x1={x1} y1={y1} x2={x2} y2={y2} className="dial-needle" />;
}

/** Key of the band's name among the texts. */
export function bandName(band: number | null): 'b0' | 'b1' | 'b2' | 'b3' | 'b4' | 'none' {
  const names = ['b0', 'b1', 'b2', 'b3', 'b4'] as const;
  return band === null ? 'none' : (names[band] ?? 'none');
}

function at(index: number, radius: number): [number, number] {
  const angle =
    ((FROM_DEG + (SPAN_DEG * Math.min(GREATEST_INDEX, Math.max(0, index))) / GREATEST_INDEX) * Math.PI) / 180;
  return [CENTRE + radius * Math.sin(angle), CENTRE - radius * Math.cos(angle)];
}

function arc(from: number, to: number): string {
  const [x1, y1] = at(from, RADIUS);
  const [x2, y2] = at(to, RADIUS);
  return `M${x1} ${y1}A${RADIUS} ${RADIUS} 0 0 1 ${x2} ${y2}`;
}
