export { type BarrierReport, SimulatedBarrier } from './barrier.ts';
export { type CameraDoor, postRead } from './camera.ts';
export { type GateMoment, gateMomentsOf } from './moments.ts';
