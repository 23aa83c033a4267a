import { encodeFrames, type Message, type TypedMessage, type Version } from '@opentocc/protocols/jt808';
import { after, type ErrorLog } from '../../kit/unattended.ts';

interface Waiting {
  readonly resolve: (answer: TypedMessage) => void;
  readonly reject: (reason: 'silent' | 'gone') => void;
  readonly timer: NodeJS.Timeout;
}

/** The way down to one terminal: serials, fragments that it may ask for again, and answers that are waited for. */
export class Outbox {
  private serial = 0;
  private readonly waiting = new Map<number, Waiting>();
  /** The last message that was cut into fragments, for 0x0005. */
  private fragments: { readonly serial: number; readonly frames: readonly Uint8Array[] } | undefined;

  constructor(
    private readonly write: (bytes: Uint8Array) => void,
    private readonly log: ErrorLog,
  ) {}

  /** The platform's next serial, 0–65535. */
  nextSerial(): number {
    const { serial } = this;
    this.serial = (serial + 1) & 0xffff;
    return serial;
  }

  /** @returns the serial that an answer will state. */
  send(version: Version, phone: string, message: Message): number {
    const { serial } = this;
    const frames = encodeFrames({ version, phone, serial }, message);
    this.serial = (serial + frames.length) & 0xffff;
    if (frames.length > 1) this.fragments = { serial, frames };
    for (const frame of frames) this.write(frame);
    return serial;
  }

  /** As {@link send}; resolves with the message that answers, rejects when none comes in time or the terminal goes. */
  ask(version: Version, phone: string, message: Message, timeout_ms: number): Promise<TypedMessage> {
    return new Promise((resolve, reject) => {
      const serial = this.send(version, phone, message);
      const timer = after(timeout_ms, this.log, 'answer overdue', () => {
        this.waiting.delete(serial);
        reject('silent');
      });
      this.waiting.set(serial, { resolve, reject, timer });
    });
  }

  /** Ends the wait for the answer to `serial`. @returns whether somebody waited */
  settle(serial: number, answer: TypedMessage): boolean {
    const waiting = this.waiting.get(serial);
    if (!waiting) return false;
    clearTimeout(waiting.timer);
    this.waiting.delete(serial);
    waiting.resolve(answer);
    return true;
  }

  /** Sends fragments of the last long message again; indices count from 1, unknown ones are passed over. */
  sendAgain(serial: number, missing: readonly number[]): void {
    if (this.fragments?.serial !== serial) return;
    for (const index of missing) {
      const frame = this.fragments.frames[index - 1];
      if (frame) this.write(frame);
    }
  }

  close(): void {
    for (const { reject, timer } of this.waiting.values()) {
      clearTimeout(timer);
      reject('gone');
    }
    this.waiting.clear();
  }
}
