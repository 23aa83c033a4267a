import { bytes, list, sizedText, struct, text, u8, u16, u32 } from '../jt-wire/fields.ts';
import { message } from '../jt-wire/message.ts';
import { alarmIdentifier, terminalId } from './identifier.ts';

const file = { name: sizedText(u8), file_type: u8, bytes: u32 };

/** Evidence of active-safety alarms (Jiangsu table; Guangdong table under 2019). The alarms are items of a position. */
export const activeSafetyMessages = [
  message(0x9208, 'request_evidence', {
    host: sizedText(u8),
    tcp_port: u16,
    udp_port: u16,
    identifier: alarmIdentifier,
    /** The number that the platform gave the alarm. */
    alarm_number: text(32),
    reserved: bytes(16),
  }),
  message(0x1210, 'evidence_list', {
    terminal_id: terminalId,
    identifier: alarmIdentifier,
    alarm_number: text(32),
    /** 0 as asked for, 1 sent again. */
    type: u8,
    files: list(u8, struct({ name: sizedText(u8), bytes: u32 })),
  }),
  message(0x1211, 'evidence_file', file),
  message(0x1212, 'evidence_file_sent', file),
  message(0x9212, 'evidence_file_answer', {
    name: sizedText(u8),
    file_type: u8,
    /** 0 complete, 1 the parts listed are missing. */
    result: u8,
    missing: list(u8, struct({ offset: u32, length: u32 })),
  }),
] as const;
