/** What may be wrong with a scenario; the texts are the caller's. */
export type FindingCode =
  | 'duplicate_id'
  | 'unknown_node'
  | 'unknown_link'
  | 'unknown_class'
  | 'no_length'
  | 'not_adjacent'
  | 'contradictory_lane'
  | 'no_lanes_left'
  | 'not_at_signal'
  | 'never_green'
  | 'cycle_too_short'
  | 'no_phases'
  | 'too_many_phases'
  | 'no_route'
  | 'unreachable'
  | 'no_amount'
  | 'too_many_vehicles'
  | 'too_many_intervals'
  | 'no_ends'
  | 'bad_interval'
  | 'overlapping_closures'
  | 'before_start'
  | 'too_many_lanes_closed'
  | 'no_effect'
  | 'closed_origin'
  | 'cut_off';

export interface Finding {
  readonly code: FindingCode;
  /** An error keeps the scenario from running. */
  readonly severity: 'error' | 'warning';
  /** Where in the scenario: "incidents[2]". */
  readonly at: string;
  readonly params: Readonly<Record<string, string | number>>;
}

/** Collects what is wrong, so that all of it is reported at once. */
export class Findings {
  readonly list: Finding[] = [];

  error(code: FindingCode, at: string, params: Finding['params'] = {}): undefined {
    this.list.push({ code, severity: 'error', at, params });
    return undefined;
  }

  warn(code: FindingCode, at: string, params: Finding['params'] = {}): void {
    this.list.push({ code, severity: 'warning', at, params });
  }

  get hasErrors(): boolean {
    return this.list.some(({ severity }) => severity === 'error');
  }
}

/** Numbers of what has an id; reports ids that are given twice, and those that are asked for and missing. */
export class Ids {
  readonly #index = new Map<string, number>();
  readonly #findings: Findings;
  readonly #unknown: FindingCode;

  constructor(
    items: readonly { readonly id: string }[],
    list: string,
    unknown: FindingCode,
    findings: Findings,
  ) {
    this.#findings = findings;
    this.#unknown = unknown;
    items.forEach(({ id }, i) => {
      if (this.#index.has(id)) findings.error('duplicate_id', `${list}[${i}]`, { id });
      else this.#index.set(id, i);
    });
  }

  /** Index of an id, undefined and reported when it is unknown. */
  get(id: string, at: string): number | undefined {
    return this.#index.get(id) ?? this.#findings.error(this.#unknown, at, { id });
  }

  has(id: string): boolean {
    return this.#index.has(id);
  }
}
