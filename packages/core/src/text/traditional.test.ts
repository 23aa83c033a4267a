import { expect, test } from 'vitest';
import { traditional } from './traditional.ts';

test('texts are written as they are read in Hong Kong', () => {
  expect(traditional('货车排队等候约 45 分钟')).toBe('貨車排隊等候約 45 分鐘');
  expect(traditional('深圳湾口岸：入境方向关闭')).toBe('深圳灣口岸：入境方向關閉');
});

test('a letter with several forms is written by the word that it stands in', () => {
  expect(traditional('发车')).toBe('發車');
  expect(traditional('头发')).toBe('頭髮');
  expect(traditional('皇后大道以后')).toBe('皇后大道以後');
});

test('what is traditional, Latin or a plate already stays', () => {
  expect(traditional('貨車 粤Z1234港 Liantang')).toContain('Z1234港 Liantang');
  expect(traditional('')).toBe('');
});
