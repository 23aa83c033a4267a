/** The pause between two drawings in times of what one takes: they work a quarter of the time at most, so that a weak graphics card moves vehicles less often. */
const SHARE = 4;

/**
 * How often something is drawn, adapted to how long the graphics card works on one drawing. The card works on by itself
 * after a drawing was given to it; where the processor draws in its place, that is most of the time it takes.
 */
export class DrawingPace {
  private pause_ms: number;
  private drawn_ms = 0;
  private mark: WebGLSync | null = null;
  private is_drawing = false;

  /** @param least_ms shortest pause between two drawings @param most_ms longest one */
  constructor(
    private readonly least_ms: number,
    private readonly most_ms: number,
  ) {
    this.pause_ms = least_ms;
  }

  /** @returns whether to draw at a frame of the screen; says yes when the last drawing is done and its pause is over */
  begin(gl: WebGL2RenderingContext, now_ms: number): boolean {
    if (this.is_drawing && !this.isDone(gl, now_ms)) return false;
    if (this.is_drawing) this.adapt(now_ms - this.drawn_ms);
    if (now_ms - this.drawn_ms < this.pause_ms) return false;
    this.drawn_ms = now_ms;
    this.is_drawing = true;
    this.forget(gl);
    return true;
  }

  /** To be called when all of a drawing was given to the graphics card. */
  given(gl: WebGL2RenderingContext): void {
    this.forget(gl);
    this.mark = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0);
    gl.flush();
  }

  /** Draws at the next frame of the screen, whatever the pause. */
  hurry(): void {
    this.drawn_ms = 0;
  }

  /** A card that does not say so within the longest pause is not waited for. */
  private isDone(gl: WebGL2RenderingContext, now_ms: number): boolean {
    if (now_ms - this.drawn_ms >= this.most_ms) return true;
    return this.mark !== null && gl.getSyncParameter(this.mark, gl.SYNC_STATUS) === gl.SIGNALED;
  }

  private forget(gl: WebGL2RenderingContext): void {
    if (this.mark) gl.deleteSync(this.mark);
    this.mark = null;
  }

  private adapt(taken_ms: number): void {
    this.is_drawing = false;
    this.pause_ms = Math.min(this.most_ms, Math.max(this.least_ms, SHARE * taken_ms));
  }
}
