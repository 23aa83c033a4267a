import type { FiledKind, FilingDocumentKind, FilingSetting } from '@opentocc/contract';
import { DOCUMENT_WORDS, KIND_WORDS } from './words.ts';

/** What filing asks for from a day on. */
export interface FilingSettings {
  readonly valid_from: string;
  /** Days before documents end at which their firm hears of it. */
  readonly notice_days: number;
  /** Days after a sanction within which a firm appeals. */
  readonly appeal_within_days: number;
  /** Days within which an appeal is decided. */
  readonly appeal_decided_days: number;
  readonly documents: Readonly<Record<FiledKind, readonly FilingDocumentKind[]>>;
  /** Areas of places, m². */
  readonly least_m2: number;
  readonly most_m2: number;
  readonly assumed: boolean;
}

/** The oldest first; a new one begins on its day, and what was decided before stays as it was. */
const HISTORY: readonly FilingSettings[] = [
  {
    ...{ valid_from: '2020-01-01', notice_days: 30, appeal_within_days: 60, appeal_decided_days: 15 },
    documents: {
      firm: ['business_licence', 'transport_licence'],
      truck: ['vehicle_licence', 'transport_permit', 'cross_border'],
      driver: ['driving_licence', 'qualification'],
      ...{ place: [], route: [] },
    },
    ...{ least_m2: 100, most_m2: 4_000_000, assumed: true },
  },
];

/** What holds on a day, yyyy-mm-dd. */
export function settingsOn(day: string): FilingSettings {
  return HISTORY.findLast(({ valid_from }) => valid_from <= day) ?? HISTORY[0];
}

const SOURCE = {
  notice_days: { zh: '惯例，待主管部门确认', en: 'By custom, to be confirmed by the authority' },
  appeal_within_days: {
    zh: '参照行政复议法的六十日，待主管部门确认',
    en: 'After the sixty days of the law on administrative review, to be confirmed',
  },
  appeal_decided_days: { zh: '暂定，待主管部门确认', en: 'Assumed, to be confirmed by the authority' },
  documents: {
    zh: '道路运输条例和粤港跨境车辆管理的一般要求，清单待确认',
    en: 'What road transport and cross-border trucks need in general; the list is to be confirmed',
  },
  area: { zh: '暂定，防止误画', en: 'Assumed, against slips of the hand' },
};

/** As screens show them. */
export function listSettings(day: string): FilingSetting[] {
  const now = settingsOn(day);
  const { valid_from, assumed } = now;
  const one = (
    key: string,
    zh: string,
    en: string,
    value: string,
    source: FilingSetting['source'],
  ): FilingSetting => ({ ...{ key, name: { zh, en }, value }, ...{ valid_from, source, assumed } });
  const { notice_days, appeal_within_days, appeal_decided_days } = SOURCE;
  return [
    one(
      'notice_days',
      '证件到期前提醒（天）',
      'Notice before documents end, days',
      `${now.notice_days}`,
      notice_days,
    ),
    one(
      ...([
        'appeal_within_days',
        '可申诉期限（天）',
        'Appeal within, days',
        `${now.appeal_within_days}`,
      ] as const),
      appeal_within_days,
    ),
    one(
      ...(['appeal_decided_days', '申诉裁定期限（天）', 'Appeal decided within, days'] as const),
      ...([`${now.appeal_decided_days}`, appeal_decided_days] as const),
    ),
    one('area', '点位面积（平方米）', 'Area of a place, m²', `${now.least_m2} – ${now.most_m2}`, SOURCE.area),
    ...(['firm', 'truck', 'driver'] as const).map((kind) =>
      one(
        `documents-${kind}`,
        `${KIND_WORDS[kind].zh}必备证件`,
        `Documents that a ${KIND_WORDS[kind].en} needs`,
        now.documents[kind].map((each) => DOCUMENT_WORDS[each].zh).join('、'),
        SOURCE.documents,
      ),
    ),
  ];
}
