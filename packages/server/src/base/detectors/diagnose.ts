import type { DetectorFault, FindingKind } from '@opentocc/contract';
import { type Diagnosis, evidence, type Symptom } from '../quality/index.ts';
import type { RegisteredDetector } from './model.ts';

/** A detector as it does now. */
export interface DetectorLook {
  readonly detector: RegisteredDetector;
  readonly isSilent: boolean;
  readonly faults: readonly DetectorFault[];
}

/** Detectors named in a finding. */
const NAMED = 12;
/** A source of which more than this share is silent has more than a few broken detectors; assumed on 2026-11-27. */
const MANY = 0.2;

const WORDS: Record<DetectorFault | 'silent', Pick<Symptom, 'title' | 'advice'>> = {
  silent: {
    title: { zh: '台检测器不再上报', en: 'detectors report no more' },
    advice: {
      zh: '请责任单位检查供电、通信与采集程序；拆除的检测器请在清单中停用。',
      en: 'Ask the owner to check power, line and collector; retire detectors that were removed.',
    },
  },
  stuck: {
    title: { zh: '台检测器数值不变', en: 'detectors repeat one value' },
    advice: {
      zh: '连续六次上报完全相同：请重启采集程序并核对现场。',
      en: 'Six reports in a row are equal: restart the collector and look at the spot.',
    },
  },
  impossible: {
    title: { zh: '台检测器上报不可能的值', en: 'detectors report what cannot be' },
    advice: {
      zh: '见剔除样本：核对占有率、车道数与单位（km/h、%）。',
      en: 'See the samples: check occupancy, number of lanes and units (km/h, %).',
    },
  },
  lanes_differ: {
    title: { zh: '台检测器各车道不一致', en: 'detectors whose lanes disagree' },
    advice: {
      zh: '某车道长期无车或速度相差数倍：请检查该车道线圈或标定。',
      en: 'One lane counts nothing or is several times as fast: check its loop or its calibration.',
    },
  },
  counts_nothing: {
    title: { zh: '台检测器白天两小时无车', en: 'detectors count nobody for two hours of the day' },
    advice: {
      zh: '若道路未封闭，多为线圈断线或镜头遮挡，请现场检查。',
      en: 'Unless the road is closed, the loop is cut or the lens covered: look at the spot.',
    },
  },
};

const FAULTS: readonly DetectorFault[] = ['stuck', 'impossible', 'lanes_differ', 'counts_nothing'];

/** What is wrong with the detectors of a source. @param looks of all its detectors in service, at least one */
export function diagnoseDetectors(source: number, looks: readonly DetectorLook[]): Diagnosis[] {
  const silent = looks.filter(({ isSilent }) => isSilent);
  const severity = silent.length > MANY * looks.length ? 'major' : 'minor';
  const symptoms = FAULTS.flatMap((fault) => {
    const those = looks.filter(({ faults }) => faults.includes(fault));
    const kind = 'detector_fault' as const;
    return those.length > 0
      ? [symptomOf({ source, kind, variant: fault, severity: 'minor' }, those, looks)]
      : [];
  });
  const of_silence = { source, kind: 'detector_silent', variant: 'silent', severity } as const;
  return [
    diagnosis(source, 'detector_silent', silent.length > 0 ? [symptomOf(of_silence, silent, looks)] : []),
    diagnosis(source, 'detector_fault', symptoms),
  ];
}

const diagnosis = (source: number, kind: FindingKind, symptoms: readonly Symptom[]): Diagnosis => ({
  ...{ source, kind, symptoms },
  vehicles_judged: 0,
});

interface Of extends Pick<Symptom, 'source' | 'kind' | 'severity'> {
  readonly variant: DetectorFault | 'silent';
}

function symptomOf(of: Of, those: readonly DetectorLook[], all: readonly DetectorLook[]): Symptom {
  const { title, advice } = WORDS[of.variant];
  const codes = those.map(({ detector }) => detector.code).sort();
  const named = codes.slice(0, NAMED).join(', ') + (codes.length > NAMED ? ' …' : '');
  return {
    ...of,
    certainty: of.variant === 'silent' || of.variant === 'impossible' ? 'sure' : 'likely',
    title: { zh: `${those.length} ${title.zh}`, en: `${those.length} ${title.en}` },
    advice,
    concerned: 'source_owner',
    evidence: [
      evidence('检测器总数', 'Detectors in all', String(all.length)),
      evidence('编号', 'Codes', named),
    ],
    ...{ vehicles: 0, vehicles_judged: 0, examples: [] },
    reason: REASON[of.variant] ?? null,
  };
}

const REASON: Partial<Record<Of['variant'], Symptom['reason']>> = {
  stuck: 'stuck_value',
  impossible: 'impossible_value',
};
