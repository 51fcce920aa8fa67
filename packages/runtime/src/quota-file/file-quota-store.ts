import { mkdir, rename } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { QuotaStore } from "../quota/index.js";
import { type FileLock, textOf, withFileLock } from "./file-lock.js";
import { type QuotaTotals, raise, readTotals, writeTotals } from "./totals-text.js";

/** What may be set of a file store. */
export interface FileQuotaStoreOptions {
  /**
   * Milliseconds after which a lock that nobody gives back is taken for left behind by a killed process. It must be
   * longer than a write takes. Default: 5,000.
   */
  readonly staleAfter?: number | undefined;
}

/**
 * Keeps the counts of months in a file, for all processes of a machine that are given its path. Node, Bun and Deno only.
 *
 * What was saved outlives whatever is killed: the file is replaced as a whole, behind a lock (`<path>.lock`). A file
 * that is damaged is kept as `<path>.corrupt-<time>` and the call is rejected, which the ledger logs; the counts go on
 * from the lines that are whole, and from what this process knows. The same holds when the file is gone.
 *
 * @param path The folder is made when it is not there. The file system must have atomic renames, as local ones have.
 * @example
 * const copilot = new Copilot({ quota: { plan: "professional", store: fileQuotaStore("/var/lib/app/quota") } });
 */
export function fileQuotaStore(path: string, { staleAfter = 5_000 }: FileQuotaStoreOptions = {}): QuotaStore {
  if (!(staleAfter > 0)) throw new TypeError(`staleAfter cannot be ${staleAfter}`);
  return new FileQuotaStore(resolve(path), staleAfter);
}

class FileQuotaStore extends QuotaStore {
  readonly #file: string;
  readonly #staleAfter: number;
  /** What this process knows of: no total is ever less again. */
  readonly #known: QuotaTotals = new Map();
  #last: Promise<unknown> = Promise.resolve();

  constructor(file: string, staleAfter: number) {
    super();
    this.#file = file;
    this.#staleAfter = staleAfter;
  }

  async load(name: string, period: string): Promise<number> {
    const text = await textOf(this.#file);
    if (text !== undefined) {
      const { totals, isWhole } = readTotals(text);
      if (!isWhole) return this.add(name, period, 0);
      this.#learn(totals);
    }
    return raise(this.#known, name, period, 0);
  }

  /** One at a time: processes wait for each other by the lock, calls of this one in line. */
  add(name: string, period: string, count: number): Promise<number> {
    const work = this.#last.then(() => this.#addLocked(name, period, count));
    this.#last = work.catch(() => {});
    return work;
  }

  async #addLocked(name: string, period: string, count: number): Promise<number> {
    await mkdir(dirname(this.#file), { recursive: true });
    return withFileLock(this.#file, this.#staleAfter, async (lock) => {
      const text = await textOf(this.#file);
      const read = text === undefined ? undefined : readTotals(text);
      if (read !== undefined) this.#learn(read.totals);
      if (read !== undefined && !read.isWhole) await this.#keepAside(lock);
      const total = raise(this.#known, name, period, 0) + count;
      if (count === 0) return total;
      const totals = new Map([...this.#known].map(([each, periods]) => [each, new Map(periods)]));
      raise(totals, name, period, total);
      await lock.replace(writeTotals(totals));
      return raise(this.#known, name, period, total);
    });
  }

  /** Keeps a damaged file, and begins another with what is known. */
  async #keepAside(lock: FileLock): Promise<never> {
    const kept = `${this.#file}.corrupt-${new Date().toISOString().replaceAll(":", "-")}`;
    await rename(this.#file, kept);
    await lock.replace(writeTotals(this.#known));
    throw new Error(
      `${this.#file} was damaged; it is kept as ${kept}, and the counts that could be read were taken over`,
    );
  }

  #learn(totals: QuotaTotals): void {
    for (const [name, periods] of totals) {
      for (const [period, used] of periods) raise(this.#known, name, period, used);
    }
  }
}
