import type { BarPart } from '../feature.ts';
import { featurePart } from '../feature-parts.ts';
import { FEATURES } from '../features.ts';
import { useSession } from '../session/session.ts';

const PARTS = FEATURES.flatMap((feature) =>
  (feature.bar ?? []).map(({ key, authority, load }: BarPart) => ({
    key: `${feature.name} ${key}`,
    authority,
    Part: featurePart(feature, load),
  })),
);

/** What features put in the bar, for whoever may use it. */
export function BarParts() {
  const { permissions } = useSession();
  return PARTS.filter(({ authority }) => permissions.includes(authority)).map(({ key, Part }) => (
    <Part key={key} />
  ));
}
