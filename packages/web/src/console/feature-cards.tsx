import type { CardPlace } from './feature.ts';
import { featurePart } from './feature-parts.ts';
import { FEATURES } from './features.ts';
import { InReplay } from './map/in-replay.tsx';

const CARDS = FEATURES.flatMap((feature) =>
  (feature.cards ?? []).map(({ key, place, replay, load }) => ({
    key: `${feature.name} ${key}`,
    place,
    // What screens rest on stands beside no map.
    replay: place === 'about' ? 'apart' : replay,
    Card: featurePart(feature, load),
  })),
);

/** The cards that features put at a place, in their order. */
export function FeatureCards({ place }: { place: CardPlace }) {
  const cards = CARDS.filter((card) => card.place === place);
  return cards.map(({ key, replay, Card }) => (
    <InReplay key={key} how={replay}>
      <Card />
    </InReplay>
  ));
}
