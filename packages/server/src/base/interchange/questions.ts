import type { AskPlatform } from '@opentocc/contract';
import type { Message } from '@opentocc/protocols/jt809';
import type { AlarmRow } from './report-store.ts';
import type { RequestRow } from './request-store.ts';

interface Vehicle {
  readonly plate: string;
  readonly plate_colour: number;
}

/** 查岗对象: the platform that is connected. */
const CONNECTED_PLATFORM = 1;
/** Length of the fields, characters. */
const MOST_NAME = 16;

/** The message of a question, with the fields of both editions: a frame carries those of its own. */
export function questionOf(
  { id, question }: RequestRow,
  { kind, within_min, channel }: Pick<AskPlatform, 'kind' | 'within_min' | 'channel'>,
  vehicle: Vehicle | undefined,
): Message {
  switch (kind) {
    case 'post_check':
      return {
        ...{ kind, object_type: CONNECTED_PLATFORM, object_id: '', info_id: id },
        ...{ answer_within_min: within_min, text: question },
      };
    case 'driver':
      return { kind: 'ask_driver', vehicle, flag: 0 };
    case 'waybill':
      return { kind: 'ask_waybill', vehicle };
    case 'live':
      return {
        ...{ kind, vehicle, channel, media_type: 0, code: new Uint8Array(64) },
        place: new Uint8Array(0),
      };
  }
}

export interface Supervising {
  readonly urgent: boolean;
  readonly supervisor: string;
  readonly until_ms: number;
}

/** 督办 of an alarm: which one, until when, how urgent, by whom. */
export function supervisionOf(
  { id }: RequestRow,
  { type, at_ms }: AlarmRow,
  vehicle: Vehicle,
  { urgent, supervisor, until_ms }: Supervising,
): Message {
  const whose = { supervisor: asciiOf(supervisor), phone: '', email: '' };
  const when = { until_ms, level: urgent ? 0 : 1 };
  const of2019 = { from_platform: '', to_type: 0x1402, to_serial: 0 };
  return {
    kind: 'supervision',
    vehicle,
    ...of2019,
    source: 1,
    type,
    at_ms,
    supervision_id: id,
    ...when,
    ...whose,
  };
}

/** Accounts may have any letters, the field has room for a few bytes. */
const asciiOf = (name: string): string => name.replace(/[^\x20-\x7e]/g, '').slice(0, MOST_NAME);
