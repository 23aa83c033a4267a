import type { Warning, WarningBrief, WarningList } from '@opentocc/contract';

/** Cached texts: of all that may be open, and some that ended. */
const MOST_KNOWN = 30_000;

/**
 * Lists of warnings as JSON. A desk asks for ten thousand of which a few have changed: each is written once to a version, which
 * counts up with all that changes but the value, and the value is put in each time. Checked by schema and written again, a
 * list of 10,000 took 200 ms and more of CPU.
 */
export class ListText {
  /** By id: all but the value and the end. */
  readonly #known = new Map<number, { readonly version: number; readonly text: string }>();

  /** As {@link WarningList}. */
  write({
    warnings,
    ...rest
  }: Omit<WarningList, 'warnings'> & { readonly warnings: readonly Warning[] }): string {
    if (this.#known.size > MOST_KNOWN) this.#known.clear();
    const head = JSON.stringify(rest).slice(0, -1);
    const listed = warnings.map((one) => `${this.#textOf(one)}"value":${JSON.stringify(one.value)}}`);
    return `${head},"warnings":[${listed.join(',')}]}`;
  }

  /** A warning up to its value. */
  #textOf(warning: Warning): string {
    const { id, version } = warning;
    const known = this.#known.get(id);
    if (known?.version === version) return known.text;
    const text = `${JSON.stringify(briefOf(warning)).slice(0, -1)},`;
    this.#known.set(id, { version, text });
    return text;
  }
}

function briefOf(warning: Warning): Omit<WarningBrief, 'value'> {
  const { id, key, origin, kind, level, title, began_ms, ended_ms } = warning;
  const { reopened, attention, owner, offered, labels, version } = warning;
  return {
    ...{ id, key, origin, kind, level, title, began_ms, ended_ms },
    ...{ reopened, attention, owner, offered, labels, version },
  };
}
