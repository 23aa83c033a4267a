import { INDEX_CONFIGS } from '@opentocc/core/traffic';
import { describe, expect, it } from 'vitest';

// The module reads the reader's preferences when it is loaded; here is no browser.
Object.assign(globalThis, {
  localStorage: { getItem: () => null, setItem: () => undefined },
  matchMedia: () => ({ matches: false }),
});
const { provenanceIn } = await import('./provenance.ts');

const CHINESE = /[\u4e00-\u9fff]/;
const ENGLISH = /[a-z]{4,}/;

describe('the provenance of the product’s own parameters', () => {
  const texts = INDEX_CONFIGS.flatMap(({ gb, shenzhen, weights, free_flow, measured_free_flow, peaks }) =>
    [gb, shenzhen, weights, free_flow, measured_free_flow, peaks].flatMap(({ standard, source }) => [
      standard,
      source,
    ]),
  );

  it('is given in Chinese to who reads Chinese, and in English to who reads English', () => {
    expect(texts.length).toBeGreaterThan(10);
    for (const text of texts) {
      expect(provenanceIn(text, 'zh')).not.toMatch(ENGLISH);
      expect(provenanceIn(text, 'en')).not.toMatch(CHINESE);
    }
  });

  it('of a value names each of its standards', () => {
    expect(provenanceIn('深圳市道路交通运行指数（速度法） · GB/T 33171-2016 C', 'en')).toBe(
      'Shenzhen road traffic index (by speed) · GB/T 33171-2016 C',
    );
  });

  it('of an operator stays as it was written', () => {
    expect(provenanceIn('按 2027 年技术文件', 'en')).toBe('按 2027 年技术文件');
  });
});
