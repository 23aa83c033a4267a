import gcoord from 'gcoord';

/** Datums that Chinese devices and maps use: GCJ-02 is shifted by about 500 m, BD-09 shifts that again. */
export type ChinaDatum = 'WGS-84' | 'GCJ-02' | 'BD-09';

const FROM = { 'GCJ-02': gcoord.GCJ02, 'BD-09': gcoord.BD09 } as const;

/** A place given in a datum as degrees WGS-84, within a metre inside China. */
export function toWgs84(datum: ChinaDatum, lon: number, lat: number): readonly [lon: number, lat: number] {
  if (datum === 'WGS-84') return [lon, lat];
  return gcoord.transform([lon, lat], FROM[datum], gcoord.WGS84) as [number, number];
}
