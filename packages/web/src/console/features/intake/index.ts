import type { Feature } from '../../feature.ts';
import { auditWords } from './audit-words.ts';

/** 来件: calls and what machines bring. Their screens stand on the desks of the hotline (`cases`). */
export const intake = { name: 'intake', audit: auditWords } as const satisfies Feature;
