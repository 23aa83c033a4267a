import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import type { ControllerEvent } from '@opentocc/contract';

/** What is written of an event: all but its number, which the journal gives. */
export type NewControllerEvent = Omit<ControllerEvent, 'seq'>;

interface Mark {
  /** Everything up to here is durable at the platform. */
  readonly acknowledged: number;
  /** Commands up to here were carried out or refused. */
  readonly carried: number;
}

/** So many acknowledged events may stand in the journal before it is written again without them. */
const COMPACT = 1000;

/**
 * Events of a controller on its disk, each with the next number, written through before it is acted on further: none is
 * lost by a power cut, and the platform knows by the number which one is sent again. A line that was cut off by the end of
 * power is dropped: what it said had not been acknowledged to anybody.
 */
export class Journal {
  readonly #file: string;
  readonly #markFile: string;
  #fd: number;
  #events: ControllerEvent[];
  #mark: Mark;
  #next: number;

  constructor(folder: string) {
    mkdirSync(folder, { recursive: true });
    this.#file = join(folder, 'events.jsonl');
    this.#markFile = join(folder, 'mark.json');
    this.#mark = existsSync(this.#markFile)
      ? (JSON.parse(readFileSync(this.#markFile, 'utf8')) as Mark)
      : { acknowledged: 0, carried: 0 };
    const read = readLines(this.#file);
    this.#events = read.filter(({ seq }) => seq > this.#mark.acknowledged);
    this.#next = Math.max(this.#mark.acknowledged, read.at(-1)?.seq ?? 0) + 1;
    this.#fd = this.#rewrite();
  }

  get carried(): number {
    return this.#mark.carried;
  }

  /** Events that the platform does not have yet, the oldest first. */
  pending(most: number): readonly ControllerEvent[] {
    return this.#events.slice(0, most);
  }

  /** Returns once the event is on the disk. */
  add(event: NewControllerEvent): ControllerEvent {
    const numbered = { ...event, seq: this.#next };
    writeSync(this.#fd, `${JSON.stringify(numbered)}\n`);
    fsyncSync(this.#fd);
    this.#next++;
    this.#events.push(numbered);
    return numbered;
  }

  acknowledge(seq: number): void {
    if (seq <= this.#mark.acknowledged) return;
    if (seq >= this.#next) {
      this.#renumber(seq);
      return;
    }
    this.#write({ ...this.#mark, acknowledged: seq });
    this.#events = this.#events.filter((one) => one.seq > seq);
    if (seq % COMPACT < 50 && this.#events.length < 50) {
      closeSync(this.#fd);
      this.#fd = this.#rewrite();
    }
  }

  carry(id: number): void {
    if (id > this.#mark.carried) this.#write({ ...this.#mark, carried: id });
  }

  close(): void {
    closeSync(this.#fd);
  }

  /** The platform knows of more than this disk ever held: the controller has a new one, and goes on from there. */
  #renumber(acknowledged: number): void {
    this.#events = this.#events.map((one, i) => ({ ...one, seq: acknowledged + 1 + i }));
    this.#next = acknowledged + this.#events.length + 1;
    this.#write({ ...this.#mark, acknowledged });
    closeSync(this.#fd);
    this.#fd = this.#rewrite();
  }

  #write(mark: Mark): void {
    replaceFile(this.#markFile, JSON.stringify(mark));
    this.#mark = mark;
  }

  /** Writes what is pending alone, and opens it for more. */
  #rewrite(): number {
    replaceFile(this.#file, this.#events.map((one) => `${JSON.stringify(one)}\n`).join(''));
    return openSync(this.#file, 'a');
  }
}

function readLines(file: string): ControllerEvent[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line) => {
      try {
        return [JSON.parse(line) as ControllerEvent];
      } catch {
        return []; // cut off, or the empty one at the end
      }
    });
}

/** Replaces a file at once: after a power cut there is the one before or the new one. */
export function replaceFile(file: string, text: string): void {
  const fresh = `${file}.new`;
  const fd = openSync(fresh, 'w', 0o600);
  writeSync(fd, text);
  fsyncSync(fd);
  closeSync(fd);
  renameSync(fresh, file);
}
