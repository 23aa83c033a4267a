import type { Bilingual, BulletinFigure } from '@opentocc/contract';

/** A number of things for a bulletin. @param value null where it is not had */
export const countFigure = (
  key: string,
  name: Bilingual,
  value: number | null,
  unit: Bilingual,
  opens: string,
): BulletinFigure => ({ key, name, value, unit, digits: 0, opens });
