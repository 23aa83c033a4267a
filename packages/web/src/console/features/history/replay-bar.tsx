import {
  CaretRightOutlined,
  HistoryOutlined,
  PauseOutlined,
  StepBackwardOutlined,
  StepForwardOutlined,
} from '@ant-design/icons';
import { Button, Select, Slider } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { known, standOf } from '../../../ui/asked.ts';
import { clockOf, dayOf, minuteOf } from '../../../ui/format.ts';
import { useReplaySpan } from '../../../ui/queries.ts';
import { useStore } from '../../../ui/store.ts';
import { playerStore, REPLAY_SPEEDS, ReplayPlayer } from '../../map/replay-player.ts';
import { useMay, useMayInCity } from '../../session/session.ts';
import { LeftOut } from '../../ui/left-out.tsx';
import './replay.css';

const STEP_MS = 10 * 60_000;

/** Opens the replay of any stored hour on the map, and leads back to the live city. */
export function ReplayBar() {
  const player = useStore(playerStore);
  const may = useMay('history:read');
  // The replay is of the map of this page; when the page goes, so does the player.
  useEffect(() => endReplay, []);
  if (player) return <Controls player={player} />;
  return may && <OpenButton />;
}

function endReplay(): void {
  playerStore.get()?.close();
  playerStore.set(null);
}

function OpenButton() {
  const { t } = useTranslation();
  const with_vehicles = useMayInCity('vehicles:trace');
  const asked = useReplaySpan(true);
  const stand = standOf(asked);
  const span = known(asked);
  const from_ms = span?.from_ms ?? null;
  const to_ms = span?.to_ms ?? null;
  const open = () => {
    if (from_ms === null || to_ms === null) return;
    playerStore.set(new ReplayPlayer({ from_ms, to_ms }, with_vehicles));
  };
  return (
    <Button
      className="replay-open"
      icon={<HistoryOutlined />}
      disabled={from_ms === null}
      title={from_ms === null ? t(`history.replay.why.${stand.kind}`) : undefined}
      onClick={open}
    >
      {t('history.replay.open')}
    </Button>
  );
}

function Controls({ player }: { player: ReplayPlayer }) {
  const { t } = useTranslation();
  const { at_ms, playing, speed, missing, left_out } = useStore(player.state);
  const { from_ms, to_ms } = player.span;
  return (
    <section className="card replay" aria-label={t('history.replay.title')}>
      <p className="replay-banner" role="status">
        <strong>{t('history.replay.banner')}</strong>
        <time>
          {dayOf(at_ms)} {clockOf(at_ms)}
        </time>
        <span className="muted hint-inline">{t('history.replay.scope')}</span>
        {!player.with_vehicles && <span className="muted">{t('history.replay.no_vehicles')}</span>}
        {missing && <span className="bad">{t('history.replay.missing')}</span>}
        <LeftOut files={left_out} />
      </p>
      <div className="replay-row">
        <Button
          type="primary"
          shape="circle"
          aria-label={playing ? t('history.replay.pause') : t('history.replay.play')}
          icon={playing ? <PauseOutlined /> : <CaretRightOutlined />}
          onClick={() => player.setPlaying(!playing)}
        />
        <Button
          type="text"
          aria-label={t('history.replay.back')}
          icon={<StepBackwardOutlined />}
          onClick={() => player.seek(at_ms - STEP_MS)}
        />
        <Slider
          className="replay-slider"
          ariaLabelForHandle={t('history.replay.position')}
          min={from_ms}
          max={to_ms}
          step={60_000}
          value={at_ms}
          tooltip={{ formatter: (value) => minuteOf(value ?? at_ms) }}
          onChange={(value) => player.seek(value)}
        />
        <Button
          type="text"
          aria-label={t('history.replay.forward')}
          icon={<StepForwardOutlined />}
          onClick={() => player.seek(at_ms + STEP_MS)}
        />
        <Select
          aria-label={t('history.replay.speed')}
          value={speed}
          options={REPLAY_SPEEDS.map((value) => ({ value, label: `${value}×` }))}
          onChange={(value) => player.setSpeed(value)}
        />
        <Button onClick={endReplay}>{t('history.replay.live')}</Button>
      </div>
      <p className="replay-span muted">
        <time>{minuteOf(from_ms)}</time>
        <time>{minuteOf(to_ms)}</time>
      </p>
    </section>
  );
}
