import type { SimArea } from '@opentocc/core/demand';

/** Simulated links that something takes: of a link that is divided the place, of others the whole. */
export const placesOn = ({ places, parts }: SimArea, links: readonly number[]): number[] =>
  links.flatMap((link) => {
    const place = places.get(link);
    return place ? [place.at] : (parts.get(link) ?? []);
  });

/** The whole of some links of the city. */
export const wholeOf = ({ parts }: SimArea, links: readonly number[]): number[] =>
  links.flatMap((link) => parts.get(link) ?? []);

/** Where each begins. */
export const beginsOf = ({ parts }: SimArea, links: readonly number[]): number[] =>
  links.flatMap((link) => parts.get(link)?.slice(0, 1) ?? []);
