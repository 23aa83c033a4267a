import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * The browser tests come last, and their longest files first: their city was made and has driven for a while by then, and
 * a page that is drawn without a graphics card takes a core for as long as it stands open.
 */
export class TestOrder extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const browser = sorted.filter(({ project }) => project.name === 'browser');
    const unit = sorted.filter(({ project }) => project.name !== 'browser');
    return [...unit, ...browser.sort((a, b) => placeOf(a) - placeOf(b))];
  }
}

const LONGEST = ['console', 'indices', 'wall', 'authority', 'truth', 'freight'];
function placeOf({ moduleId }: TestSpecification): number {
  const place = LONGEST.findIndex((name) => moduleId.endsWith(`/${name}.test.ts`));
  return place < 0 ? LONGEST.length : place;
}
