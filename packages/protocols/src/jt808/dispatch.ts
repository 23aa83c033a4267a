import {
  byVersion,
  list,
  restList,
  restText,
  since2019,
  sizedText,
  struct,
  u8,
  u16,
} from '../jt-wire/fields.ts';
import { message } from '../jt-wire/message.ts';

const sizedItem = struct({ id: u8, text: sizedText(u16) });

/** Words between dispatcher and driver. 0x8301–0x8304 and 0x0301–0x0303 left the standard in 2019 and are still met. */
export const dispatchMessages = [
  message(0x8300, 'text', {
    /** Bits: 0 urgent, 2 on the display, 3 read aloud, 4 on the advertising screen. */
    flag: u8,
    /** 1 notice, 2 service. */
    text_type: since2019(u8),
    text: restText,
  }),
  message(0x8301, 'set_events', { action: u8, events: list(u8, struct({ id: u8, text: sizedText(u8) })) }),
  message(0x0301, 'event', { id: u8 }),
  message(0x8302, 'question', { flag: u8, question: sizedText(u8), answers: restList(sizedItem) }),
  message(0x0302, 'question_answer', { serial: u16, answer: u8 }),
  message(0x8303, 'set_information_menu', { action: u8, items: list(u8, sizedItem) }),
  message(0x0303, 'information_order', { id: u8, ordered: u8 }),
  message(0x8304, 'information', { id: u8, text: sizedText(u16) }),
  message(0x8400, 'call_back', { flag: u8, phone: restText }),
  message(0x8401, 'set_phone_book', {
    action: u8,
    entries: list(u8, struct({ direction: u8, phone: sizedText(u8), name: sizedText(u8) })),
  }),
  message(0x8500, 'vehicle_control', {
    controls: byVersion(list(u16, struct({ id: u16, value: u8 })), u8),
  }),
] as const;
