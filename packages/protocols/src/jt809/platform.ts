import {
  before2019,
  byVersion,
  list,
  restBytes,
  restText,
  since2019,
  sizedText,
  struct,
  text,
  u8,
  u16,
  u32,
} from '../jt-wire/fields.ts';
import { message } from '../jt-wire/message.ts';
import { answered, platformId, utcTime } from './fields.ts';

const period = { start_ms: utcTime, end_ms: utcTime };
const count = { positions: u32, ...period };
const objectId = byVersion(text(20), text(12));
const words = sizedText(u32);
const serials = { serials: list(u8, struct({ sub_type: u16, serial: u32, at_ms: utcTime })) };
/** Serials from and to; a time instead when both are zero. */
const missing = { from_serial: u32, to_serial: u32, from_ms: utcTime };

/** What platforms say to each other of themselves: post check 查岗, notices, numbers, what is missing. */
export const platformMessages = [
  message(0x1101, 'positions_sent', count),
  message(0x1102, 'link_report', {
    platform: platformId,
    ...period,
    lost_positions: u32,
    link_breaks: u8,
    link_broken_s: u32,
  }),
  message(0x1103, 'serials_up', serials),
  message(0x1301, 'post_check_answer', {
    object_type: u8,
    responder: since2019(text(16)),
    responder_phone: since2019(text(20)),
    object_id: objectId,
    info_id: before2019(u32),
    to_type: since2019(answered.to_type),
    to_serial: since2019(answered.to_serial),
    text: words,
  }),
  message(0x1302, 'notice_answer', {
    info_id: before2019(u32),
    to_type: since2019(answered.to_type),
    to_serial: since2019(answered.to_serial),
  }),
  message(0x1303, 'ask_again_up', missing),
  message(0x1601, 'vehicle_added', {
    to_type: since2019(answered.to_type),
    to_serial: since2019(answered.to_serial),
    text: restText,
  }),
  /** A body of 0x8606 of JT/T 808-2019. */
  message(0x1602, 'route_added', { route: restBytes }),
  message(0x9101, 'positions_received', count),
  message(0x9102, 'ask_link_report', { platform: platformId, ...period }),
  message(0x9103, 'serials_down', serials),
  message(0x9301, 'post_check', {
    object_type: u8,
    object_id: objectId,
    /** Minutes to answer. */
    answer_within_min: since2019(u8),
    info_id: u32,
    text: words,
  }),
  message(0x9302, 'notice', { object_type: u8, object_id: objectId, info_id: u32, text: words }),
  message(0x9303, 'ask_again_down', missing),
  message(0x9601, 'ask_vehicle', {}),
] as const;
