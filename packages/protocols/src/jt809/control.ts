import {
  bcd,
  before2019,
  byVersion,
  type Field,
  firstFitting,
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
import { codec, message } from '../jt-wire/message.ts';
import { answered, utcTime } from './fields.ts';
import { gnss2011, type Location, location } from './location.ts';

const source = { to_type: since2019(answered.to_type), to_serial: since2019(answered.to_serial) };

const photoTail = struct({ lens: u8, length: u32, size: u8, format: u8 });
interface Photo {
  readonly to_type?: number;
  readonly to_serial?: number;
  readonly flag: number;
  readonly location: Location;
  readonly lens: number;
  readonly size: number;
  readonly format: number;
  readonly photo: Uint8Array;
}

/** The length of the picture stands before its size and format. */
function photoAt(place: Field<Location>): Field<Photo> {
  const head = struct({ ...source, flag: u8, location: place });
  return {
    read(from) {
      const answer = head.read(from);
      const { length, ...tail } = photoTail.read(from);
      return { ...answer, ...tail, photo: from.take(length) };
    },
    write(to, value) {
      head.write(to, value);
      photoTail.write(to, { ...value, length: value.photo.length });
      to.put(value.photo);
    },
  };
}
const photoOfEdition = photoAt(location);
/** Without a picture some platforms of 2019 leave the place of 2011 empty. */
const photoOf2011 = photoAt(gnss2011);
const photo: Field<Photo> = {
  read: firstFitting(photoOfEdition, photoOf2011).read,
  write: (to, value) => ('platforms' in value.location ? photoOfEdition : photoOf2011).write(to, value),
};

const recorderAsked = byVersion(
  struct({ start_ms: utcTime, end_ms: utcTime, command: u8 }),
  struct({ command: u8, start_ms: time, end_ms: time, most_bytes: u16 }),
);

/** What a superior asks of one vehicle, and the answers: 0x1500 and 0x9500. */
export const controlMessages = [
  /** `result` 0 done, 1 no such vehicle or failed. */
  message(0x1501, 'listen_answer', { ...source, result: u8 }),
  codec(0x1502, 'photo_answer', photo),
  message(0x1503, 'vehicle_text_answer', { ...source, info_id: before2019(u32), result: u8 }),
  message(0x1504, 'recorder_answer', { ...source, command: u8, data: sizedBytes(u32) }),
  message(0x1505, 'emergency_answer', { ...source, result: u8 }),
  message(0x9501, 'listen', { phone: text(20) }),
  message(0x9502, 'take_photo', { lens: u8, size: u8 }),
  message(0x9503, 'vehicle_text', { info_id: u32, priority: u8, text: sizedText(u32) }),
  codec(0x9504, 'ask_recorder', recorderAsked),
  message(0x9505, 'emergency', {
    code: bcd(10),
    access_point: text(20),
    user: text(49),
    password: text(22),
    host: text(32),
    tcp_port: u16,
    udp_port: u16,
    until_ms: utcTime,
  }),
] as const;
