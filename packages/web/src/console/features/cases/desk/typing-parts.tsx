import { type ComponentType, use, useMemo } from 'react';
import type { TypingProps } from '../../../feature.ts';
import { featurePart } from '../../../feature-parts.ts';
import { FeaturesContext } from '../../../features-context.ts';

/** What other features know while a case is typed, without this one knowing them. */
export function TypingParts(props: TypingProps) {
  const features = use(FeaturesContext);
  const parts = useMemo(
    () =>
      features.flatMap((feature): [string, ComponentType<TypingProps>][] =>
        feature.typing ? [[feature.name, featurePart(feature, feature.typing)]] : [],
      ),
    [features],
  );
  return (
    <div className="desk-know">
      {parts.map(([name, Part]) => (
        <Part key={name} {...props} />
      ))}
    </div>
  );
}
