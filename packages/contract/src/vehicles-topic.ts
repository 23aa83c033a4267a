import { defineFrames, type FrameOf } from './frame-codec.ts';
import { defineFrameTopic } from './live-topic.ts';

/** Vehicles that moved (all in a snapshot), and in a delta those that went away. */
export const vehicleFrames = defineFrames({
  name: 'vehicles',
  snapshot: 3,
  delta: 4,
  columns: {
    vehicle: { type: 'u32' },
    /** Degrees × 1e6. */
    lon_e6: { type: 'i32' },
    lat_e6: { type: 'i32' },
    removed: { type: 'u32', removed: true },
    /** km/h, 0–254; `SPEED_UNKNOWN` where the terminal does not state it. */
    speed_kmh: { type: 'u8' },
    /** Course in 256ths of a circle clockwise from north. */
    course: { type: 'u8' },
    /** Position in VEHICLE_CLASSES. */
    vehicle_class: { type: 'u8' },
  },
});
export type VehiclesFrame = FrameOf<typeof vehicleFrames>;

export const vehiclesTopic = defineFrameTopic('vehicles', 'vehicles:read', vehicleFrames);
