import { hash01 } from '../../random/index.ts';

/** Numbers of one run of one kind, one after the other, the same for the same seed whatever else is drawn. */
export class Draws {
  #n = 0;

  constructor(
    private readonly seed: number,
    private readonly run: number,
    private readonly stream: number,
  ) {}

  uniform(): number {
    return hash01(this.seed, this.run, this.stream, this.#n++);
  }

  /** Of mean 1. */
  exponential(): number {
    return -Math.log(1 - this.uniform());
  }

  normal(): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.uniform()));
    return radius * Math.cos(2 * Math.PI * this.uniform());
  }

  /** Log-normal of mean 1. */
  around1(cv: number): number {
    if (cv <= 0) return 1;
    const variance = Math.log(1 + cv * cv);
    return Math.exp(Math.sqrt(variance) * this.normal() - variance / 2);
  }
}
