/** [from_ms, to_ms), UTC ms. */
export interface Span {
  readonly from_ms: number;
  readonly to_ms: number;
}

export interface Shift extends Span {
  readonly person: string;
}
