import { bytes, list, restBytes, struct, text, u8, u16, u32 } from '../jt-wire/fields.ts';
import { message } from '../jt-wire/message.ts';
import { utcTime } from './fields.ts';

/** Where a stream or a file is to be fetched. */
const server = { host: text(32), port: u16 };
const period = { start_ms: utcTime, end_ms: utcTime };
/** 64 alarm bits: those of JT/T 808, then those of JT/T 1078. */
const alarms = bytes(8);
const kind = { media_type: u8, stream: u8, store: u8 };
const code = { code: bytes(64) };
/** A position of the vehicle, 36 bytes; only for vehicles of another region. */
const place = { place: restBytes };
const resource = struct({ channel: u8, ...period, alarms, ...kind, bytes: u32 });

/** The part of JT/T 1078 that travels between platforms: codes, live pictures, lists, playback, downloads. */
export const videoMessages = [
  /** The code that a request must show: of this region, and of others. */
  message(0x1701, 'video_code', { platform: bytes(11), own_code: bytes(64), other_code: bytes(64) }),
  message(0x1702, 'ask_video_code', {}),
  message(0x1801, 'live_answer', { result: u8, ...server }),
  message(0x1802, 'live_stopped', { result: u8 }),
  message(0x1901, 'recordings', { recordings: list(u32, resource) }),
  message(0x1902, 'recordings_answer', { result: u8, recordings: list(u32, resource) }),
  message(0x1a01, 'playback_answer', { result: u8, ...server }),
  message(0x1a02, 'playback_controlled', { result: u8 }),
  message(0x1b01, 'download_answer', { result: u8, session: u16 }),
  message(0x1b02, 'download_ready', {
    result: u8,
    session: u16,
    ...server,
    user: text(49),
    password: text(22),
    path: text(200),
  }),
  message(0x1b03, 'download_controlled', { result: u8 }),
  message(0x9801, 'live', { channel: u8, media_type: u8, ...code, ...place }),
  message(0x9802, 'stop_live', { channel: u8, media_type: u8 }),
  message(0x9901, 'recordings_received', { result: u8, items: u8 }),
  message(0x9902, 'ask_recordings', { channel: u8, ...period, alarms, ...kind, ...code, ...place }),
  message(0x9a01, 'playback', {
    channel: u8,
    media_type: u8,
    stream: u8,
    store: u8,
    ...period,
    ...code,
    ...place,
  }),
  message(0x9a02, 'control_playback', { command: u8, speed: u8, at_ms: utcTime }),
  message(0x9b01, 'download', { channel: u8, ...period, alarms, ...kind, bytes: u32, ...code, ...place }),
  message(0x9b02, 'download_received', { result: u8, session: u16 }),
  message(0x9b03, 'control_download', { session: u16, command: u8 }),
] as const;
