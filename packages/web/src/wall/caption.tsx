import { indexText } from '../ui/format.ts';
import { useTranslation } from '../ui/i18n/use-translation.ts';
import { languageStore } from '../ui/preferences.ts';
import { useRoadName } from '../ui/road-name.ts';
import { useStore } from '../ui/store.ts';
import type { WallEvent } from './events.ts';
import { useDistrictOf } from './roads.tsx';
import type { Rotation } from './rotation.ts';
import type { SceneOf } from './scenes.tsx';

interface Props {
  readonly scene: SceneOf;
  readonly rotation: Rotation;
}

/** Which scene this is, why it is shown, which others there are, and whether they rotate. */
export function Caption({ scene, rotation }: Props) {
  const { t } = useTranslation();
  const { scenes, turn, paused_ms } = rotation;
  const { name, event, place } = scene;
  return (
    <div className="wall-caption">
      <p className={event ? 'wall-event' : 'wall-scene'} role="status">
        {event ? (
          <Why event={event} />
        ) : name === 'district' && place ? (
          t('wall.worst_district', { place })
        ) : (
          sceneText()
        )}
      </p>
      {paused_ms !== null && <p className="wall-paused">{t('wall.paused')}</p>}
      {scenes.length > 1 && (
        <p className="wall-turns">
          <span className="visually-hidden">{t('wall.turn', { turn: turn + 1, of: scenes.length })}</span>
          {scenes.map((one, i) => (
            <i key={one} className={i === turn && !event ? 'wall-turn' : undefined} />
          ))}
        </p>
      )}
    </div>
  );

  function sceneText(): string {
    return name === 'source' || name === 'road' ? '' : t(`wall.scene.${name}`);
  }
}

function Why({ event }: { readonly event: WallEvent }) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const roadName = useRoadName();
  const districtOf = useDistrictOf();
  if (event.kind === 'source') return t('wall.why_source', { name: event.name[language] });
  const { road } = event;
  return t('wall.why_road', {
    name: roadName(road.name),
    district: districtOf(road),
    index: indexText(road.index),
  });
}
