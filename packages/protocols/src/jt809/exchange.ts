import {
  byVersion,
  type Field,
  restBytes,
  restText,
  since2019,
  sizedText,
  text,
  u8,
  u16,
  u32,
} from '../jt-wire/fields.ts';
import { codec, message } from '../jt-wire/message.ts';
import { answered, platformId, utcTime } from './fields.ts';
import { type Location, location, locations } from './location.ts';

interface Batch {
  readonly locations: readonly Location[];
}
const batch: Field<Batch> = {
  read: (from) => ({ locations: locations.read(from) }),
  write: (to, value) => locations.write(to, [...value.locations]),
};

/** 20 bytes, 30 in 2019; the first print of 2011 had 8, which the length shows. */
const model: Field<string> = {
  read: (from) => {
    if (from.version === '2019') return text(30).read(from);
    return text(from.remaining === 8 + 7 + 12 ? 8 : 20).read(from);
  },
  write: (to, value) => text(to.version === '2019' ? 30 : 20).write(to, value),
};

const source = { to_type: since2019(answered.to_type), to_serial: since2019(answered.to_serial) };
const driver = { name: text(16), identity_number: text(20), licence: text(40), issuer: text(200) };
const period = { start_ms: utcTime, end_ms: utcTime };
const result = { ...source, result: u8 };

/** Positions, registrations, drivers and waybills of vehicles: 0x1200 on the main link, 0x9200 on the sub link. */
export const exchangeMessages = [
  message(0x1201, 'register_vehicle', {
    platform: platformId,
    maker: platformId,
    model,
    imei: since2019(text(15)),
    terminal_id: byVersion(text(30), text(7)),
    phone: byVersion(text(13), text(12)),
  }),
  codec(0x1202, 'location', location),
  codec(0x1203, 'location_history', batch),
  message(0x1205, 'exchange_started', source),
  message(0x1206, 'exchange_ended', source),
  message(0x1207, 'watch_vehicle', period),
  message(0x1208, 'unwatch_vehicle', {}),
  message(0x1209, 'ask_history', period),
  message(0x120a, 'driver_answer', { ...source, ...driver, valid_until_ms: since2019(utcTime) }),
  message(0x120b, 'waybill_answer', { ...source, text: sizedText(u32) }),
  message(0x120c, 'driver', { ...driver, valid_until_ms: since2019(utcTime) }),
  message(0x120d, 'waybill', { text: sizedText(u32) }),
  /** A body of 0x8606 of JT/T 808-2019. */
  message(0x120e, 'route', { route: restBytes }),
  /** 2019, without a vehicle: 0 done, 1 checked and done, 2 wrong, 3 refused. */
  message(0x9201, 'register_vehicle_answer', { ...answered, result: u8 }),
  codec(0x9202, 'exchanged_location', location),
  codec(0x9203, 'exchanged_history', batch),
  message(0x9204, 'vehicle_information', { text: restText }),
  /** 0 entered the area, 1 named by a person, 2 emergency, 3 other. */
  message(0x9205, 'start_exchange', { reason: u8 }),
  message(0x9206, 'end_exchange', { reason: u8 }),
  message(0x9207, 'watch_answer', result),
  message(0x9208, 'unwatch_answer', result),
  message(0x9209, 'history_answer', result),
  message(0x920a, 'ask_driver', { flag: since2019(u8) }),
  message(0x920b, 'ask_waybill', {}),
  message(0x920c, 'ask_route', {}),
  message(0x920d, 'route_answer', { route: u32, result: u8, reason: sizedText(u16) }),
] as const;
