import { since2019, text, u8, u16, u32 } from '../jt-wire/fields.ts';
import { message } from '../jt-wire/message.ts';

/**
 * How the two links come up, live and end. The inferior dials the main link and logs in; the superior then dials back to
 * the address in the log-in, the sub link, and shows the code that its answer gave.
 */
export const linkMessages = [
  message(0x1001, 'log_in', {
    user: u32,
    password: text(8),
    /** 下级平台接入码 again, as in the header. */
    centre: since2019(u32),
    /** Where the inferior listens for the sub link. */
    host: text(32),
    port: u16,
  }),
  message(0x1002, 'log_in_answer', { result: u8, verify_code: u32 }),
  message(0x1003, 'log_out', { user: u32, password: text(8) }),
  message(0x1004, 'log_out_answer', {}),
  message(0x1005, 'main_link_test', {}),
  message(0x1006, 'main_link_test_answer', {}),
  /** Sent on the sub link when the main link broke: 0 it broke, 1 other. */
  message(0x1007, 'main_link_broken', { error_code: u8 }),
  /** 0 the gateway restarts, 1 other. */
  message(0x1008, 'inferior_closes', { reason: u8 }),
  message(0x9001, 'sub_link', { verify_code: u32 }),
  message(0x9002, 'sub_link_answer', { result: u8 }),
  message(0x9003, 'sub_link_out', { verify_code: u32 }),
  message(0x9004, 'sub_link_out_answer', {}),
  message(0x9005, 'sub_link_test', {}),
  message(0x9006, 'sub_link_test_answer', {}),
  /** Sent on the main link when the sub link broke: 0 it could not be dialled, 1 it broke, 2 other. */
  message(0x9007, 'sub_link_broken', { reason: u8 }),
  /** 0 the gateway restarts, 1 other. */
  message(0x9008, 'superior_closes', { reason: u8 }),
] as const;

/** Results of 0x1002. */
export const LOG_IN_RESULT = {
  ok: 0,
  wrong_address: 1,
  wrong_centre: 2,
  not_registered: 3,
  wrong_password: 4,
  busy: 5,
  other: 6,
} as const;

/** Results of 0x9002. */
export const SUB_LINK_RESULT = { ok: 0, wrong_code: 1, busy: 2, other: 3 } as const;
