import { CaretRightOutlined, PauseOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';

/** How long each minute is shown while the study plays, ms. */
const STEP_MS = 350;

interface Props {
  readonly minute: number;
  readonly last: number;
  readonly at: string;
  setMinute(minute: number): void;
}

/** Chooses the minute that the map shows, or plays them one after the other. */
export function MinuteSlider({ minute, last, at, setMinute }: Props) {
  const { t } = useTranslation();
  const [isPlaying, setPlaying] = useState(false);
  useEffect(() => {
    if (!isPlaying) return;
    const timer = setTimeout(() => {
      if (minute >= last) setPlaying(false);
      else setMinute(minute + 1);
    }, STEP_MS);
    return () => clearTimeout(timer);
  }, [isPlaying, minute, last, setMinute]);
  const start = () => {
    if (minute >= last) setMinute(1);
    setPlaying(true);
  };
  return (
    <div className="study-minute">
      <Button
        size="small"
        icon={isPlaying ? <PauseOutlined /> : <CaretRightOutlined />}
        aria-label={t(isPlaying ? 'studies.pause' : 'studies.play')}
        onClick={() => (isPlaying ? setPlaying(false) : start())}
      />
      <input
        type="range"
        className="study-slider"
        min={1}
        max={last}
        value={minute}
        aria-label={t('studies.time')}
        aria-valuetext={at}
        onChange={(event) => setMinute(Number(event.target.value))}
      />
    </div>
  );
}
