import type { TerminalParameter } from '@opentocc/contract';
import { hexOf, type Parameter } from '@opentocc/protocols/jt808';
import { maskPhone } from '../accounts/index.ts';
import { maskPlate } from './model.ts';

/** How parameters are shown that identify people or open something (JT/T 808-2019, table 12); others stand as they are. */
const MASKS = new Map<number, (text: string) => string>([
  // Passwords of the dial-up to the main, the backup and the secondary server.
  ...[0x12, 0x16, 0x25].map((id) => [id, hidden] as const),
  // Phones that the terminal calls, or that call it or send it messages.
  ...[0x40, 0x41, 0x42, 0x43, 0x44, 0x48, 0x49].map((id) => [id, maskPhone] as const),
  [0x83, maskPlate],
]);

/** A parameter as people see it: plates and phones masked, passwords hidden, bytes as hexadecimal digits. */
export function shownParameter({ id, value }: Parameter): TerminalParameter {
  const mask = MASKS.get(id);
  const text = value instanceof Uint8Array ? hexOf(value) : value;
  if (!mask) return { id, value: text };
  // A text that did not fit its type came as bytes, where no mask knows what to keep.
  return { id, value: typeof value === 'string' ? mask(value) : hidden(String(text)) };
}

function hidden(text: string): string {
  return text === '' ? '' : '***';
}
