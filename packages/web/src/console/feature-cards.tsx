import { Suspense } from 'react';
import type { CardPlace } from './feature.ts';
import { FEATURES } from './features.ts';

/** The cards that features put at a place, in their order. */
export function FeatureCards({ place }: { place: CardPlace }) {
  const cards = FEATURES.flatMap(({ name, cards = [] }) =>
    cards.filter((card) => card.place === place).map(({ key, Card }) => <Card key={`${name} ${key}`} />),
  );
  return <Suspense>{cards}</Suspense>;
}
