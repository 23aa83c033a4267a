import type { Bilingual, BorderDirection, FreightClass, TripSlot, TripState } from '@opentocc/contract';
import { clockText, portName } from '@opentocc/core/freight';

export const STATE_WORDS: Readonly<Record<TripState, Bilingual>> = {
  waiting: { zh: '候补中', en: 'waiting' },
  booked: { zh: '已预约', en: 'booked' },
  under_way: { zh: '途中', en: 'under way' },
  over: { zh: '已结束', en: 'over' },
  refused: { zh: '已驳回', en: 'refused' },
  called_off: { zh: '已取消', en: 'called off' },
  lapsed: { zh: '候补失效', en: 'lapsed' },
  no_show: { zh: '未到', en: 'did not come' },
};

export const STANDING_WORDS: Readonly<Record<string, Bilingual>> = {
  not_approved: { zh: '未批准', en: 'not approved' },
  suspended: { zh: '暂停', en: 'suspended' },
  expired: { zh: '证件到期', en: 'documents expired' },
  removed: { zh: '已移出名单', en: 'removed from the list' },
};

export const DIRECTION_WORDS: Readonly<Record<BorderDirection, Bilingual>> = {
  in: { zh: '入境', en: 'in' },
  out: { zh: '出境', en: 'out' },
};

export const CLASS_WORDS: Readonly<Record<FreightClass, Bilingual>> = {
  container: { zh: '集装箱车', en: 'container' },
  lorry: { zh: '厢式货车', en: 'lorry' },
  reefer: { zh: '冷藏车', en: 'reefer' },
  hazmat: { zh: '危险品车', en: 'dangerous goods' },
  coach: { zh: '客车', en: 'coach' },
};

/** "莲塘口岸 入境 集装箱车 2026-11-28 09:00" */
export function slotWords({ port, direction, class: of, from_ms }: TripSlot): Bilingual {
  const [name, way, vehicle] = [portName(port), DIRECTION_WORDS[direction], CLASS_WORDS[of]];
  return {
    zh: `${name.zh} ${way.zh} ${vehicle.zh} ${clockText(from_ms)}`,
    en: `${name.en} ${way.en} ${vehicle.en} ${clockText(from_ms)}`,
  };
}

/** In a message of either language. */
export const POINT_WORDS: Readonly<Record<string, string>> = {
  port: '口岸 port',
  site: '作业点 work site',
  lodging: '住宿点 lodging',
  transfer: '接驳点 transfer point',
  service: '服务区 service area',
};
