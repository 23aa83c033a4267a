import { Suspense, use } from 'react';
import { useTranslation } from 'react-i18next';
import { Answer } from '../ui/answer.tsx';
import { known } from '../ui/asked.ts';
import { Legend } from '../ui/legend.tsx';
import { themeStore } from '../ui/preferences.ts';
import { useCity } from '../ui/queries.ts';
import { useStore } from '../ui/store.ts';
import { FeatureCards } from './feature-cards.tsx';
import { lazyPart } from './feature-parts.ts';
import { FEATURES } from './features.ts';
import { LayerSwitch } from './map/layer-switch.tsx';
import { choiceStore } from './map/map-model.ts';
import { MapView } from './map/map-view.tsx';
import './map/map.css';

/** The layers that features add to the map, in their order: those of later ones lie above. */
const LAYERS = Promise.all(FEATURES.map(async ({ layers }) => layers?.() ?? [])).then((each) => each.flat());

/** The first page: the living city, with what matters now on both sides. */
export function MapPage() {
  const { t } = useTranslation();
  const city = useCity();
  const theme = useStore(themeStore);
  const layers = use(LAYERS);
  return (
    <div className="map-page">
      <h1 className="visually-hidden">{t('nav.map')}</h1>
      <Answer query={city}>{(of) => <MapView city={of} layers={layers} />}</Answer>
      <div className="column column-left">
        <FeatureCards place="map-left" />
      </div>
      <div className="column column-right">
        <FeatureCards place="map-find" />
        <ChoiceCard />
        <FeatureCards place="map-right" />
      </div>
      <LayerSwitch layers={layers} />
      <div className="map-foot">
        <FeatureCards place="map-foot" />
        <Legend theme={theme} city={known(city)} />
      </div>
    </div>
  );
}

const DRAWERS = FEATURES.flatMap((feature) =>
  Object.entries(feature.drawers ?? {}).map(([kind, load]) => ({ kind, Drawer: lazyPart(feature, load) })),
);

/** Looks closer at what is chosen. */
function ChoiceCard() {
  const choice = useStore(choiceStore);
  if (choice === null || choice.kind === 'road') return null;
  return DRAWERS.filter(({ kind }) => kind === choice.kind).map(({ kind, Drawer }) => (
    <Suspense key={`${kind} ${choice.id}`}>
      <Drawer id={choice.id} />
    </Suspense>
  ));
}
