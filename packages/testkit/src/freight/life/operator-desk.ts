import { MINUTE_MS } from '@opentocc/core/time';
import type { Message } from '@opentocc/protocols/jt809';
import { hash01 } from '../../random.ts';
import type { LifePlatform } from './firms.ts';
import type { FreightLife } from './freight-life.ts';
import type { LifeTrip } from './trips.ts';

/** Who answers a post check, by platform. */
const RESPONDERS = ['周敏', '何锦荣'];
const RESPONDER_PHONE = '075588880000';
/** Time until a person at the desk has read a question, at least and at most; one question in eight is not seen in time. */
const READS_MS = [8_000, 70_000] as const;
const OVERLOOKED = 1 / 8;
/** Share of trips of which an alarm is reported, and how long after they set out. */
const ALARMED = 0.06;
const ALARM_AFTER_MIN = 25;
/** Types of alarms (table of JT/T 809): speeding, fatigue, route. */
const ALARMS = [
  { type: 1, text: '超速报警' },
  { type: 2, text: '疲劳驾驶报警' },
  { type: 11, text: '偏离路线报警' },
] as const;

interface Due {
  readonly at_ms: number;
  readonly message: Message;
}

/** The people at an operator's platform: they answer what the superior asks, and report drivers, waybills and alarms. */
export class OperatorDesk {
  #due: Due[] = [];
  #asked = 0;

  constructor(
    private readonly platform: LifePlatform,
    private readonly life: FreightLife,
    private readonly now: () => number,
  ) {}

  /** What is due until an instant, once. */
  due(now_ms: number): Message[] {
    const due = this.#due.filter(({ at_ms }) => at_ms <= now_ms).map(({ message }) => message);
    this.#due = this.#due.filter(({ at_ms }) => at_ms > now_ms);
    return due;
  }

  /** @returns what is answered at once; what a person has to read is due later. */
  answer(message: Message, serial: number): Message[] {
    const vehicle = message.kind === 'raw' ? undefined : message.vehicle;
    const trip = vehicle && this.#tripOf(vehicle.plate);
    if (message.kind === 'post_check') this.#later({ ...postCheckAnswer(message, this.#responder, serial) });
    else if (message.kind === 'supervision')
      this.#later({
        ...{ kind: 'supervision_answer', vehicle, result: 1, to_type: 0x9401, to_serial: serial },
        supervision_id: 'supervision_id' in message ? message.supervision_id : serial,
      });
    else if (message.kind === 'ask_driver' && trip)
      return [{ ...this.#driver(trip), kind: 'driver_answer', vehicle, to_type: 0x920a, to_serial: serial }];
    else if (message.kind === 'ask_waybill' && trip)
      return [
        ...[{ kind: 'waybill_answer', vehicle, text: waybillOf(trip), to_type: 0x920b, to_serial: serial }],
      ] as Message[];
    else if (message.kind === 'live')
      // Its cameras are switched off: a refusal is an answer too.
      return [{ kind: 'live_answer', vehicle, result: 1, host: '', port: 0 }];
    return [];
  }

  /** What an operator reports of a trip: who drives it, and with what. */
  setsOut(trip: LifeTrip): Message[] {
    const vehicle = vehicleOf(trip);
    if (hash01(trip.order.seed, 3, 5) < ALARMED) this.#alarm(trip);
    return [
      { kind: 'driver', vehicle, ...this.#driver(trip) },
      { kind: 'waybill', vehicle, text: waybillOf(trip) },
    ];
  }

  get #responder(): string {
    return RESPONDERS[this.platform.edition === '2019' ? 0 : 1];
  }

  #later(message: Message): void {
    const drawn = hash01(++this.#asked, this.platform.edition === '2019' ? 1 : 2, 7);
    if (drawn < OVERLOOKED) return;
    const wait_ms = READS_MS[0] + (READS_MS[1] - READS_MS[0]) * drawn;
    this.#due.push({ at_ms: this.now() + wait_ms, message });
  }

  #alarm(trip: LifeTrip): void {
    const { type, text } = ALARMS[trip.order.seed % ALARMS.length];
    const at_ms = trip.begin_ms + ALARM_AFTER_MIN * MINUTE_MS;
    if (at_ms < this.now()) return;
    const vehicle = vehicleOf(trip);
    const message =
      this.platform.edition === '2019'
        ? {
            ...{ kind: 'alarm', vehicle, from_platform: this.platform.code.slice(-11), type, at_ms },
            ...{
              start_ms: at_ms,
              end_ms: Number.NaN,
              plate: vehicle.plate,
              plate_colour: vehicle.plate_colour,
            },
            ...{ to_platform: '', route: 0, text },
          }
        : { ...{ kind: 'alarm', vehicle, source: 1, type, at_ms }, info_id: trip.order.seed, text };
    this.#due.push({ at_ms, message: message as Message });
  }

  #tripOf(plate: string): LifeTrip | undefined {
    return this.life.tripsUnderWay(this.now()).findLast(({ truck }) => truck.plate === plate);
  }

  #driver({ truck, begin_ms }: LifeTrip) {
    const { name, licence, licence_valid_days } = this.life.drivers[truck.driver];
    return {
      ...{ name: name.zh, identity_number: '', licence, issuer: '深圳市交通运输局' },
      valid_until_ms: Math.floor(begin_ms / 86_400_000 + licence_valid_days) * 86_400_000,
    };
  }
}

const vehicleOf = ({ truck: { plate, plate_colour } }: LifeTrip) => ({ plate, plate_colour });

/** As it is written on paper: goods, from, to. */
function waybillOf({ key, goods, order, direction, ports }: LifeTrip): string {
  const [site] = order.stops;
  const un = goods.un === null ? '' : `；${goods.un}`;
  return `运单${key}；货物：${goods.name.zh}${un}；口岸：${ports[direction]}；地点：${site.code}`;
}

type PostCheck = Extract<Message, { kind: 'post_check' }>;

function postCheckAnswer(asked: PostCheck, responder: string, serial: number): Message {
  const { object_type, object_id, info_id, text } = asked;
  return {
    ...{ kind: 'post_check_answer', object_type, object_id, info_id, to_type: 0x9301, to_serial: serial },
    ...{ responder, responder_phone: RESPONDER_PHONE, text: answerTo(text) },
  };
}

/** A sum is worked out, anything else is confirmed. */
function answerTo(question: string): string {
  const sum = /(\d+)\s*([+＋×xX*])\s*(\d+)/.exec(question);
  if (!sum) return '在岗';
  const [a, b] = [Number(sum[1]), Number(sum[3])];
  return String(/[+＋]/.test(sum[2]) ? a + b : a * b);
}
