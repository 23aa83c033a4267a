import type { Situation, SituationHeader, SituationKind, SituationSeverity } from '@opentocc/contract';
import { type CapAlert, type CapInfo, type Word, writeCap } from '@opentocc/protocols/cap';
import { KIND_WORDS } from './words.ts';

const STATUSES: Readonly<Record<SituationHeader, Word<'status'>>> = {
  ...{ real: 'Actual', exercise: 'Exercise', technical_exercise: 'Exercise', test: 'Test' },
};
const SEVERITIES: Readonly<Record<SituationSeverity, Word<'severity'>>> = {
  ...{ lowest: 'Minor', low: 'Minor', medium: 'Moderate', high: 'Severe', highest: 'Extreme' },
};
const CERTAINTIES = { certain: 'Observed', probable: 'Likely', riskOf: 'Possible' } as const;
const CATEGORIES: Readonly<Partial<Record<SituationKind, Word<'category'>>>> = {
  ...{ weather: 'Met', flooding: 'Met', fire: 'Fire', crowding: 'Safety', equipment: 'Infra' },
};
const SENDER = 'opentocc';
/** A place is said as a circle: a call is some hundred metres off. */
const RADIUS_KM = 0.3;

/**
 * A situation as a CAP 1.2 alert. The first version is an alert, each further one an update of it; one that was found untrue
 * cancels it. What is cleared is an update that is over: it was true.
 */
export function capOf(situation: Situation): string {
  const { id, version, state, header, received_ms, timeline } = situation;
  const first = `SIT-${id}-1`;
  const alert: CapAlert = {
    ...{ identifier: `SIT-${id}-${version}`, sender: SENDER, status: STATUSES[header], scope: 'Restricted' },
    sent_ms: timeline.at(-1)?.at_ms ?? received_ms,
    msg_type: state === 'dismissed' ? 'Cancel' : version === 1 ? 'Alert' : 'Update',
    references: version === 1 ? [] : [{ sender: SENDER, identifier: first, sent_ms: received_ms }],
    ...{ note: '', incidents: `SIT-${id}`, signed: false },
    infos: (['zh', 'en'] as const).map((language) => infoOf(situation, language)),
  };
  return writeCap(alert);
}

function infoOf(situation: Situation, language: 'zh' | 'en'): CapInfo {
  const { kind, severity, probability, validity, title, road, lon, lat, district, state, report_list } =
    situation;
  const event = KIND_WORDS[kind][language];
  const isOver = state === 'cleared' || state === 'reviewed';
  return {
    ...{ language: language === 'zh' ? 'zh-CN' : 'en-US', event, event_codes: [], parameters: [], web: '' },
    ...{ categories: [CATEGORIES[kind] ?? 'Transport'], response_types: [isOver ? 'AllClear' : 'Avoid'] },
    ...{ urgency: isOver ? 'Past' : 'Immediate', severity: SEVERITIES[severity] },
    ...{ certainty: CERTAINTIES[probability], effective_ms: null, instruction: '', sender_name: 'OpenTOCC' },
    ...{ onset_ms: validity.start_ms, expires_ms: validity.end_ms },
    headline: language === 'zh' ? title : `${event} ${road.en}`.trim(),
    description: language === 'zh' ? (report_list[0]?.text ?? '') : '',
    areas: [
      {
        ...{
          description: road[language] || title,
          polygons: [],
          circles: [{ lon, lat, radius_km: RADIUS_KM }],
        },
        geocodes: district === null ? [] : [{ name: 'GB/T 2260', value: district }],
      },
    ],
  };
}
