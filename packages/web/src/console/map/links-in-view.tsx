import { useEffect, useState } from 'react';
import { speedText } from '../../ui/format.ts';
import { useTranslation } from '../../ui/i18n/use-translation.ts';
import type { Pointed } from '../../ui/map/map-layer.ts';
import { LINK_CLASS_NAMES, STATE_NAMES } from '../../ui/names.ts';
import { themeStore } from '../../ui/preferences.ts';
import { useRoadName } from '../../ui/road-name.ts';
import { useStore } from '../../ui/store.ts';
import { STATE_COLOURS } from '../../ui/theme/palette.ts';
import { beside } from '../ui/beside.ts';
import { Popup } from '../ui/popup.tsx';
import { choose, mapStore } from './map-model.ts';

const SHOWN = 40;
/** A map that still draws has no links yet: it is asked again while its list stands open and empty, ms. */
const AGAIN_MS = 500;

/** The links that the map shows, as a list: for who does not point at them. The worst stand first, then the larger roads. */
export function LinksInView() {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const [found, setFound] = useState<readonly Pointed[]>([]);
  const waits = isOpen && found.length === 0;
  useEffect(() => {
    if (!waits) return;
    const timer = setInterval(() => setFound(linksInView()), AGAIN_MS);
    return () => clearInterval(timer);
  }, [waits]);
  return (
    <Popup
      placement="bottomLeft"
      getPopupContainer={beside}
      title={t('map.in_view')}
      onOpenChange={(opens) => {
        setOpen(opens);
        if (opens) setFound(linksInView());
      }}
      content={(close) => <List found={found} close={close} />}
    >
      <button type="button" className="tool-button">
        {t('map.in_view')}
      </button>
    </Popup>
  );
}

const linksInView = (): readonly Pointed[] => inOrder(mapStore.get()?.inView() ?? []);

const inOrder = (links: readonly Pointed[]): readonly Pointed[] =>
  [...links].sort(
    (a, b) =>
      (b.state ?? 0) - (a.state ?? 0) ||
      LINK_CLASS_NAMES.findIndex((name) => name === a.class) -
        LINK_CLASS_NAMES.findIndex((name) => name === b.class),
  );

function List({ found, close }: { found: readonly Pointed[]; close(): void }) {
  const { t } = useTranslation();
  const roadName = useRoadName();
  const theme = useStore(themeStore);
  if (found.length === 0) return <p className="muted">{t('map.none_in_view')}</p>;
  return (
    <>
      <ul className="in-view">
        {found.slice(0, SHOWN).map(({ choice, name, state = 0, speed_kmh = null }) => (
          <li key={choice.kind === 'road' ? choice.key : choice.id}>
            <button
              type="button"
              className="row-button"
              onClick={() => {
                close();
                choose(choice);
              }}
            >
              <i className="row-lamp" style={{ background: STATE_COLOURS[theme][state] }} />
              <span className="row-name">{roadName(name)}</span>
              <small className="muted">
                {t(`state.${STATE_NAMES[state]}`)}
                {speed_kmh !== null && ` · ${speedText(speed_kmh)} km/h`}
              </small>
            </button>
          </li>
        ))}
      </ul>
      {found.length > SHOWN && (
        <p className="muted">{t('map.more_in_view', { number: found.length - SHOWN })}</p>
      )}
    </>
  );
}
