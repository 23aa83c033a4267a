import type { Bilingual, FoundVehicle, Language } from '@opentocc/contract';
import { ageOf } from '../../../ui/format.ts';
import { en } from '../../../ui/i18n/en.ts';
import { zh } from '../../../ui/i18n/zh.ts';

const WORDS = {
  zh: { kinds: zh.vehicle_class, online: '在线', offline: '离线', ago: (age: string) => `${age} 前` },
  en: { kinds: en.vehicle_class, online: 'online', offline: 'offline', ago: (age: string) => `${age} ago` },
} as const;

/** Masked plates are often the same: firm, tail of the terminal's number, place and last sign of life tell them apart. */
export function hintOf(vehicle: FoundVehicle, now_ms: number): Bilingual {
  const inLanguage = (language: Language) => {
    const words = WORDS[language];
    const { terminal, last_fix_ms } = vehicle;
    const seen = vehicle.online ? words.online : words.offline;
    return [
      vehicle.source_name[language],
      words.kinds[vehicle.class],
      terminal.slice(-4) && `…${terminal.slice(-4)}`,
      [vehicle.district?.[language], vehicle.road?.[language]].filter(Boolean).join(' '),
      last_fix_ms === null ? seen : `${seen} ${words.ago(ageOf(now_ms - last_fix_ms))}`,
    ]
      .filter(Boolean)
      .join(' · ');
  };
  return { zh: inLanguage('zh'), en: inLanguage('en') };
}
