const RELOADED = 'tocc.reloaded';

/**
 * Whether the server has another build of a page than the one that runs here.
 * @param page its file on the server, such as `/wall.html`
 * @returns false where the server is away: there is nothing to judge by
 */
export async function isUpgraded(page: string = location.pathname): Promise<boolean> {
  const offered = await fetch(page, { cache: 'no-store' }).then(
    (answer) => (answer.ok ? answer.text() : ''),
    () => '',
  );
  const build = buildOf(offered);
  return build !== '' && build !== buildOf(document.documentElement.innerHTML);
}

/**
 * Loads this page again where the server has another build of it. Not twice for the same build, so that a broken upgrade
 * cannot make the screen reload for ever.
 */
export async function reloadIfUpgraded(): Promise<void> {
  if (!(await isUpgraded())) return;
  const running = buildOf(document.documentElement.innerHTML);
  if (sessionStorage.getItem(RELOADED) === running) return;
  sessionStorage.setItem(RELOADED, running);
  location.reload();
  await new Promise(() => undefined); // the page ends here
}

/** The entry script of a page; its name carries the hash of its content. */
export const buildOf = (html: string): string => /<script[^>]+src="([^"]+)"/.exec(html)?.[1] ?? '';
