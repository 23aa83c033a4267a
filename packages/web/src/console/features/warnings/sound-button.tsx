import { MutedOutlined, SoundOutlined } from '@ant-design/icons';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { useStore } from '../../../ui/store.ts';
import { soundLet, soundStore, useAlarm } from './sound.ts';
import './warnings.css';

/** Lets new red and orange warnings be heard on every page, or not; says where the browser still keeps them quiet. */
export function SoundButton() {
  const { t } = useTranslation();
  const isOn = useStore(soundStore) === 'on';
  const isBlocked = useStore(soundLet) === 'waits' && isOn;
  useAlarm();
  const stand = isBlocked ? 'blocked' : isOn ? 'on' : 'off';
  const words = t(`warnings.sound_${stand}`);
  return (
    <>
      <button
        type="button"
        className="bar-button"
        data-sound={stand}
        aria-pressed={isOn}
        aria-label={t('warnings.sound')}
        title={words}
        onClick={() => soundStore.set(isOn ? 'off' : 'on')}
      >
        {isOn ? <SoundOutlined aria-hidden /> : <MutedOutlined aria-hidden />}
        {isBlocked && <span className="badge sound-blocked">!</span>}
      </button>
      <span role="status" className={isBlocked ? 'bar-words sound-words' : 'visually-hidden'}>
        {words}
      </span>
    </>
  );
}
