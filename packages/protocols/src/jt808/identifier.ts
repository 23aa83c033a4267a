import { byVersion, struct, text, time, u8, u16 } from '../jt-wire/fields.ts';

/** Terminal id: 7 bytes in the Jiangsu table, 30 in the Guangdong table, which builds on the 2019 edition. */
export const terminalId = byVersion(text(30), text(7));

/** Which alarm of which terminal some evidence belongs to: 16 bytes, or 40 in the Guangdong table. */
export const alarmIdentifier = struct({
  terminal_id: terminalId,
  at_ms: time,
  serial: u8,
  attachments: u8,
  reserved: byVersion(u16, u8),
});
