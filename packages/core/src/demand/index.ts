export * from './area-traffic.ts';
export * from './calibrate-area.ts';
export * from './cut-area.ts';
export * from './flow-from-speed.ts';
export { isSignalised } from './junctions.ts';
export * from './path-flows.ts';
export * from './sim-area.ts';
export { TRAFFIC_PARAMETERS, type TrafficParameters } from './traffic-parameters.ts';
export { type TurnKind, turnKind } from './turn-kinds.ts';
