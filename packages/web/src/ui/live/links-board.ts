import { type LinksFrame, SPEED_UNKNOWN } from '@opentocc/contract/links-topic';

/** State and speed of every link as this screen knows them; index is the link's id. */
export class LinksBoard {
  state: Uint8Array = new Uint8Array(0);
  speed_kmh: Uint8Array = new Uint8Array(0);
  /** End of the window shown, UTC ms; 0 before any. */
  at_ms = 0;
  private sequence = -1;

  /** @returns false when frames are missing before this one: the board is then stale and needs a snapshot. */
  apply(frame: LinksFrame): boolean {
    if (frame.kind === 'links_snapshot') {
      this.state = frame.state.slice();
      this.speed_kmh = frame.speed_kmh.slice();
    } else {
      if (frame.sequence !== this.sequence + 1) return false;
      this.patch(frame);
    }
    this.sequence = frame.sequence;
    this.at_ms = frame.at_ms;
    return true;
  }

  /** km/h, or null where no vehicle passed. */
  speedOf(link: number): number | null {
    const speed = this.speed_kmh[link];
    return speed === undefined || speed === SPEED_UNKNOWN ? null : speed;
  }

  private patch({ link, state, speed_kmh }: LinksFrame): void {
    for (let i = 0; i < link.length; i++) {
      this.state[link[i]] = state[i];
      this.speed_kmh[link[i]] = speed_kmh[i];
    }
  }
}
