import type { Message } from '@opentocc/protocols/jt809';

export interface ReceiptLimits {
  /** Positions after which their number is reported. */
  readonly receipt_positions: number;
  /** Time after which fewer are reported, ms. */
  readonly receipt_ms: number;
}

/** How many positions are settled, as 0x9101 reports it: stored for good, or refused. */
export class Receipts {
  #positions = 0;
  #since_ms: number;

  constructor(
    private readonly limits: ReceiptLimits,
    private readonly now: () => number,
    private readonly send: (message: Message) => void,
  ) {
    this.#since_ms = now();
  }

  add(positions: number): void {
    this.#positions += positions;
    if (this.#positions >= this.limits.receipt_positions) this.flush();
  }

  /** Reports what is due by time. */
  sweep(): void {
    if (this.now() - this.#since_ms >= this.limits.receipt_ms) this.flush();
  }

  flush(): void {
    const end_ms = this.now();
    const [positions, start_ms] = [this.#positions, this.#since_ms];
    this.#positions = 0;
    this.#since_ms = end_ms;
    if (positions > 0) this.send({ kind: 'positions_received', positions, start_ms, end_ms });
  }
}
