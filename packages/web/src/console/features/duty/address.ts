/** What the address of the roster chooses. */
export interface RosterSearch {
  readonly post?: number;
  /** First day that is shown, yyyy-mm-dd. */
  readonly from?: string;
}

export function rosterSearch({ post, from }: Record<string, unknown>): RosterSearch {
  const id = Number(post);
  return {
    ...(Number.isInteger(id) && id > 0 && { post: id }),
    ...(typeof from === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(from) && { from }),
  };
}
