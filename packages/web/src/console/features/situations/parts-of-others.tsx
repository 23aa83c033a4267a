import { type ComponentType, use, useMemo } from 'react';
import { featurePart } from '../../feature-parts.ts';
import { FeaturesContext } from '../../features-context.ts';

/** What other features know of a situation, without this one knowing them. */
export function PartsOfOthers({ id }: { readonly id: number }) {
  const features = use(FeaturesContext);
  const parts = useMemo(
    () =>
      features.flatMap((feature): [string, ComponentType<{ readonly id: number }>][] =>
        feature.situation ? [[feature.name, featurePart(feature, feature.situation)]] : [],
      ),
    [features],
  );
  return parts.map(([name, Part]) => <Part key={name} id={id} />);
}
