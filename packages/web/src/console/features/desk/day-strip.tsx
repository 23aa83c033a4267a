import { DAY_MS } from '@opentocc/core/time';
import { Slider } from 'antd';
import { Answer } from '../../../ui/answer.tsx';
import { known } from '../../../ui/asked.ts';
import { DayCurve } from '../../../ui/charts/day-curve.tsx';
import { clockOf, dayOf, hourMinuteOf, minuteOf, startOfDay_ms } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { themeStore } from '../../../ui/preferences.ts';
import { useIndexCurve, useReplaySpan } from '../../../ui/queries.ts';
import { useStore } from '../../../ui/store.ts';
import { useNow } from '../../../ui/use-now.ts';
import type { Replay } from '../../map/replay.ts';
import { playerStore, useReplayedMinute_ms } from '../../map/replay-clock.ts';
import { replayAt } from '../../map/replay-player.ts';
import { useArea, useAreaName } from '../../session/area.ts';
import { useMay, useMayInCity } from '../../session/session.ts';
import { toast } from '../../ui/toast.ts';
import './desk.css';

const STEP_S = 300;
const HEIGHT_PX = 112;

/** The day under the map, today or that of a replay: the index of one's area; a click or the handle has the map show that time. */
export function DayStrip() {
  const { t } = useTranslation();
  const theme = useStore(themeStore);
  const now_ms = useNow(60_000);
  const area = useArea();
  const name = useAreaName();
  const [scope, key] = area?.length === 1 ? (['district', area[0]] as const) : (['city', 'city'] as const);
  const replayed_ms = useReplayedMinute_ms();
  const day = dayOf(replayed_ms ?? now_ms);
  const curve = useIndexCurve(scope, key, day, STEP_S);
  const show = useShowTime();
  return (
    <section className="card day-strip" aria-label={t('desk.strip')}>
      <p className="day-strip-head">
        <strong>{t('desk.strip')}</strong>
        <span className="muted">{t('desk.strip_of', { area: name, day })}</span>
        {show && <span className="muted day-strip-hint">{t('desk.strip_hint')}</span>}
      </p>
      <Answer query={curve} height_px={HEIGHT_PX}>
        {(of) => (
          <DayCurve
            curve={of}
            theme={theme}
            height_px={HEIGHT_PX}
            isToday={day === dayOf(now_ms)}
            at_ms={replayed_ms}
            onPick={show ?? undefined}
          />
        )}
      </Answer>
      {show && <Handle now_ms={now_ms} show={show} />}
    </section>
  );
}

/** What has the map show a past time; null for who may not, or where nothing is stored. */
function useShowTime(): ((at_ms: number) => void) | null {
  const { t } = useTranslation();
  const may = useMay('history:read');
  const with_vehicles = useMayInCity('vehicles:trace');
  const span = known(useReplaySpan(may));
  if (!may || !span || span.from_ms === null || span.to_ms === null) return null;
  const stored = { from_ms: span.from_ms, to_ms: span.to_ms };
  return (at_ms) => {
    if (at_ms >= stored.from_ms) replayAt(at_ms, stored.to_ms, with_vehicles);
    else toast('info', t('desk.not_stored', { from: minuteOf(stored.from_ms) }));
  };
}

/** The handle stands at the time that the map shows: now, or what is replayed. */
function Handle({ now_ms, show }: { now_ms: number; show(at_ms: number): void }) {
  const player = useStore(playerStore);
  return player ? (
    <ReplayHandle player={player} now_ms={now_ms} show={show} />
  ) : (
    <At at_ms={now_ms} now_ms={now_ms} show={show} />
  );
}

interface HandleProps {
  readonly now_ms: number;
  show(at_ms: number): void;
}

function ReplayHandle({ player, ...rest }: HandleProps & { readonly player: Replay }) {
  return <At at_ms={useStore(player.state).at_ms} {...rest} />;
}

function At({ at_ms, now_ms, show }: HandleProps & { readonly at_ms: number }) {
  const { t } = useTranslation();
  const start_ms = startOfDay_ms(at_ms);
  return (
    <Slider
      className="day-strip-slider"
      ariaLabelForHandle={t('desk.position')}
      ariaValueTextFormatterForHandle={clockOf}
      min={start_ms}
      max={start_ms + DAY_MS}
      step={60_000}
      value={Math.max(start_ms, at_ms)}
      tooltip={{ formatter: (value) => hourMinuteOf(value ?? at_ms) }}
      onChange={(value) => value < now_ms && show(value)}
    />
  );
}
