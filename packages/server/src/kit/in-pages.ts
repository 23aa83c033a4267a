/**
 * Reads very many rows page after page: the driver hands on some megabytes in one go, and to take 100,000 rows apart stops
 * everything else for a quarter of a second.
 * @param read rows after one, in an order in which that can be said; the first ones without it
 * @param most rows of a page: what `read` is limited to
 */
export async function inPages<R>(read: (last: R | undefined) => Promise<R[]>, most: number): Promise<R[]> {
  const all: R[] = [];
  for (;;) {
    const page = await read(all.at(-1));
    for (const row of page) all.push(row);
    if (page.length < most) return all;
  }
}
