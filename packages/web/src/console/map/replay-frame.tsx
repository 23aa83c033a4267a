import { clockOf, dayOf } from '../../ui/format.ts';
import { useTranslation } from '../../ui/i18n/use-translation.ts';
import { useStore } from '../../ui/store.ts';
import type { Replay } from './replay.ts';
import { playerStore } from './replay-clock.ts';

/** Around a map that shows a past time: a frame, and which time that is. */
export function ReplayFrame() {
  const player = useStore(playerStore);
  return player && <Frame player={player} />;
}

function Frame({ player }: { player: Replay }) {
  const { t } = useTranslation();
  const { at_ms, lack } = useStore(player.state);
  return (
    <div className="replay-frame">
      <p className="replay-banner">
        <strong>{t('replay.banner')}</strong>
        <time>
          {dayOf(at_ms)} {clockOf(at_ms)}
        </time>
        <span role="status">{lack !== null && t(`replay.${lack}`)}</span>
      </p>
    </div>
  );
}
