import { type ComponentType, use, useMemo } from 'react';
import type { OfCase } from '../../../feature.ts';
import { featurePart } from '../../../feature-parts.ts';
import { FeaturesContext } from '../../../features-context.ts';

/** What other features know of a case, without this one knowing them. */
export function PartsOfOthers(props: OfCase) {
  const features = use(FeaturesContext);
  const parts = useMemo(
    () =>
      features.flatMap((feature): [string, ComponentType<OfCase>][] =>
        feature.case ? [[feature.name, featurePart(feature, feature.case)]] : [],
      ),
    [features],
  );
  return parts.map(([name, Part]) => <Part key={name} {...props} />);
}
