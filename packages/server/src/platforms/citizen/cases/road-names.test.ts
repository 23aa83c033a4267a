import { expect, test } from 'vitest';
import { createRoadNames } from './road-names.ts';

test('a name of the map is found in whichever width it is written', () => {
  const roads = createRoadNames(['深南大道（辅路）', 'Ｇ４京港澳高速']);
  expect(roads.in('深南大道（辅路）积水')).toEqual(['深南大道(辅路)']);
  expect(roads.in('深南大道(辅路)和G4京港澳高速')).toEqual(['深南大道(辅路)', 'G4京港澳高速']);
});

test('of two names that begin at one place the longer one is found, and the text goes on behind it', () => {
  const roads = createRoadNames(['深南大道', '深南大道辅路', '辅路东街', '东街']);
  expect(roads.in('深南大道辅路东街')).toEqual(['深南大道辅路']);
  expect(roads.in('深南大道，辅路东街')).toEqual(['深南大道', '辅路东街']);
});
