import { describe, expect, test } from 'vitest';
import { englishRoadName } from './english-name.ts';

describe('the English name of a road', () => {
  test.each([
    ['深南大道', 'Shennan Blvd'],
    ['滨河东路', 'Binhe East Rd'],
    ['东门中路', 'Dongmen Middle Rd'],
    ['北环大道', 'Beihuan Blvd'],
    ['科技南十二路', 'Keji South 12th Rd'],
    ['福华三路', 'Fuhua 3rd Rd'],
    ['G4京港澳高速', "G4 Jinggang'ao Expwy"],
    ['南坪快速路', 'Nanping Expwy'],
    ['滨海大道辅道', 'Binhai Blvd Side Rd'],
    ['长安街', "Chang'an St"],
    ['绿道', 'Lüdao'],
    ['重庆路', 'Chongqing Rd'],
  ])('%s is %s', (zh, en) => {
    expect(englishRoadName(zh)).toBe(en);
  });

  test('of one character and a kind is not left without a proper name', () => {
    expect(englishRoadName('路')).toBe('Lu');
    expect(englishRoadName('东路')).toBe('Dong Rd');
  });

  test('stays as the map has it where it is not Chinese', () => {
    expect(englishRoadName('Rua de Santa Catarina')).toBe('Rua de Santa Catarina');
    expect(englishRoadName('')).toBe('');
  });
});
