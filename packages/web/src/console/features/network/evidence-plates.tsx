import { type ReactNode, useState } from 'react';
import { call } from '../../../ui/api.ts';
import { plateOf } from '../../../ui/format.ts';
import { useMay } from '../../session/session.ts';
import { Reveal } from '../../ui/reveal.tsx';

/**
 * Shows a vehicle of the evidence by its masked plate, or by its number when it is not registered.
 * @param show what the name looks like in its place
 */
export type PlateCell = (
  vehicle: number,
  masked: string | null,
  show?: (name: string) => ReactNode,
) => ReactNode;

/** Plates of a link's evidence; one that was revealed for a reason stays so in every row, while the page is open. */
export function usePlates(link: number): PlateCell {
  const may = useMay('vehicles:plate');
  const [revealed, setRevealed] = useState<ReadonlyMap<number, string>>(new Map());
  return (vehicle, masked, show = (name) => name) => {
    if (masked === null) return show(`#${vehicle}`);
    const known = revealed.get(vehicle);
    if (known !== undefined) return show(known);
    return (
      <Reveal
        key={vehicle}
        masked={show(masked)}
        may={may}
        ask={(reason) =>
          call('POST /api/v1/vehicles/:id/plate/reveal', { params: { id: vehicle }, body: { reason, link } })
        }
        show={({ plate }) => show(plateOf(plate))}
        onReveal={({ plate }) => setRevealed((all) => new Map(all).set(vehicle, plateOf(plate)))}
      />
    );
  };
}
