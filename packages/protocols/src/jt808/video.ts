import { bytes, list, sizedText, struct, time, u8, u16, u32 } from '../jt-wire/fields.ts';
import { message } from '../jt-wire/message.ts';

const server = { host: sizedText(u8), tcp_port: u16, udp_port: u16 };
const interval = { start_ms: time, end_ms: time };
const resource = {
  channel: u8,
  ...interval,
  /** 64 alarm bits: those of JT/T 808, then those of JT/T 1078. */
  alarms: bytes(8),
  media_type: u8,
  stream: u8,
  store: u8,
};

/** The part of JT/T 1078 that travels as JT/T 808 messages. */
export const videoMessages = [
  message(0x1003, 'video_attributes', {
    sound_coding: u8,
    sound_channels: u8,
    sound_rate: u8,
    sound_bits: u8,
    sound_frame_bytes: u16,
    sound_out: u8,
    video_coding: u8,
    most_sound_channels: u8,
    most_video_channels: u8,
  }),
  message(0x9003, 'query_video_attributes', {}),
  message(0x1005, 'passengers', { ...interval, boarded: u16, alighted: u16 }),
  message(0x9101, 'start_live', { ...server, channel: u8, media_type: u8, stream: u8 }),
  message(0x9102, 'control_live', { channel: u8, command: u8, close: u8, stream: u8 }),
  message(0x9105, 'live_status', { channel: u8, loss_percent: u8 }),
  message(0x9205, 'query_recordings', resource),
  message(0x1205, 'recordings', { serial: u16, recordings: list(u32, struct({ ...resource, bytes: u32 })) }),
  message(0x9201, 'start_playback', {
    ...server,
    channel: u8,
    media_type: u8,
    stream: u8,
    store: u8,
    mode: u8,
    speed: u8,
    ...interval,
  }),
  message(0x9202, 'control_playback', { channel: u8, command: u8, speed: u8, at_ms: time }),
  message(0x9206, 'upload_recording', {
    host: sizedText(u8),
    port: u16,
    user: sizedText(u8),
    password: sizedText(u8),
    path: sizedText(u8),
    ...resource,
    condition: u8,
  }),
  message(0x1206, 'upload_done', { serial: u16, result: u8 }),
  message(0x9207, 'control_upload', { serial: u16, command: u8 }),
  message(0x9301, 'rotate_camera', { channel: u8, direction: u8, speed: u8 }),
  message(0x9302, 'focus_camera', { channel: u8, value: u8 }),
  message(0x9303, 'iris_camera', { channel: u8, value: u8 }),
  message(0x9304, 'wipe_camera', { channel: u8, value: u8 }),
  message(0x9305, 'light_camera', { channel: u8, value: u8 }),
  message(0x9306, 'zoom_camera', { channel: u8, value: u8 }),
] as const;
