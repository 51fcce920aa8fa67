import { copyFile, mkdir } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import type { Logger } from "../platform/index.js";
import { type QuotaJournal, QuotaStore, type QuotaStoreContext } from "../quota/index.js";
import { type FileLock, withFileLock } from "./file-lock.js";
import { targetOf, textOf } from "./file-target.js";
import { type QuotaTotals, raise, readTotals, writeTotals } from "./totals-text.js";

/** What may be set of a file store. */
export interface FileQuotaStoreOptions {
  /**
   * Milliseconds after which a lock whose process cannot be found out is taken for left behind. It must be longer than a write
   * takes. The lock of a process of this machine that has ended is taken over at once. Default: 5,000.
   */
  readonly staleAfter?: number | undefined;
}

/**
 * Keeps the counts of months in a file, for all processes of a machine that are given its path. Node, Bun and Deno only.
 *
 * What was saved outlives whatever is killed: the file is replaced as a whole, behind a lock (the folder `<path>.lock`). A lock
 * that blocks for more than a second is reported to the client's logger. A file that is damaged is kept as
 * `<path>.corrupt-<time>` and the call is rejected, which the ledger logs; the counts go on from the lines that are whole, and
 * from what this process knows. The same holds when the file is gone.
 *
 * @param path The folder is made when it is not there. A symbolic link stays one: the file that it leads to is replaced. The
 * file system must have atomic renames, as local ones have.
 * @throws TypeError when `staleAfter` is not a number above 0.
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
  #logger: Logger | undefined;
  /** Whether the lock blocked the last time, and that was reported. */
  #isBlocked = false;

  constructor(file: string, staleAfter: number) {
    super();
    this.#file = file;
    this.#staleAfter = staleAfter;
  }

  override open(context: QuotaStoreContext): QuotaJournal {
    this.#logger = context.logger;
    return super.open(context);
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
    const file = await targetOf(this.#file);
    await mkdir(dirname(file), { recursive: true });
    return this.#withLock(file, async (lock) => {
      const text = await textOf(file);
      const read = text === undefined ? undefined : readTotals(text);
      if (read !== undefined) this.#learn(read.totals);
      if (read !== undefined && !read.isWhole) await this.#keepAside(file, lock);
      const total = raise(this.#known, name, period, 0) + count;
      if (count === 0) return total;
      const totals = new Map([...this.#known].map(([each, periods]) => [each, new Map(periods)]));
      raise(totals, name, period, total);
      await lock.replace(writeTotals(totals));
      return raise(this.#known, name, period, total);
    });
  }

  /** Says once that the lock blocks, and again only after it has not blocked in between. */
  #withLock<Result>(file: string, work: (lock: FileLock) => Promise<Result>): Promise<Result> {
    const staleAfter = this.#staleAfter;
    let isBlocked = false;
    const onBlocked = (claim: string): void => {
      isBlocked = true;
      if (this.#isBlocked) return;
      this.#logger?.warn(
        `quota: ${file} cannot be saved, because the lock ${claim} is held by another process. It is taken over ${staleAfter} ms after its last change. If this message comes again and again, remove the lock`,
      );
    };
    return withFileLock(file, { staleAfter, onBlocked }, (lock) => {
      this.#isBlocked = isBlocked;
      return work(lock);
    });
  }

  /** Keeps a damaged file, and begins another with what is known. */
  async #keepAside(file: string, lock: FileLock): Promise<never> {
    const kept = `${file}.corrupt-${new Date().toISOString().replaceAll(":", "-")}`;
    await copyFile(file, kept);
    await lock.replace(writeTotals(this.#known));
    throw new Error(
      `${file} was damaged; it is kept as ${kept}, and the counts that could be read were taken over`,
    );
  }

  #learn(totals: QuotaTotals): void {
    for (const [name, periods] of totals) {
      for (const [period, used] of periods) raise(this.#known, name, period, used);
    }
  }
}
