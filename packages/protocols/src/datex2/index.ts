export type {
  DatexImpact,
  DatexPublication,
  DatexRecordType,
  DatexSituation,
  DatexStatus,
} from './model.ts';
export { writeDatex } from './write.ts';
