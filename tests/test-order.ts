import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that run in the time that the past of the browser tests' city takes to be made. */
const MEANWHILE = 40;

/** The browser tests begin when their city is likely to be there, and not last, for they are the longest. */
export class TestOrder extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const browser = sorted.filter(({ project }) => project.name === 'browser');
    const unit = sorted.filter(({ project }) => project.name !== 'browser');
    return [...unit.slice(0, MEANWHILE), ...browser, ...unit.slice(MEANWHILE)];
  }
}
