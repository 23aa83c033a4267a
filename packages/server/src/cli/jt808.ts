import { createInterface } from 'node:readline';
import { decodeLine } from '@opentocc/protocols/jt808';

/** `tocc jt808 decode HEX|-`: one JSON line for each frame; `-` reads one frame a line from standard input. */
export async function decodeFrames(hex: string): Promise<void> {
  if (hex !== '-') return print(hex);
  for await (const line of createInterface({ input: process.stdin })) if (line.trim()) print(line);
}

function print(hex: string): void {
  process.stdout.write(`${JSON.stringify(decodeLine(hex))}\n`);
}
