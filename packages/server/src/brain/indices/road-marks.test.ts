import { buildNetwork, LINK_FLAG } from '@opentocc/core/network';
import { textNetwork } from '@opentocc/testkit';
import { describe, expect, it } from 'vitest';
import { marksAlong } from './road-marks.ts';

/** East along the avenue; H to I is an own street far off, which a test moves over it. */
const TEXT = textNetwork(`
  E       F
  |       |
  A---B---C---D   H---I
      |
      G

  AB arterial name=大道
  BC arterial name=大道
  CD arterial name=大道
  EA arterial name=起点路
  FC collector name=支线路
  BG local name=小巷
  HI arterial name=高架路
`);
const { raw } = TEXT;
const AVENUE = Uint32Array.from(TEXT.path('ABCD'));
const namesAt = (network: typeof TEXT.network) =>
  marksAlong(network, AVENUE).map(({ kind, name, at_m }) => [kind, name.zh, Math.round(at_m / 10) * 10]);

describe('the marks along a corridor', () => {
  it('stand where named roads meet it, not where its links begin, without lanes', () => {
    expect(namesAt(TEXT.network)).toEqual([
      ['crossing', '起点路', 0],
      ['crossing', '支线路', 800],
    ]);
  });

  it('name a road that passes over it without a junction, but no ramp', () => {
    const nodes = [...raw.nodes];
    const [b, c] = [nodes[TEXT.node('B')], nodes[TEXT.node('C')]];
    const lon = (b.lon + c.lon) / 2;
    nodes[TEXT.node('H')] = { ...nodes[TEXT.node('H')], lon, lat: b.lat + 0.001 };
    nodes[TEXT.node('I')] = { ...nodes[TEXT.node('I')], lon, lat: b.lat - 0.001 };
    expect(namesAt(buildNetwork({ ...raw, nodes }))).toContainEqual(['crossing', '高架路', 600]);
    const links = raw.links.map((link) =>
      link.name === '高架路' ? { ...link, flags: LINK_FLAG.ramp } : link,
    );
    expect(namesAt(buildNetwork({ ...raw, nodes, links }))).toHaveLength(2);
  });

  it('name places within reach, at the junction next to them', () => {
    const { lon, lat } = raw.nodes[TEXT.node('C')];
    const place = { code: 'p', name_zh: '口岸', name_en: 'Port', lon, lat: lat + 0.003, kind: 'port' };
    const far = { ...place, code: 'q', name_zh: '远处', lat: lat + 0.009 };
    const network = buildNetwork({ ...raw, places: [place, far] as unknown as typeof raw.places });
    expect(namesAt(network)).toContainEqual(['place', '口岸', 800]);
    expect(namesAt(network)).toHaveLength(3);
  });
});
