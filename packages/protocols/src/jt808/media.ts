import { ifPresent, list, restBytes, struct, time, u8, u16, u32 } from '../jt-wire/fields.ts';
import { message } from '../jt-wire/message.ts';
import { barePosition } from './position.ts';

const interval = { start_ms: time, end_ms: time };
/** `media_type` 0 picture, 1 sound, 2 video. */
const medium = { id: u32, media_type: u8, format: u8, event: u8, channel: u8 };

/** Pictures, sound and video that a terminal stores. */
export const mediaMessages = [
  message(0x0800, 'media_event', medium),
  message(0x0801, 'media', { ...medium, position: barePosition, data: restBytes }),
  message(0x8800, 'media_answer', { id: u32, missing: ifPresent(list(u8, u16)) }),
  message(0x8801, 'take_picture', {
    channel: u8,
    command: u16,
    interval_s: u16,
    save: u8,
    resolution: u8,
    quality: u8,
    brightness: u8,
    contrast: u8,
    saturation: u8,
    chroma: u8,
  }),
  message(0x0805, 'picture_answer', { serial: u16, result: u8, ids: list(u16, u32) }),
  message(0x8802, 'query_media', { media_type: u8, channel: u8, event: u8, ...interval }),
  message(0x0802, 'media_list', {
    serial: u16,
    media: list(u16, struct({ id: u32, media_type: u8, channel: u8, event: u8, position: barePosition })),
  }),
  message(0x8803, 'upload_media', { media_type: u8, channel: u8, event: u8, ...interval, delete: u8 }),
  message(0x8804, 'record_sound', { command: u8, duration_s: u16, save: u8, rate: u8 }),
  message(0x8805, 'upload_one_medium', { id: u32, delete: u8 }),
] as const;
