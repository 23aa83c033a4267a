import { type Diagnosis, EXAMPLES, evidence, type Symptom } from './symptom.ts';

/** Vehicles of one source whose phone two devices use. */
export interface PhonesLook {
  readonly source: number;
  /** How often one device was refused or took over from the other, by vehicle. */
  readonly refused: ReadonlyMap<number, number>;
  /** Whether a second device would have been seen by now: terminals are connected, and have been watched for long enough. */
  readonly isWatched: boolean;
}

/** Two devices with one phone: which of them sent a position is unknown. */
export function diagnosePhones({ source, refused, isWatched }: PhonesLook): Diagnosis[] {
  if (refused.size === 0 && !isWatched) return [];
  const symptoms = refused.size > 0 ? [sharedPhones(source, refused)] : [];
  return [{ source, kind: 'phone_shared', symptoms, vehicles_judged: 0 }];
}

function sharedPhones(source: number, refused: ReadonlyMap<number, number>): Symptom {
  const times = [...refused.values()].reduce((sum, n) => sum + n, 0);
  return {
    source,
    kind: 'phone_shared',
    variant: '',
    severity: 'major',
    // A terminal whose link breaks off again and again looks the same.
    certainty: 'likely',
    title: {
      zh: `${refused.size} 辆车的终端手机号被两台设备同时使用`,
      en: `The phone of ${refused.size} vehicle(s) is used by two devices at once`,
    },
    advice: {
      zh: '到车核对终端铭牌与手机号：更换设备后停用旧设备，复制或误填的手机号改正后重新注册。频繁相互顶替时，先连上的设备保留连接，另一台被拒绝。',
      en: 'Compare the devices and their phones on the vehicle: switch off the one that was replaced, correct a phone that was copied, and register again. While they take over from each other often, the device connected first stays and the other is refused.',
    },
    concerned: 'source_owner',
    evidence: [evidence('拒绝或顶替次数', 'Times one device was refused or took over', String(times))],
    vehicles: refused.size,
    vehicles_judged: 0,
    examples: [...refused.keys()].slice(0, EXAMPLES),
    reason: null,
  };
}
