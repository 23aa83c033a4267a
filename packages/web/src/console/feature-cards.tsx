import type { CardPlace } from './feature.ts';
import { featurePart } from './feature-parts.ts';
import { FEATURES } from './features.ts';

const CARDS = FEATURES.flatMap((feature) =>
  (feature.cards ?? []).map(({ key, place, load }) => ({
    key: `${feature.name} ${key}`,
    place,
    Card: featurePart(feature, load),
  })),
);

/** The cards that features put at a place, in their order. */
export function FeatureCards({ place }: { place: CardPlace }) {
  const cards = CARDS.filter((card) => card.place === place);
  return cards.map(({ key, Card }) => <Card key={key} />);
}
