import type {
  ReportOrigin,
  Situation,
  SituationHeader,
  SituationKind,
  SituationList,
} from '@opentocc/contract';
import {
  type DatexRecordType,
  type DatexSituation,
  type DatexStatus,
  writeDatex,
} from '@opentocc/protocols/datex2';
import type { Area } from '../../../kit/area.ts';
import { laneCounts } from './model.ts';
import { KIND_WORDS } from './words.ts';

const TYPES: Readonly<Record<SituationKind, DatexRecordType>> = {
  ...{ accident: 'accident', breakdown: 'brokenDownVehicle', obstruction: 'obstruction' },
  ...{ congestion: 'queuingTraffic', closure: 'roadClosed', roadworks: 'roadworks', flooding: 'flooding' },
  ...{ weather: 'badWeather', fire: 'seriousFire', crowding: 'crowd', equipment: 'equipmentFault' },
  ...{ event: 'publicEvent', other: 'incident' },
};

const STATUSES: Readonly<Record<SituationHeader, DatexStatus>> = {
  real: 'real',
  exercise: 'securityExercise',
  technical_exercise: 'technicalExercise',
  test: 'test',
};

/** Source type of the model, and whether what comes from there is taken as reliable. */
const SOURCES: Readonly<Record<ReportOrigin, readonly [type: string, reliable: boolean]>> = {
  signal: ['vehicleProbeMeasurement', true],
  warning: ['trafficMonitoringStation', true],
  call: ['mobileTelephoneCaller', false],
  officer: ['roadAuthorities', true],
  patrol: ['roadOperatorPatrol', true],
  camera: ['cameraObservation', true],
  other: ['otherInformation', false],
};

export interface DatexExportDeps {
  readonly list: (area: Area, query: { state: 'open'; limit: number }) => Promise<SituationList>;
  readonly get: (area: Area, id: number) => Promise<Situation>;
  readonly now: () => number;
}

const MOST = 1000;

/** Situations as other centres read them. @returns one, or all open ones when no number is given */
export function createDatexExport({ list, get, now }: DatexExportDeps) {
  return async (area: Area, id: number | null): Promise<string> => {
    const ids =
      id === null ? (await list(area, { state: 'open', limit: MOST })).situations.map((one) => one.id) : [id];
    const situations: DatexSituation[] = [];
    for (const one of ids) situations.push(datexOf(await get(area, one)));
    return writeDatex({ at_ms: now(), creator: 'OpenTOCC', situations });
  };
}

function datexOf(situation: Situation): DatexSituation {
  const { id, version, kind, header, probability, severity, validity, lanes, cause } = situation;
  const { capacity_pct, delay_s, lon, lat, state, received_ms, timeline } = situation;
  return {
    ...{
      id: `${id}`,
      version: `${version}`,
      type: TYPES[kind],
      status: STATUSES[header],
      probability,
      severity,
    },
    ...{ created_ms: received_ms, versioned_ms: timeline.at(-1)?.at_ms ?? received_ms, cause, lon, lat },
    observed_ms: Math.min(...situation.report_list.map(({ at_ms }) => at_ms), received_ms),
    source: sourceOf(situation),
    validity: {
      ...{ overrunning: validity.overrunning, start_ms: validity.start_ms, end_ms: validity.end_ms },
      status: validity.status === 'by_time' ? 'definedByValidityTimeSpec' : validity.status,
    },
    impact: { capacity_pct, delay_s, lanes: laneCounts(lanes) },
    comment: commentOf(situation),
    cancelled: state === 'dismissed',
    ended: state === 'cleared' || state === 'reviewed',
  };
}

/** Of the first report; a person who verified it makes it reliable. */
function sourceOf({ report_list, state }: Situation): DatexSituation['source'] {
  const [type, reliable] = SOURCES[report_list[0]?.origin ?? 'other'];
  const verified = state !== 'received' && state !== 'dismissed';
  return { name: 'OpenTOCC', type, reliable: reliable || verified };
}

function commentOf({ kind, road, title }: Situation): DatexSituation['comment'] {
  return { zh: title, en: road.en === '' ? KIND_WORDS[kind].en : `${KIND_WORDS[kind].en} on ${road.en}` };
}
