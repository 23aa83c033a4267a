import type { Bilingual, FiledKind, FilingDocumentKind, FilingState } from '@opentocc/contract';

export const KIND_WORDS: Readonly<Record<FiledKind, Bilingual>> = {
  firm: { zh: '企业', en: 'firm' },
  truck: { zh: '车辆', en: 'truck' },
  driver: { zh: '驾驶员', en: 'driver' },
  place: { zh: '点位', en: 'place' },
  route: { zh: '指定路线', en: 'designated route' },
};

export const STATE_WORDS: Readonly<Record<FilingState, Bilingual>> = {
  draft: { zh: '草稿', en: 'a draft' },
  submitted: { zh: '待核对', en: 'waiting for its check' },
  returned: { zh: '已退回', en: 'sent back' },
  approved: { zh: '已通过', en: 'approved' },
  suspended: { zh: '已暂停', en: 'suspended' },
  removed: { zh: '已移出', en: 'removed' },
};

export const DOCUMENT_WORDS: Readonly<Record<FilingDocumentKind, Bilingual>> = {
  vehicle_licence: { zh: '行驶证', en: 'vehicle licence' },
  transport_permit: { zh: '道路运输证', en: 'road transport permit' },
  cross_border: { zh: '跨境行驶批文', en: 'cross-border approval' },
  insurance: { zh: '保险', en: 'insurance' },
  driving_licence: { zh: '驾驶证', en: 'driving licence' },
  qualification: { zh: '从业资格证', en: 'qualification' },
  travel_permit: { zh: '往来通行证', en: 'travel permit' },
  business_licence: { zh: '营业执照', en: 'business licence' },
  transport_licence: { zh: '道路运输经营许可证', en: 'road transport licence' },
};
