import { WallDuty } from './duty.tsx';
import { WallSituations } from './situations.tsx';
import { WallWarnings } from './warnings.tsx';

/** What is wrong, who has it and by when: in the place of the map. */
export function WatchScene() {
  return (
    <div className="wall-cover wall-watch">
      <WallSituations />
      <div className="wall-watch-side">
        <WallWarnings />
        <WallDuty />
      </div>
    </div>
  );
}
