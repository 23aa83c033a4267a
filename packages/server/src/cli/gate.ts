import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { BARRIER_STATES, type BarrierState } from '@opentocc/core/freight';
import { systemClock } from '../kit/clock.ts';
import { GateAgent, syncOver } from '../platforms/freight/gates/index.ts';

export interface GateFlags {
  readonly url: string;
  readonly lock: string;
  readonly secretFile: string;
  readonly gates: string;
  readonly folder: string;
}

/** How long a request waits for a command, and how soon one that failed is made again, ms. */
const [WAIT_MS, AGAIN_MS, TICK_MS] = [8_000, 3_000, 500];

/** What the hardware beside it writes on the standard input, a line of JSON each. */
interface Said {
  readonly gate: string;
  readonly state?: string;
  readonly loop?: boolean;
  readonly plate?: string;
  readonly permit?: string;
  readonly button?: string;
}

/**
 * `tocc gate run`: the controller of the gates of one lock. What barriers, loops, cameras and buttons say comes in by the
 * standard input; commands for barriers and what became of a truck go out, each a line of JSON. Ends with the input.
 */
export async function runGate({ url, lock, secretFile, gates, folder }: GateFlags): Promise<void> {
  const secret = (await readFile(secretFile, 'utf8')).trim();
  const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);
  const agent = new GateAgent({
    ...{ lock, folder, clock: systemClock, gates: gates.split(',').map((code) => code.trim()) },
    barriers: { move: (gate, to) => say({ gate, to }) },
    sync: syncOver({ url: url.replace(/\/$/, ''), lock, secret }),
  });
  const ended = new AbortController();
  const reporting = report(agent, ended.signal, say);
  const ticking = tick(agent, ended.signal);
  for await (const line of createInterface({ input: process.stdin })) {
    try {
      hear(agent, JSON.parse(line) as Said, say);
    } catch (error) {
      say({ error: `not understood: ${error instanceof Error ? error.message : String(error)}` });
    }
  }
  ended.abort();
  await Promise.all([reporting, ticking]);
  agent.close();
}

function hear(
  agent: GateAgent,
  { gate, state, loop, plate, permit, button }: Said,
  say: (line: object) => void,
) {
  const isState = (text: string): text is BarrierState => BARRIER_STATES.some((one) => one === text);
  if (state !== undefined && isState(state)) agent.barrier(gate, state);
  if (loop !== undefined) agent.loop(gate, loop);
  if (button !== undefined) say({ gate, button: agent.button(gate, button) });
  if (permit !== undefined) say({ gate, permit: agent.permit(gate, permit, plate ?? null) });
  else if (plate !== undefined) say({ gate, plate: agent.plate(gate, plate) });
}

async function tick(agent: GateAgent, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    agent.tick();
    await sleep(TICK_MS, undefined, { signal }).catch(() => undefined);
  }
}

async function report(agent: GateAgent, signal: AbortSignal, say: (line: object) => void): Promise<void> {
  let isReached: boolean | null = null;
  while (!signal.aborted) {
    try {
      await agent.sync(WAIT_MS);
      if (isReached !== true) say({ platform: 'reached' });
      isReached = true;
    } catch (error) {
      if (isReached !== false)
        say({ platform: 'away', why: error instanceof Error ? error.message : String(error) });
      isReached = false;
      await sleep(AGAIN_MS, undefined, { signal }).catch(() => undefined);
    }
  }
}
