import { textNetwork } from '@opentocc/testkit';
import { expect, it } from 'vitest';
import { stretchOf } from './link-stretch.ts';

const CITY = textNetwork(`
  E   F
  |   |
  A---B---C---D
      |
      G

  AE collector 40 name=新洲路
  AB arterial 60 name=深南大道
  BC arterial 60 name=深南大道
  CD arterial 60 name=深南大道
  BF local 30 name=小巷
  BG collector 40 name=彩田路
`);

it('lies between the main roads that cross next, however many links away, and leads from west to east', () => {
  expect(stretchOf(CITY.network, CITY.link('AB'))).toEqual({
    heading_deg: 90,
    from: { zh: '新洲路', en: 'Xinzhou Rd' },
    to: { zh: '彩田路', en: 'Caitian Rd' },
  });
  expect(stretchOf(CITY.network, CITY.link('CD')).from?.zh).toBe('彩田路');
  expect(stretchOf(CITY.network, CITY.link('DC'))).toMatchObject({ heading_deg: 270, to: { zh: '彩田路' } });
});

it('says nothing of an end where no named road is met', () => {
  expect(stretchOf(CITY.network, CITY.link('CD')).to).toBeNull();
});
