import {
  bcd,
  bytes,
  ifPresent,
  restBytes,
  restList,
  since2019,
  sizedBytes,
  sizedText,
  struct,
  text,
  time,
  u8,
  u16,
  u32,
} from '../jt-wire/fields.ts';
import { message } from '../jt-wire/message.ts';

/** What the driver's card says; absent when no card was read. */
const card = struct({
  result: u8,
  name: sizedText(u8),
  licence: text(20),
  issuer: sizedText(u8),
  /** YYYYMMDD. */
  valid_until: bcd(4),
  identity_number: since2019(text(20)),
});

/** Records of drivers, loads, recorders and the vehicle bus, and data passed through. */
export const recordMessages = [
  message(0x0700, 'recorder_data', { serial: u16, command: u8, data: restBytes }),
  message(0x0701, 'waybill', { data: sizedBytes(u32) }),
  /** `status` 1 card in, 2 card out. */
  message(0x0702, 'driver', { status: u8, at_ms: time, card: ifPresent(card) }),
  message(0x8702, 'driver_query', {}),
  message(0x0705, 'can_data', {
    count: u16,
    /** hhmmss and milliseconds, ten digits. */
    received: bcd(5),
    frames: restList(struct({ id: u32, data: bytes(8) })),
  }),
  message(0x0900, 'data_up', { type: u8, data: restBytes }),
  message(0x8900, 'data_down', { type: u8, data: restBytes }),
  message(0x0901, 'compressed_data', { data: sizedBytes(u32) }),
  message(0x0a00, 'terminal_key', { e: u32, n: bytes(128) }),
  message(0x8a00, 'platform_key', { e: u32, n: bytes(128) }),
  message(0x8700, 'recorder_query', { command: u8, data: restBytes }),
  message(0x8701, 'recorder_setting', { command: u8, data: restBytes }),
] as const;
