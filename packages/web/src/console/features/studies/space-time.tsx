import type { StudyResult, StudyScenario } from '@opentocc/contract';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { themeStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { inkOn, STATE_COLOURS } from '../../../ui/theme/palette.ts';
import { bytesOf } from './difference.ts';
import { useScenarioName } from './scenario-name.ts';

const MINUTE_PX = 12;
const LEAST_PX = 12;
const HEIGHT_PX = 260;
const AXIS_PX = 18;
/** Minutes between two levels that are written. */
const WRITTEN_EACH = 5;

interface Props {
  readonly result: StudyResult;
  readonly shown: StudyScenario;
  readonly route: StudyResult['routes'][number];
}

/** A route through the time of the study: minutes to the right, driven upwards; colour and number are the state, 1 free to 5 severe. */
export function SpaceTime({ result, shown, route }: Props) {
  const { t } = useTranslation();
  const theme = useStore(themeStore);
  const nameOf = useScenarioName();
  const states = bytesOf(shown.states);
  const row = new Map(result.links.map((link, i) => [link, i]));
  const whole_m = route.lengths_m.reduce((sum, length) => sum + length, 0);
  const heights = route.lengths_m.map((length) => Math.max(LEAST_PX, (HEIGHT_PX * length) / whole_m));
  const height = heights.reduce((sum, one) => sum + one, 0);
  const width = result.horizon_min * MINUTE_PX;
  const label = t('studies.space_time', { kind: nameOf(shown) });
  let top = height;
  return (
    <figure className="study-space-time">
      <figcaption>{label}</figcaption>
      <svg viewBox={`0 0 ${width} ${height + AXIS_PX}`} role="img" aria-label={label}>
        {route.links.map((link, i) => {
          top -= heights[i];
          return (
            <LinkRow
              key={link}
              {...{ top, theme, height: heights[i], minutes: result.horizon_min }}
              stateAt={(minute) => states[minute * result.links.length + (row.get(link) ?? 0)] ?? 0}
            />
          );
        })}
        {Array.from({ length: Math.floor(result.horizon_min / 10) }, (_, i) => (i + 1) * 10).map((minute) => (
          <text key={minute} x={minute * MINUTE_PX} y={height + 14} textAnchor="end" className="axis">
            {minute}
          </text>
        ))}
      </svg>
      <p className="muted hint">{t('studies.space_time_hint')}</p>
    </figure>
  );
}

interface RowProps {
  readonly top: number;
  readonly height: number;
  readonly minutes: number;
  readonly theme: 'light' | 'dark';
  stateAt(minute: number): number;
}

function LinkRow({ top, height, minutes, theme, stateAt }: RowProps) {
  return (
    <g>
      {Array.from({ length: minutes }, (_, minute) => {
        const state = stateAt(minute);
        const colour = STATE_COLOURS[theme][state];
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a minute is its number
          <g key={minute}>
            <rect x={minute * MINUTE_PX} y={top} width={MINUTE_PX} height={height} fill={colour} />
            {state > 0 && minute % WRITTEN_EACH === WRITTEN_EACH - 1 && (
              <text
                x={(minute + 0.5) * MINUTE_PX}
                y={top + height / 2 + 4}
                textAnchor="middle"
                fill={inkOn(colour)}
              >
                {state}
              </text>
            )}
          </g>
        );
      })}
    </g>
  );
}
