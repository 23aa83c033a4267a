import { createInterface } from 'node:readline';

/** Prints what was read from a frame as one JSON line; `-` takes one frame a line from standard input. */
export async function printFrames(hex: string, decode: (hex: string) => unknown): Promise<void> {
  const print = (one: string) => process.stdout.write(`${JSON.stringify(decode(one))}\n`);
  if (hex !== '-') {
    print(hex);
    return;
  }
  for await (const line of createInterface({ input: process.stdin })) if (line.trim()) print(line);
}
