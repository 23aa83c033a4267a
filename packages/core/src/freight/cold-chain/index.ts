export {
  type BreachMeasure,
  type BreachRule,
  type BreachSide,
  checkSettings,
  isOutside,
  type SettingsFault,
  type SupervisionSettings,
} from './settings.ts';
export {
  type Breach,
  endBreach,
  faultOf,
  nothingSeen,
  passTime,
  READING_LIMITS,
  type Reading,
  type ReadingFault,
  type RuleState,
  type Supervised,
  type SupervisionEvent,
  type SupervisionState,
  supervise,
} from './supervise.ts';
