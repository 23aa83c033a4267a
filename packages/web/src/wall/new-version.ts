import { useEffect } from 'react';

const PERIOD_MS = 60_000;

/** Reloads the wall when the server has another version of it, so that nobody has to climb up to a screen. */
export function useReloadOnNewVersion(): void {
  useEffect(() => {
    const running = scriptsOf(document.documentElement.innerHTML);
    const timer = setInterval(async () => {
      const page = await fetch('/wall.html', { cache: 'no-store' }).catch(() => null);
      if (!page?.ok) return; // the server is away: nothing to judge by
      const offered = scriptsOf(await page.text());
      if (offered !== '' && offered !== running) location.reload();
    }, PERIOD_MS);
    return () => clearInterval(timer);
  }, []);
}

/** The entry script of a page; its name carries the hash of its content. */
function scriptsOf(html: string): string {
  return /<script[^>]+src="([^"]+)"/.exec(html)?.[1] ?? '';
}
