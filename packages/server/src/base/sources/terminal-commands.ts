import type { CommandOutcome, TerminalParameter } from '@opentocc/contract';
import { outsideGbk } from '@opentocc/protocols/jt808';
import { sourceErrors } from './errors.ts';
import type { Gateway } from './gateway.ts';
import { shownParameter } from './shown-parameter.ts';
import type { TerminalIndex } from './terminal-index.ts';

export interface TerminalCommandsDeps {
  readonly gateway: Pick<Gateway, 'send'>;
  readonly index: Pick<TerminalIndex, 'findByVehicle'>;
}

/** What people say to a terminal, and ask of it, while they wait. */
export function createTerminalCommands({ gateway, index }: TerminalCommandsDeps) {
  /** @throws AppError when there is no such vehicle. */
  function requireVehicle(id: number): void {
    if (!index.findByVehicle(id)) throw sourceErrors.vehicle_unknown({ id });
  }

  return {
    /** Shows a text to the driver. @throws AppError when GBK lacks a character of it, or the vehicle is unknown, offline or silent. */
    async sendText(
      vehicle: number,
      { text, urgent, aloud }: { text: string; urgent: boolean; aloud: boolean },
    ): Promise<CommandOutcome> {
      requireVehicle(vehicle);
      const outside = outsideGbk(text);
      if (outside.length > 0) throw sourceErrors.text_outside_gbk({ characters: outside.join(' ') });
      const flag = TEXT_FLAG.shown | (urgent ? TEXT_FLAG.urgent : 0) | (aloud ? TEXT_FLAG.aloud : 0);
      const answer = await gateway.send(vehicle, { kind: 'text', flag, text_type: 1, text });
      const result = answer.kind === 'terminal_answer' ? answer.result : 1;
      return { accepted: result === 0, result };
    },
    /** Asks a terminal for all its parameters. @throws AppError when the vehicle is unknown, offline or silent. */
    async readParameters(vehicle: number): Promise<TerminalParameter[]> {
      requireVehicle(vehicle);
      const answer = await gateway.send(vehicle, { kind: 'query_parameters' });
      if (answer.kind !== 'parameters') return [];
      return answer.parameters.map(shownParameter);
    },
  };
}

/** Flag bits of 0x8300. */
const TEXT_FLAG = { urgent: 1, shown: 4, aloud: 8 } as const;
