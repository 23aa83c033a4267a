import { keepRows, type VehiclesFrame, vehicleFrames } from '@opentocc/contract';

/** The frame as an area sees it: a vehicle that is outside now goes away, whether it was shown before or not. */
export function vehiclesWithin(frame: VehiclesFrame, isShown: (vehicle: number) => boolean): VehiclesFrame {
  const outside = frame.kind === 'vehicles_delta' ? frame.vehicle.filter((vehicle) => !isShown(vehicle)) : [];
  return {
    ...keepRows(vehicleFrames, frame, (row) => isShown(frame.vehicle[row])),
    removed: Uint32Array.from([...frame.removed, ...outside]),
  };
}
