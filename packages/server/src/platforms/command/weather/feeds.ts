import { readCap } from '@opentocc/protocols/cap';

/** Files of one feed that one look fetches; the next look goes on. */
const MOST_FILES = 50;
/** What one look at a feed may take, its files included, ms: looks come each minute. */
const LOOK_MS = 45_000;
/** Files that are remembered to have been read. */
const MOST_KNOWN = 10_000;

export interface FeedsDeps {
  readonly feeds: readonly string[];
  /** Hosts beside that of the feed to which its links may lead: "alerts.example.org", "10.0.0.5:8080". */
  readonly hosts: readonly string[];
  /** Bounded in bytes and time, and closed to networks of one's own that are not named. */
  readonly fetch: (url: string) => Promise<Uint8Array>;
  readonly now: () => number;
  take(bytes: Uint8Array): Promise<unknown>;
}

/** Asks feeds for warnings. Where a feed is an index, the files that its entries name are read, each once. */
export class Feeds {
  readonly #deps: FeedsDeps;
  readonly #known = new Set<string>();

  constructor(deps: FeedsDeps) {
    this.#deps = deps;
  }

  /** A feed or a file that fails keeps no other from being read. @throws Error of the first that failed */
  async look(): Promise<void> {
    const looks = await Promise.allSettled(this.#deps.feeds.map((feed) => this.#read(feed)));
    const failed = looks.find((one) => one.status === 'rejected');
    if (failed) throw failed.reason;
  }

  async #read(feed: string): Promise<void> {
    const { fetch, now, take } = this.#deps;
    const until_ms = now() + LOOK_MS;
    const bytes = await fetch(feed);
    const { alerts, entries } = readCap(bytes);
    const failures: unknown[] = [];
    const attempt = async (work: () => Promise<unknown>) => {
      try {
        await work();
        return true;
      } catch (error) {
        failures.push(error);
        return false;
      }
    };
    if (alerts.length > 0 || entries.length === 0) await attempt(() => take(bytes));
    const unread = entries.filter((entry) => !this.#known.has(keyOf(entry)));
    for (const entry of unread.slice(0, MOST_FILES)) {
      if (now() > until_ms) throw new Error(`${feed}: its files take longer than ${LOOK_MS / 1000} s`);
      const isRead = await attempt(async () => take(await fetch(this.#fileOf(feed, entry.link))));
      if (isRead) this.#remember(keyOf(entry));
    }
    if (failures.length > 0) throw failures[0];
  }

  /** @throws Error where a link leads elsewhere than it may */
  #fileOf(feed: string, link: string): string {
    const [from, to] = [new URL(feed), URL.canParse(link, feed) ? new URL(link, feed) : null];
    const isOpen = to?.protocol === 'https:' || (to?.protocol === 'http:' && from.protocol === 'http:');
    if (link === '' || !to || !isOpen || to.username !== '' || to.password !== '')
      throw new Error(`${feed}: an entry names no file that may be read: ${link.slice(0, 200)}`);
    if (to.host !== from.host && !this.#deps.hosts.includes(to.host))
      throw new Error(
        `${feed}: an entry leads to ${to.host}; name it in WEATHER_FEED_HOSTS if it may be asked`,
      );
    return to.href;
  }

  #remember(key: string): void {
    if (this.#known.size >= MOST_KNOWN) this.#known.clear();
    this.#known.add(key);
  }
}

const keyOf = ({ link, updated }: { readonly link: string; readonly updated: string }) =>
  `${link} ${updated}`;
