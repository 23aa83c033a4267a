/**
 * Situations as DATEX II 2.0 (namespace `http://datex2.eu/schema/2/2_0`) exchanges them: the elements that a coordination
 * centre states, not all that the model knows.
 */
export interface DatexPublication {
  /** When it was published, UTC ms. */
  readonly at_ms: number;
  /** Who publishes: an identifier of the centre. */
  readonly creator: string;
  readonly situations: readonly DatexSituation[];
}

/** What a situation is; each stands for one type of record of the model. */
export type DatexRecordType =
  | 'accident'
  | 'brokenDownVehicle'
  | 'obstruction'
  | 'queuingTraffic'
  | 'roadClosed'
  | 'roadworks'
  | 'flooding'
  | 'badWeather'
  | 'seriousFire'
  | 'crowd'
  | 'equipmentFault'
  | 'publicEvent'
  | 'incident';

export type DatexStatus = 'real' | 'securityExercise' | 'technicalExercise' | 'test';
export type DatexSeverity = 'lowest' | 'low' | 'medium' | 'high' | 'highest';

export interface DatexSituation {
  readonly id: string;
  readonly version: string;
  readonly type: DatexRecordType;
  readonly status: DatexStatus;
  readonly created_ms: number;
  readonly versioned_ms: number;
  readonly observed_ms: number;
  readonly probability: 'certain' | 'probable' | 'riskOf';
  readonly severity: DatexSeverity;
  readonly source: { readonly name: string; readonly type: string; readonly reliable: boolean };
  readonly validity: {
    readonly status: 'active' | 'suspended' | 'definedByValidityTimeSpec';
    readonly overrunning: boolean;
    readonly start_ms: number;
    readonly end_ms: number | null;
  };
  readonly impact: DatexImpact;
  /** Why it happened; empty where that is not known. */
  readonly cause: string;
  /** For everybody, by language. */
  readonly comment: { readonly zh: string; readonly en: string };
  readonly lon: number;
  readonly lat: number;
  /** It was taken back as untrue, or is over. */
  readonly cancelled: boolean;
  readonly ended: boolean;
}

export interface DatexImpact {
  readonly capacity_pct: number | null;
  readonly delay_s: number | null;
  readonly lanes: {
    readonly restricted: number;
    readonly operational: number;
    readonly original: number;
  } | null;
}
