import type { Locator, Page } from 'playwright-core';

/** Chooses in a list by its label. A list that is searched is searched: of a long one only what is in view is drawn. */
export async function chooseOption(page: Page, label: string, option: string): Promise<void> {
  const field = fieldsOf(page).getByLabel(label, { exact: true });
  await field.click();
  if ((await field.getAttribute('readonly')) === null) await field.fill(option);
  await page
    .locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option', {
      hasText: option,
    })
    .first()
    .click();
}

/** Fields of the form that is filled in, in a dialog or on the page. */
const fieldsOf = (page: Page): Locator => page.locator('form').first();
