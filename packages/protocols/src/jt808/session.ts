import {
  bcd,
  byVersion,
  type Field,
  list,
  restPlate,
  restText,
  since2019,
  sizedText,
  text,
  u8,
  u16,
  utcTime,
} from '../jt-wire/fields.ts';
import { message } from '../jt-wire/message.ts';

/** Widths of maker, model and terminal id by edition; 2011 and 2013 differ only here and are distinguished by length. */
const identity: Field<{ maker: string; model: string; terminal_id: string }> = {
  read(from) {
    const [maker, model, id] = IDENTITY_WIDTHS[from.version];
    return {
      maker: text(maker).read(from),
      model: text(model).read(from),
      terminal_id: text(id).read(from),
    };
  },
  write(to, value) {
    const [maker, model, id] = IDENTITY_WIDTHS[to.version];
    text(maker).write(to, value.maker);
    text(model).write(to, value.model);
    text(id).write(to, value.terminal_id);
  },
};
const IDENTITY_WIDTHS = { '2011': [5, 8, 7], '2013': [5, 20, 7], '2019': [11, 30, 30] } as const;

/** Bytes after the two area codes up to which a registration is one of 2011: 5 + 8 + 7 + 1 and a plate of 12. */
const LONGEST_2011_REGISTRATION = 33;

/** True when the body of a 0x0100 with a header before 2019 has the narrow fields of 2011. */
export function isRegistrationOf2011(body_length: number): boolean {
  return body_length - 4 <= LONGEST_2011_REGISTRATION;
}

/** Serials of missing fragments: their number is u8 before 2019 and in 0x0005, u16 in the 0x8003 of 2019. */
function fragmentList(width: Field<number>): Field<number[]> {
  const narrow = list(u8, u16);
  const wide = list(u16, u16);
  return {
    read: (from) => (from.remaining % 2 === 0 ? wide : narrow).read(from),
    write: (to, value) => list(width, u16).write(to, value),
  };
}

export const sessionMessages = [
  message(0x0001, 'terminal_answer', { serial: u16, message_id: u16, result: u8 }),
  message(0x0002, 'heartbeat', {}),
  message(0x0003, 'logout', {}),
  message(0x0004, 'server_time_query', {}),
  message(0x0005, 'terminal_missing_fragments', { serial: u16, missing: fragmentList(u8) }),
  message(0x0100, 'register', {
    province: u16,
    city: u16,
    identity,
    /** 1 blue, 2 yellow, 3 black, 4 white, 5 green, 9 other; 0 = no plate yet, `plate` holds the frame number. */
    plate_colour: u8,
    plate: restPlate,
  }),
  message(0x0102, 'authenticate', {
    code: byVersion(sizedText(u8), restText),
    imei: since2019(text(15)),
    software: since2019(text(20)),
  }),
  message(0x0107, 'attributes', {
    terminal_type: u16,
    maker: text(5),
    model: byVersion(text(30), text(20)),
    terminal_id: byVersion(text(30), text(7)),
    iccid: bcd(10),
    hardware: sizedText(u8),
    firmware: sizedText(u8),
    gnss: u8,
    network: u8,
  }),
  message(0x0108, 'upgrade_result', { upgrade_type: u8, result: u8 }),
  message(0x8001, 'platform_answer', { serial: u16, message_id: u16, result: u8 }),
  message(0x8003, 'platform_missing_fragments', { serial: u16, missing: fragmentList(byVersion(u16, u8)) }),
  /**
   * In UTC, alone among the times of the standard: its field is named "UTC时间", and the zone of GMT+8 is stated by the table
   * of 0x0200 for the times after it, while this message stands before. So in public implementations that carry the names of
   * the tables (jt808-server of yezhihao, jtt808 in Python); others send local time. The text itself was not at hand.
   */
  message(0x8004, 'server_time', { at_ms: utcTime }),
  message(0x8100, 'register_answer', { serial: u16, result: u8, code: restText }),
  message(0x8107, 'attributes_query', {}),
  message(0x8204, 'link_check', {}),
] as const;
