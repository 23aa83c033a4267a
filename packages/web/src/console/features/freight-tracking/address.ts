/** What the address of the desk chooses: an alarm with its trip, or a trip alone. */
export interface FreightSearch {
  readonly alarm?: number;
  readonly trip?: string;
}

export function searchOf({ alarm, trip }: Record<string, unknown>): FreightSearch {
  const id = Number(alarm);
  return {
    ...(Number.isInteger(id) && id > 0 && { alarm: id }),
    ...(typeof trip === 'string' && /^[\w.-]{1,40}$/.test(trip) && { trip }),
  };
}
