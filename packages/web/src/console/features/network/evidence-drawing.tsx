import type { EvidencePass, LinkEvidence } from '@opentocc/contract';
import { useMemo } from 'react';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';

type Place = readonly [lon: number, lat: number];

interface Props {
  /** The link, lon and lat. */
  readonly line: readonly Place[];
  readonly evidence: LinkEvidence;
  readonly chosen: string | null;
  onChoose(pass: string): void;
}

const WIDTH = 900;
const HEIGHT = 380;
const MARGIN = 36;
const METRES_PER_DEGREE = 111_320;
const SCALE_STEPS_M = [10, 20, 50, 100, 200, 500, 1000];

/** Names a pass within one answer. */
export const passKey = ({ vehicle, enter_ms }: EvidencePass): string => `${vehicle}/${enter_ms}`;

/** The link with the fixes near it: a ring where a fix was stated, a dot where it was matched, a line between. */
export function EvidenceDrawing({ line, evidence, chosen, onChoose }: Props) {
  const { t } = useTranslation();
  const { passes, rejects } = evidence;
  const { at, px_per_m } = useMemo(() => frameOf(line, evidence), [line, evidence]);
  const bar_m = SCALE_STEPS_M.findLast((metres) => metres * px_per_m <= WIDTH / 5) ?? SCALE_STEPS_M[0];
  // The chosen pass is drawn last, above the others.
  const ordered = [...passes].sort((a, b) => Number(passKey(a) === chosen) - Number(passKey(b) === chosen));
  return (
    <figure className="evidence-drawing">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={t('network.evidence.drawing')}>
        <polyline className="evidence-link" points={line.map((place) => at(place).join(',')).join(' ')} />
        {ordered.map((pass) => {
          const key = passKey(pass);
          return (
            // biome-ignore lint/a11y/noStaticElementInteractions: the same choice is a button in the table.
            <g
              key={key}
              className={key === chosen ? 'pass pass-chosen' : 'pass'}
              onClick={() => onChoose(key)}
            >
              {pass.fixes.map(({ at_ms, place, matched }) => {
                const [x, y] = at(place);
                const [to_x, to_y] = matched ? at(matched.place) : [x, y];
                return (
                  <g key={at_ms}>
                    {matched && <line x1={x} y1={y} x2={to_x} y2={to_y} />}
                    {matched && (
                      <circle
                        className={matched.is_here ? 'matched' : 'matched matched-elsewhere'}
                        cx={to_x}
                        cy={to_y}
                        r={3}
                      />
                    )}
                    <circle className="stated" cx={x} cy={y} r={4} />
                  </g>
                );
              })}
            </g>
          );
        })}
        {rejects.map(({ vehicle, at_ms, received_ms, place }) => {
          const [x, y] = at(place);
          return (
            <path
              key={`${vehicle}/${at_ms}/${received_ms}`}
              className="reject"
              d={`M${x - 4} ${y - 4}l8 8M${x + 4} ${y - 4}l-8 8`}
            />
          );
        })}
        <g className="scale">
          <path d={`M${MARGIN / 2} ${HEIGHT - 14}h${bar_m * px_per_m}`} />
          <text x={MARGIN / 2} y={HEIGHT - 20}>
            {bar_m} m
          </text>
        </g>
      </svg>
      <figcaption className="evidence-legend">
        <span className="key-stated">{t('network.evidence.key.stated')}</span>
        <span className="key-matched">{t('network.evidence.key.matched')}</span>
        <span className="key-elsewhere">{t('network.evidence.key.elsewhere')}</span>
        <span className="key-reject">{t('network.evidence.key.reject')}</span>
      </figcaption>
    </figure>
  );
}

/** How places are drawn: north up, true to scale, the link with its fixes and rejects in sight; those matched elsewhere may lie outside. */
function frameOf(line: readonly Place[], { passes, rejects }: LinkEvidence) {
  const places: readonly Place[] = [
    ...line,
    ...passes.flatMap(({ fixes }) =>
      fixes.filter(({ matched }) => matched?.is_here).map(({ place }) => place),
    ),
    ...rejects.map(({ place }) => place),
  ];
  const lons = places.map(([lon]) => lon);
  const lats = places.map(([, lat]) => lat);
  const [west, east] = [Math.min(...lons), Math.max(...lons)];
  const [south, north] = [Math.min(...lats), Math.max(...lats)];
  const lon_m = METRES_PER_DEGREE * Math.cos((((south + north) / 2) * Math.PI) / 180);
  const width_m = Math.max(20, (east - west) * lon_m);
  const height_m = Math.max(20, (north - south) * METRES_PER_DEGREE);
  const px_per_m = Math.min((WIDTH - 2 * MARGIN) / width_m, (HEIGHT - 2 * MARGIN) / height_m);
  const at = ([lon, lat]: Place): [x: number, y: number] => [
    WIDTH / 2 + (lon - (west + east) / 2) * lon_m * px_per_m,
    HEIGHT / 2 - (lat - (south + north) / 2) * METRES_PER_DEGREE * px_per_m,
  ];
  return { at, px_per_m };
}
