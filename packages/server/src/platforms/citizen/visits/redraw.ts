import { VisitDrawSheet } from '@opentocc/contract';
import { faultOf } from './draw.ts';

/** Draws again from a sheet that was downloaded. @throws ZodError when it is none */
export function redraw(text: string) {
  const sheet = VisitDrawSheet.parse(JSON.parse(text));
  return { sheet, fault: faultOf(sheet) };
}
