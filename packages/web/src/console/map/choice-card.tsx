import { useStore } from '../../ui/store.ts';
import { featurePart } from '../feature-parts.ts';
import { FEATURES } from '../features.ts';
import { InReplay } from './in-replay.tsx';
import { choiceStore } from './map-model.ts';

const DRAWERS = FEATURES.flatMap((feature) =>
  Object.entries(feature.drawers ?? {}).map(([kind, load]) => ({ kind, Drawer: featurePart(feature, load) })),
);

/** Looks closer at what is chosen. */
export function ChoiceCard() {
  const choice = useStore(choiceStore);
  if (choice === null || choice.kind === 'road') return null;
  return DRAWERS.filter(({ kind }) => kind === choice.kind).map(({ kind, Drawer }) => (
    <InReplay key={`${kind} ${choice.id}`} how="follows">
      <Drawer id={choice.id} />
    </InReplay>
  ));
}
