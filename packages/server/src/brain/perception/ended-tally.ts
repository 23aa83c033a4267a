import { addEnded, type EndedPasses, noEndedPasses } from '@opentocc/core/traffic';

/** Passes that all threads have reported since the last minute that was published. */
export class EndedTally {
  #ended: EndedPasses;
  #is_first = true;

  constructor(private readonly links: number) {
    this.#ended = noEndedPasses(links);
  }

  add(ended: EndedPasses): void {
    addEnded(this.#ended, ended);
  }

  /** None the first time: what the log brought back when the process started is not of one minute. */
  take(): EndedPasses {
    const taken = this.#is_first ? noEndedPasses(this.links) : this.#ended;
    this.#is_first = false;
    this.#ended = noEndedPasses(this.links);
    return taken;
  }
}
