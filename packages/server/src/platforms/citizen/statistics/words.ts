import type { Bilingual } from '@opentocc/contract';

export const HOTLINE: Bilingual = { zh: '热线（未转办）', en: 'The hotline itself' };

export const TYPE_WORDS: Readonly<Record<string, Bilingual>> = {
  consultation: { zh: '信息咨询', en: 'Consultations' },
  complaint: { zh: '投诉举报', en: 'Complaints' },
  suggestion: { zh: '意见建议', en: 'Suggestions' },
};

export const FIELD_WORDS: Readonly<Record<string, Bilingual>> = {
  highway: { zh: '公路', en: 'Highways' },
  waterway: { zh: '水路', en: 'Waterways' },
  road_transport: { zh: '道路运输', en: 'Road transport' },
  urban_passenger: { zh: '城市客运', en: 'Urban passenger transport' },
  maritime: { zh: '海事', en: 'Maritime affairs' },
  salvage: { zh: '救助打捞', en: 'Salvage' },
  water_rescue: { zh: '水上搜救', en: 'Rescue at sea' },
};
