import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchPlate, plainPlate, plateDistance } from './index.ts';

const expected = ['粤B12345', '粤ZF023港', '粤BD8888', '粤BDB888', '京A00001'];
const kindOf = (read: string) => {
  const { kind, plate } = matchPlate(read, expected);
  return plate === null ? kind : `${kind} ${plate}`;
};

describe('a plate that was read is found among those expected', () => {
  it.each([
    ['粤B12345', 'same 粤B12345'],
    ['粤Ｂ·12345', 'same 粤B12345'],
    ['粤b-12345', 'same 粤B12345'],
    ['粤BI2345', 'taken 粤B12345'],
    ['粤812345', 'taken 粤B12345'],
    ['B12345', 'taken 粤B12345'],
    ['粤ZFO23港', 'taken 粤ZF023港'],
    ['粤ZF023', 'taken 粤ZF023港'],
    ['粤ZF023澳', 'taken 粤ZF023港'],
    ['京AOOOO1', 'taken 京A00001'],
  ])('%s is %s', (read, said) => expect(kindOf(read)).toBe(said));

  it('another digit is another truck: it is offered to a person, and never taken', () => {
    expect(kindOf('粤B12346')).toBe('ask');
    expect(matchPlate('粤B12346', expected).near[0]).toEqual({ plate: '粤B12345', cost: 1 });
  });

  it('between two that are as near a person decides', () => {
    expect(matchPlate('粤BD3888', expected)).toMatchObject({
      kind: 'ask',
      near: [{ plate: '粤BDB888' }, { plate: '粤BD8888' }],
    });
  });

  it('what is like none of them is none', () => {
    expect(kindOf('沪C98765')).toBe('none');
    expect(matchPlate('粤B12345', [])).toEqual({ kind: 'none', plate: null, near: [] });
  });
});

const plate = fc.stringMatching(/^[粤京沪][A-HJ-NP-Z][A-HJ-NP-Z0-9]{5}港?$/);

describe('whatever plates there are', () => {
  it('a plate is at no distance from itself alone', () => {
    fc.assert(
      fc.property(plate, plate, (a, b) => {
        expect(plateDistance(a, a)).toBe(0);
        expect(plateDistance(a, b) === 0).toBe(plainPlate(a) === plainPlate(b));
      }),
    );
  });

  it('a plate that is expected is found as itself, whatever else is expected', () => {
    fc.assert(
      fc.property(plate, fc.array(plate), (read, others) => {
        expect(matchPlate(read, [...others, read])).toMatchObject({ kind: 'same', plate: read });
      }),
    );
  });

  it('a digit that was changed into another one never opens for the truck of the first', () => {
    const digit = fc.integer({ min: 0, max: 9 });
    fc.assert(
      fc.property(plate, fc.integer({ min: 2, max: 6 }), digit, digit, (one, at, from, to) => {
        fc.pre(from !== to);
        const [a, b] = [from, to].map((value) => [...one].with(at, String(value)).join(''));
        expect(matchPlate(a, [b]).kind).toBe('ask');
      }),
    );
  });

  it('the order in which plates are expected decides nothing', () => {
    fc.assert(
      fc.property(plate, fc.array(plate, { maxLength: 6 }), (read, all) => {
        expect(matchPlate(read, [...all].reverse())).toEqual(matchPlate(read, all));
      }),
    );
  });
});
