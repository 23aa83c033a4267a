import { expect, test } from 'vitest';
import { linksIn } from './links.ts';
import { createRoadNames } from './road-names.ts';

const NO_ROADS = createRoadNames([]);

test.each([
  ['粤B·D12345的司机拒载', ['粤BD12345']],
  ['粤B D1234拒载', ['粤BD1234']],
  ['口岸等了一小时，前面是粤Z·1234港和粤ZAB12澳', ['粤Z1234港', '粤ZAB12澳']],
  ['教练车粤B1234学压线，后面是粤B5678挂', ['粤B1234学', '粤B5678挂']],
  ['粤B12345学生车', ['粤B12345']],
  ['粤B1234路口', []],
  ['粤B12345678', []],
])('of “%s” the plates are found', (text, plates) => {
  expect(linksIn({ text }, NO_ROADS)).toEqual(plates.map((ref) => ({ kind: 'vehicle', ref })));
});
