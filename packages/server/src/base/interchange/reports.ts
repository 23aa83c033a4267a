import type { PlatformPaper } from '@opentocc/contract';
import type { Message } from '@opentocc/protocols/jt809';
import { maskIdentity, maskName } from '../accounts/index.ts';
import { maskPlate } from '../sources/index.ts';
import { MOST_TEXT } from './asked.ts';
import type { HandledAlarm, NewAlarm, PaperRow } from './report-store.ts';

/** What a platform reported, as it is stored. */
export type Report =
  | { readonly is: 'alarm'; readonly alarm: NewAlarm }
  | { readonly is: 'handled'; readonly handled: HandledAlarm }
  | { readonly is: 'paper'; readonly paper: Omit<PaperRow, 'id'> };

interface Heard {
  readonly source: number;
  /** Of the registry; null where the message names no vehicle. */
  readonly plate: string | null;
  readonly received_ms: number;
}

const HANDLED = 1;

/** What of a message is to be stored; undefined where nothing is. */
export function reportOf(message: Message, { source, plate, received_ms }: Heard): Report | undefined {
  switch (message.kind) {
    case 'alarm': {
      const info_id = 'info_id' in message ? message.info_id : 0;
      const at_ms = Number.isNaN(message.at_ms) ? received_ms : message.at_ms;
      const { type, text } = message;
      const alarm = { source, plate, type, info_id, at_ms, received_ms, text: text.slice(0, MOST_TEXT) };
      return { is: 'alarm', alarm };
    }
    case 'alarm_handled': {
      const of2011 = 'info_id' in message ? message : null;
      const type = 'type' in message ? message.type : null;
      const result = of2011?.result ?? HANDLED;
      const info_id = of2011?.info_id ?? 0;
      return { is: 'handled', handled: { source, plate, type, info_id, result, at_ms: received_ms } };
    }
    case 'driver':
    case 'driver_answer': {
      if (plate === null) return undefined;
      const { name, licence, issuer, identity_number } = message;
      const text = JSON.stringify([name, licence, identity_number, issuer]);
      return { is: 'paper', paper: { source, kind: 'driver', plate, received_ms, text } };
    }
    case 'waybill':
    case 'waybill_answer': {
      if (plate === null) return undefined;
      const text = message.text.slice(0, MOST_TEXT);
      return { is: 'paper', paper: { source, kind: 'waybill', plate, received_ms, text } };
    }
    default:
      return undefined;
  }
}

/** What a platform said of a driver or a load as screens show it: names, licences and long numbers masked. */
export const maskedPaper = ({ text, ...row }: PaperRow): PlatformPaper => ({
  ...row,
  plate: maskPlate(row.plate),
  text: row.kind === 'driver' ? driverText(text, true) : text.replace(/\d{7,}/g, maskIdentity),
});

/** The same in full. */
export const fullPaper = (row: PaperRow): PlatformPaper => ({
  ...row,
  text: row.kind === 'driver' ? driverText(row.text, false) : row.text,
});

function driverText(stored: string, masked: boolean): string {
  const [name, licence, identity, issuer] = JSON.parse(stored) as string[];
  const shown = masked
    ? [maskName(name), maskIdentity(licence), maskIdentity(identity), issuer]
    : [name, licence, identity, issuer];
  return shown.filter((part) => part !== '').join(' · ');
}
