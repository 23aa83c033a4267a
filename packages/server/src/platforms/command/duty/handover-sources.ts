import type { Logger } from '../../../kit/log.ts';
import type { HandoverItem, HandoverSource } from './ports.ts';

/** What stands open by all that was heard, and which kinds could not be asked. */
export interface OpenItems {
  readonly items: readonly HandoverItem[];
  /** What of them nothing may be concluded from. */
  readonly silent: readonly HandoverSource['kind'][];
}

/** Modules say here what they hand over with a shift. */
export class HandoverSources {
  readonly #sources: HandoverSource[] = [];

  constructor(private readonly log: Pick<Logger, 'error'>) {}

  add(source: HandoverSource): void {
    this.#sources.push(source);
  }

  /** @param districts of the unit that hands over; null is the whole city */
  async open(at_ms: number, districts: readonly string[] | null): Promise<OpenItems> {
    const heard = await Promise.allSettled(this.#sources.map((source) => source.list(at_ms)));
    const silent = this.#sources.filter((_, i) => heard[i].status === 'rejected').map(({ kind }) => kind);
    for (const one of heard)
      if (one.status === 'rejected')
        this.log.error({ err: one.reason }, 'what is to be handed over cannot be read');
    const items = heard.flatMap((one) => (one.status === 'fulfilled' ? one.value : []));
    const within = (item: HandoverItem) => districts === null || districts.includes(item.district ?? '');
    return { items: [...new Map(items.filter(within).map((item) => [item.key, item])).values()], silent };
  }
}
