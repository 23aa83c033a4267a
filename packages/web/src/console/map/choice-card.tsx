import { useStore } from '../../ui/store.ts';
import { featurePart } from '../feature-parts.ts';
import { FEATURES } from '../features.ts';
import { InReplay } from './in-replay.tsx';
import { choiceStore } from './map-model.ts';

/** The drawers of one kind of choice, of whichever features have one. */
const drawersOf = <Kind extends 'link' | 'vehicle' | 'road'>(kind: Kind) =>
  FEATURES.flatMap((feature) => {
    const load = feature.drawers?.[kind];
    return load ? [{ name: feature.name, feature, load }] : [];
  });

const NUMBERED = {
  link: drawersOf('link').map(({ name, feature, load }) => ({ name, Drawer: featurePart(feature, load) })),
  vehicle: drawersOf('vehicle').map(({ name, feature, load }) => ({
    name,
    Drawer: featurePart(feature, load),
  })),
};
const ROADS = drawersOf('road').map(({ name, feature, load }) => ({
  name,
  Drawer: featurePart(feature, load),
}));

/** Looks closer at what is chosen. */
export function ChoiceCard() {
  const choice = useStore(choiceStore);
  if (choice === null) return null;
  if (choice.kind === 'road')
    return ROADS.map(({ name, Drawer }) => (
      <InReplay how="follows" key={`${name} ${choice.key}`}>
        <Drawer id={choice.key} />
      </InReplay>
    ));
  return NUMBERED[choice.kind].map(({ name, Drawer }) => (
    <InReplay how="follows" key={`${name} ${choice.kind} ${choice.id}`}>
      <Drawer id={choice.id} />
    </InReplay>
  ));
}
