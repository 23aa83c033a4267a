import type { TripDeclaration } from '@opentocc/contract';
import type { TripDocument } from '@opentocc/core/freight';
import { DAY_MS } from '@opentocc/core/time';
import { cityDayStartOf } from '../../../kit/clock.ts';
import type { FiledForTrip } from './ports.ts';

/** Documents that regimes ask for, as they are called on file. */
const ON_FILE = { cross_border: 'permit', driving_licence: 'licence' } as const;

/**
 * What goes with a trip: permit and licence as they are on file, the slip of dangerous goods, and what the firm declared. Of
 * several drivers' licences the one that ends first counts.
 */
export function papersOf(
  { documents, goods }: TripDeclaration,
  { truck, drivers }: FiledForTrip,
): TripDocument[] {
  const permit = truck.documents.filter(({ kind }) => kind === 'cross_border').map(paperOf);
  const licences = drivers.map(({ documents: own }) =>
    own.filter(({ kind }) => kind === 'driving_licence').map(paperOf),
  );
  const complete = licences.every((own) => own.length > 0);
  return [
    ...permit,
    ...(complete ? [earliestOf(licences.flat())] : []),
    ...(goods.hazmat ? [{ kind: 'hazmat_slip' as const, valid_to_ms: null }] : []),
    ...documents.filter(({ kind }) => kind !== 'permit' && kind !== 'licence' && kind !== 'hazmat_slip'),
  ];
}

/** A document holds until the end of its last day. */
const paperOf = ({
  kind,
  until,
}: {
  readonly kind: string;
  readonly until: string | null;
}): TripDocument => ({
  kind: ON_FILE[kind as keyof typeof ON_FILE],
  valid_to_ms: until === null ? null : cityDayStartOf(until) + DAY_MS,
});

const earliestOf = (papers: readonly TripDocument[]): TripDocument =>
  papers.reduce((a, b) =>
    (b.valid_to_ms ?? Number.POSITIVE_INFINITY) < (a.valid_to_ms ?? Number.POSITIVE_INFINITY) ? b : a,
  );
