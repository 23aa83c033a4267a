export { type EstimateDeps, estimateLinkStates } from './estimate-link-states.ts';
export * from './link-state.ts';
export {
  addInto,
  DEFAULT_STAND_RULES,
  type StandRules,
  TravelAccumulator,
  type TravelSums,
} from './travel-accumulator.ts';
