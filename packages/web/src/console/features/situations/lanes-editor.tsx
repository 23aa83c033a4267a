import type { Translate } from '../../../ui/i18n/use-translation.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';

/** What each character says, how it looks, and what a click makes of it. */
const LANES = {
  '.': { word: 'lane_free', sign: '↑', next: '?' },
  '?': { word: 'lane_affected', sign: '!', next: '!' },
  '!': { word: 'lane_blocked', sign: '✕', next: '.' },
} as const;
type LaneSign = keyof typeof LANES;

interface Props {
  /** As it is stored: left shoulder, lanes, right shoulder. */
  readonly lanes: string;
  /** Null where it is only shown. */
  readonly onChange: ((lanes: string) => void) | null;
}

/** The lanes of a road side by side; each goes from free to affected to blocked. */
export function Lanes({ lanes, onChange }: Props) {
  const { t } = useTranslation();
  const places = Array.from(lanes, (lane, at) => ({ at, lane: lane as LaneSign }));
  const label = (at: number, lane: LaneSign) =>
    `${nameOf(t, at, lanes.length)}: ${t(`situations.${LANES[lane].word}`)}`;
  const turned = (at: number, lane: LaneSign) =>
    `${lanes.slice(0, at)}${LANES[lane].next}${lanes.slice(at + 1)}`;
  return (
    <span className="lanes">
      {places.map(({ at, lane }) => (
        <Lane
          key={at}
          lane={lane}
          isShoulder={at === 0 || at === lanes.length - 1}
          label={label(at, lane)}
          onTurn={onChange && (() => onChange(turned(at, lane)))}
        />
      ))}
    </span>
  );
}

function nameOf(t: Translate, at: number, of: number): string {
  if (at === 0) return t('situations.left_shoulder');
  return at === of - 1 ? t('situations.right_shoulder') : t('situations.lane_n', { n: at });
}

interface LaneProps {
  readonly lane: LaneSign;
  readonly isShoulder: boolean;
  readonly label: string;
  readonly onTurn: (() => void) | null;
}

function Lane({ lane, isShoulder, label, onTurn }: LaneProps) {
  const { word, sign } = LANES[lane];
  const look = { className: `lane lane-${word} ${isShoulder ? 'lane-shoulder' : ''}`, title: label };
  if (!onTurn)
    return (
      <span {...look} role="img" aria-label={label}>
        {sign}
      </span>
    );
  return (
    <button {...look} type="button" aria-label={label} onClick={onTurn}>
      {sign}
    </button>
  );
}
