import { openBrowser, paintedLinks, watch } from './open-browser.ts';

(async () => {
  const browser = await openBrowser();
  const context = await browser.newContext({
    storageState: '/tmp/b2/state.json',
    viewport: { width: 1440, height: 900 },
    colorScheme: 'light',
    locale: 'zh-CN',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(15000);
  const m = watch(page, 'http://127.0.0.1:18080');
  const t0 = Date.now();
  page.on('response', (r) => {
    if (/tiles|network|city/.test(r.url())) console.log(Date.now() - t0, r.status(), r.url());
  });
  await page.goto('http://127.0.0.1:18080');
  await page.locator('.map').waitFor();
  for (let i = 0; i < 6; i++) {
    await page.waitForTimeout(4000);
    console.log(await paintedLinks(page));
  }
  await page.screenshot({ path: `/tmp/b2/07-map.png` });
  console.log(m);
  await browser.close();
})();
