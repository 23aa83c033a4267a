import {
  CaretRightOutlined,
  PauseOutlined,
  RetweetOutlined,
  StepBackwardOutlined,
  StepForwardOutlined,
} from '@ant-design/icons';
import { HOUR_MS, MINUTE_MS } from '@opentocc/core/time';
import { Button, Select, Slider } from 'antd';
import { useState } from 'react';
import { minuteOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { useStore } from '../../../ui/store.ts';
import type { Replay } from '../../map/replay.ts';
import { endReplay } from '../../map/replay-clock.ts';
import { dayOfReplay, REPLAY_SPEEDS } from '../../map/replay-player.ts';
import { beside } from '../../ui/beside.ts';
import { LeftOut } from '../../ui/left-out.tsx';
import { MomentField } from '../../ui/moment-field.tsx';

/** By how much the step buttons and the arrow keys go on or back, minutes. */
const STEPS_MIN = [1, 5, 10, 30, 60] as const;

/** Which time the map shows, and how it goes on. */
export function ReplayControls({ player }: { player: Replay }) {
  const { t } = useTranslation();
  const { at_ms, left_out } = useStore(player.state);
  const [step_min, setStep] = useState<number>(10);
  const step_ms = step_min * MINUTE_MS;
  return (
    <section className="card replay" aria-label={t('history.replay.title')}>
      <Course player={player} step_ms={step_ms} />
      <div className="replay-row" title={t('history.replay.city_time')}>
        <MomentField
          label={t('history.replay.position')}
          at_ms={at_ms}
          max_ms={player.newest_ms}
          step_ms={step_ms}
          onChange={(moment_ms) => player.seek(moment_ms)}
        />
        <Select
          aria-label={t('history.replay.step')}
          value={step_min}
          options={STEPS_MIN.map((value) => ({
            value,
            label: t('history.replay.step_of', { number: value }),
          }))}
          onChange={setStep}
        />
        <Pace player={player} />
      </div>
      <Range player={player} step_ms={step_ms} />
      {!player.with_vehicles && <span className="muted">{t('history.replay.no_vehicles')}</span>}
      <LeftOut files={left_out} />
    </section>
  );
}

interface PartProps {
  readonly player: Replay;
  readonly step_ms: number;
}

/** Plays, stops, goes a step on or back, or to any time of the range. */
function Course({ player, step_ms }: PartProps) {
  const { t } = useTranslation();
  const { at_ms, from_ms, to_ms, playing } = useStore(player.state);
  const number = step_ms / MINUTE_MS;
  return (
    <div className="replay-row">
      <Button
        shape="circle"
        aria-label={playing ? t('history.replay.pause') : t('history.replay.play')}
        icon={playing ? <PauseOutlined /> : <CaretRightOutlined />}
        onClick={() => player.setPlaying(!playing)}
      />
      <Button
        type="text"
        aria-label={t('history.replay.back', { number })}
        icon={<StepBackwardOutlined />}
        onClick={() => player.seek(at_ms - step_ms)}
      />
      <Slider
        className="replay-slider"
        ariaLabelForHandle={t('history.replay.position')}
        ariaValueTextFormatterForHandle={minuteOf}
        min={from_ms}
        max={to_ms}
        step={MINUTE_MS}
        value={at_ms}
        tooltip={{ formatter: (value) => minuteOf(value ?? at_ms), getPopupContainer: beside }}
        onChange={(value) => player.seek(value)}
      />
      <Button
        type="text"
        aria-label={t('history.replay.forward', { number })}
        icon={<StepForwardOutlined />}
        onClick={() => player.seek(at_ms + step_ms)}
      />
      <Button type="primary" onClick={endReplay}>
        {t('history.replay.live')}
      </Button>
    </div>
  );
}

/** From when to when it plays. */
function Range({ player, step_ms }: PartProps) {
  const { t } = useTranslation();
  const { at_ms, from_ms, to_ms } = useStore(player.state);
  const { newest_ms } = player;
  const bounds = { max_ms: newest_ms, step_ms };
  return (
    <div className="replay-row replay-range">
      <MomentField
        {...bounds}
        label={t('history.replay.from')}
        at_ms={from_ms}
        onChange={(first_ms) => player.setRange({ from_ms: first_ms, to_ms: Math.max(to_ms, first_ms) })}
      />
      <MomentField
        {...bounds}
        label={t('history.replay.to')}
        at_ms={to_ms}
        onChange={(last_ms) =>
          player.setRange({ from_ms: Math.min(from_ms, last_ms - MINUTE_MS), to_ms: last_ms })
        }
      />
      <Button
        size="small"
        onClick={() => player.setRange({ from_ms: newest_ms - HOUR_MS, to_ms: newest_ms })}
      >
        {t('history.replay.last_hour')}
      </Button>
      <Button size="small" onClick={() => player.setRange(dayOfReplay(at_ms, newest_ms))}>
        {t('history.replay.whole_day')}
      </Button>
    </div>
  );
}

/** How fast it plays, and whether again and again. */
function Pace({ player }: { player: Replay }) {
  const { t } = useTranslation();
  const { speed, loop } = useStore(player.state);
  return (
    <>
      <Select
        aria-label={t('history.replay.speed')}
        value={speed}
        options={REPLAY_SPEEDS.map((value) => ({
          value,
          label: t('history.replay.speed_of', { number: value }),
        }))}
        onChange={(value) => player.set({ speed: value })}
      />
      <Button
        type={loop ? 'primary' : 'default'}
        ghost={loop}
        aria-pressed={loop}
        icon={<RetweetOutlined />}
        onClick={() => player.set({ loop: !loop })}
      >
        {t('history.replay.loop')}
      </Button>
    </>
  );
}
