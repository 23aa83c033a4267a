/** Where a terminal that waits said it is: no code was shown, so it is a claim. */
export interface ClaimedPlace {
  readonly lon: number;
  readonly lat: number;
  readonly at_ms: number;
}

/** The last place that each waiting terminal claimed; in memory only, as many as may wait. */
export class ClaimedPlaces {
  private readonly byPhone = new Map<string, ClaimedPlace>();

  constructor(private readonly isWaiting: (phone: string) => boolean) {}

  note(phone: string, place: ClaimedPlace): void {
    if (this.isWaiting(phone)) this.byPhone.set(phone, place);
  }

  find(phone: string): ClaimedPlace | undefined {
    return this.byPhone.get(phone);
  }

  /** Lets go of those of terminals that wait no longer. */
  sweep(): void {
    for (const phone of this.byPhone.keys()) if (!this.isWaiting(phone)) this.byPhone.delete(phone);
  }
}
