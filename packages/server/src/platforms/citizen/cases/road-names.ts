/** Shorter names are words too ("东路"). */
const LEAST_LETTERS = 3;
/** By which names are looked up. */
const HEAD_LETTERS = 2;

export interface RoadNames {
  /** Names of roads in a text in the order in which they stand there, each once; of two that begin at one place the longer one. */
  in(text: string): string[];
}

/** Finds roads by their names in what people say. @param names of all roads, Chinese */
export function createRoadNames(names: Iterable<string>): RoadNames {
  const by_head = new Map<string, string[]>();
  // In the form in which a text is read: a map may write 深南大道（辅路） where what was said comes as 深南大道(辅路).
  for (const name of new Set(Array.from(names, (one) => one.normalize('NFKC').trim()))) {
    if (name.length < LEAST_LETTERS) continue;
    const head = name.slice(0, HEAD_LETTERS);
    const same = by_head.get(head);
    if (same) same.push(name);
    else by_head.set(head, [name]);
  }
  for (const same of by_head.values()) same.sort((a, b) => b.length - a.length);

  return {
    in(text) {
      const form = text.normalize('NFKC');
      const found = new Set<string>();
      for (let at = 0; at + LEAST_LETTERS <= form.length; ) {
        const candidates = by_head.get(form.slice(at, at + HEAD_LETTERS));
        const name = candidates?.find((one) => form.startsWith(one, at));
        if (name !== undefined) found.add(name);
        at += name?.length ?? 1;
      }
      return [...found];
    },
  };
}
