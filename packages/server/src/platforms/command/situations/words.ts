import type {
  Bilingual,
  EventLevel,
  FilingKind,
  SituationKind,
  SituationSeverity,
  SituationState,
} from '@opentocc/contract';

export const KIND_WORDS: Readonly<Record<SituationKind, Bilingual>> = {
  accident: { zh: '交通事故', en: 'Accident' },
  breakdown: { zh: '车辆故障', en: 'Breakdown' },
  obstruction: { zh: '路面障碍', en: 'Obstruction' },
  congestion: { zh: '异常拥堵', en: 'Congestion' },
  closure: { zh: '道路封闭', en: 'Closure' },
  roadworks: { zh: '占道施工', en: 'Roadworks' },
  flooding: { zh: '道路积水', en: 'Flooding' },
  weather: { zh: '恶劣天气', en: 'Severe weather' },
  fire: { zh: '火情', en: 'Fire' },
  crowding: { zh: '客流聚集', en: 'Crowding' },
  equipment: { zh: '设施故障', en: 'Equipment fault' },
  event: { zh: '大型活动', en: 'Public event' },
  other: { zh: '其他', en: 'Other' },
};

export const STATE_WORDS: Readonly<Record<SituationState, Bilingual>> = {
  received: { zh: '接报', en: 'received' },
  verified: { zh: '核实', en: 'verified' },
  responding: { zh: '处置', en: 'responding' },
  cleared: { zh: '解除', en: 'cleared' },
  reviewed: { zh: '复盘', en: 'reviewed' },
  dismissed: { zh: '排除', en: 'dismissed' },
};

export const SEVERITY_WORDS: Readonly<Record<SituationSeverity, Bilingual>> = {
  lowest: { zh: '极轻', en: 'lowest' },
  low: { zh: '轻', en: 'low' },
  medium: { zh: '中', en: 'medium' },
  high: { zh: '重', en: 'high' },
  highest: { zh: '极重', en: 'highest' },
};

export const LEVEL_WORDS: Readonly<Record<EventLevel, Bilingual>> = {
  general: { zh: '一般', en: 'general' },
  large: { zh: '较大', en: 'large' },
  major: { zh: '重大', en: 'major' },
  extreme: { zh: '特别重大', en: 'extreme' },
};

export const FILING_WORDS: Readonly<Record<FilingKind, Bilingual>> = {
  first: { zh: '首报', en: 'First report' },
  follow_up: { zh: '续报', en: 'Further report' },
  final: { zh: '终报', en: 'Final report' },
};
