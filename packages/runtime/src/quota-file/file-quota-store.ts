import { copyFile, mkdir } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import type { Logger } from "../platform/index.js";
import { type QuotaJournal, QuotaStore, type QuotaStoreContext } from "../quota/index.js";
import { type FileLock, withFileLock } from "./file-lock.js";
import { targetOf, textOf } from "./file-target.js";
import { type QuotaTotals, raise, readTotals, writeTotals } from "./totals-text.js";

/** Options of a file store. */
export interface FileQuotaStoreOptions {
  /**
   * Time until a lock is considered stale if the state of its process is unknown, in ms. It must be longer than a write takes.
   * The lock of an ended process of this machine is taken over immediately. Default: 5,000.
   */
  readonly staleAfter?: number | undefined;
}

/**
 * Keeps the monthly counts in a file, shared by all processes of a machine that use the same path. For Node, Bun and Deno.
 *
 * Saved counts survive killed processes: the file is replaced as a whole, under a lock (the folder `<path>.lock`). A lock that
 * blocks for more than a second is reported to the client's logger. A damaged file is kept as `<path>.corrupt-<time>`, and the
 * call is rejected, which the ledger logs; counting continues from the intact lines and the counts of this process. If the file
 * is deleted, counting continues from the counts of this process.
 *
 * @param path Its folder is created if it does not exist. If it is a symbolic link, the target is replaced, not the link. The
 * file system must support atomic renames, as local ones do.
 * @throws TypeError if `staleAfter` is not a number above 0.
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
  /** The totals that this process has seen. A total never decreases. */
  readonly #known: QuotaTotals = new Map();
  #last: Promise<unknown> = Promise.resolve();
  #logger: Logger | undefined;
  /** Whether the lock blocked the last time, and this was reported. */
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

  /** Runs one call at a time: processes are serialized by the lock, calls of this process by a queue. */
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

  /** Reports a blocked lock once, and again only if it was free in between. */
  #withLock<Result>(file: string, work: (lock: FileLock) => Promise<Result>): Promise<Result> {
    const staleAfter = this.#staleAfter;
    let isBlocked = false;
    const onBlocked = (claim: string): void => {
      isBlocked = true;
      if (this.#isBlocked) return;
      this.#logger?.warn(
        `quota: ${file} cannot be saved, because the lock ${claim} is held by another process. It is taken over ${staleAfter} ms after its last change. If this message is repeated, remove the lock`,
      );
    };
    return withFileLock(file, { staleAfter, onBlocked }, (lock) => {
      this.#isBlocked = isBlocked;
      return work(lock);
    });
  }

  /** Keeps a damaged file under another name, and writes a new one with the known totals. */
  async #keepAside(file: string, lock: FileLock): Promise<never> {
    const kept = `${file}.corrupt-${new Date().toISOString().replaceAll(":", "-")}`;
    await copyFile(file, kept);
    await lock.replace(writeTotals(this.#known));
    throw new Error(`${file} was damaged; it is kept as ${kept}, and its readable counts were kept`);
  }

  #learn(totals: QuotaTotals): void {
    for (const [name, periods] of totals) {
      for (const [period, used] of periods) raise(this.#known, name, period, used);
    }
  }
}
