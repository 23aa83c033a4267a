/** What the address of the page chooses. */
export interface DetectorSearch {
  /** Detector that is looked at closer. */
  readonly detector?: number;
}

/** The choice in an address; what is no number chooses nothing. */
export function searchOf({ detector }: Record<string, unknown>): DetectorSearch {
  const id = Number(detector);
  return Number.isInteger(id) && id > 0 ? { detector: id } : {};
}
