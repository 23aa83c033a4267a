import {
  byVersion,
  type Field,
  firstFitting,
  since2019,
  sizedText,
  struct,
  text,
  u8,
  u16,
  u32,
  type ValueOf,
} from '../jt-wire/fields.ts';
import { codec, message } from '../jt-wire/message.ts';
import { answered, plate, platformId, utcTime } from './fields.ts';

const words = sizedText(u32);

/** Which alarm of 2019, of which vehicle or platform; what does not concern one is empty or zero. */
const alarm2019 = struct({
  from_platform: platformId,
  type: u16,
  at_ms: utcTime,
  start_ms: utcTime,
  end_ms: utcTime,
  plate,
  plate_colour: u8,
  to_platform: platformId,
  route: u32,
  text: words,
});
type Alarm2019 = ValueOf<typeof alarm2019>;

/** The same from platforms that leave out the first of the three times. */
const withoutTime: Field<Alarm2019> = {
  read(from) {
    const head = struct({ from_platform: platformId, type: u16 }).read(from);
    const [start_ms, end_ms] = [utcTime.read(from), utcTime.read(from)];
    const tail = struct({ plate, plate_colour: u8, to_platform: platformId, route: u32, text: words });
    return { ...head, at_ms: start_ms, start_ms, end_ms, ...tail.read(from) };
  },
  write: alarm2019.write,
};
const alarmOf2019 = firstFitting(alarm2019, withoutTime);

const origin = { source: u8, type: u16, at_ms: utcTime };
const alarmReported = byVersion(alarmOf2019, struct({ ...origin, info_id: u32, text: words }));
const alarmWarned = byVersion(alarmOf2019, struct({ ...origin, text: words }));
/** `level` 0 urgent, 1 ordinary. */
const supervisor = { until_ms: utcTime, level: u8, supervisor: text(16), phone: text(20), email: text(32) };
const supervision2019 = struct({ from_platform: platformId, at_ms: utcTime, ...answered, ...supervisor });
const supervision = byVersion(supervision2019, struct({ ...origin, supervision_id: u32, ...supervisor }));
const handled = { ...answered, result: u8 };

/** Alarms of vehicles and platforms, and supervision 督办 of those that nobody handles: 0x1400 and 0x9400. */
export const alarmMessages = [
  /** `result` 0 in hand, 1 handled, 2 not handled, 3 to be handled. */
  message(0x1401, 'supervision_answer', {
    supervision_id: u32,
    to_type: since2019(answered.to_type),
    to_serial: since2019(answered.to_serial),
    result: u8,
  }),
  codec(0x1402, 'alarm', alarmReported),
  codec(0x1403, 'alarm_handled', byVersion(alarmOf2019, struct({ info_id: u32, result: u8 }))),
  message(0x1411, 'supervision_result', handled),
  message(0x1412, 'alarm_result', handled),
  codec(0x1413, 'supervised', supervision2019),
  codec(0x9401, 'supervision', supervision),
  codec(0x9402, 'alarm_warning', alarmWarned),
  codec(0x9403, 'alarm_exchanged', alarmWarned),
] as const;
