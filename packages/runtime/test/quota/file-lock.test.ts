// The lock of a file: which process waits for which, and what happens to an abandoned lock.
import { execFile, fork } from "node:child_process";
import { once } from "node:events";
import { lstat, mkdir, mkdtemp, readdir, readFile, rm, symlink, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { endWithThisProcess } from "../../../../test/support/children/end-with-this-process.js";
import type { Logger } from "../../src/index.js";
import { withFileLock } from "../../src/quota-file/file-lock.js";
import { fileQuotaStore } from "../../src/quota-file/index.js";
import { isOrphaned, nameClaim } from "../../src/quota-file/lock-claim.js";
import { FakeClock } from "../support/fake-clock.js";

const COUNTER = fileURLToPath(new URL("./count-in-file.mjs", import.meta.url));
const JANUARY = "2026-01-01T00:00:00.000Z";
/** Long enough that nothing becomes stale in a test, even on a busy machine. */
const NEVER = 600_000;

let folder: string;
let path: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "quota-lock-"));
  path = join(folder, "quota");
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const rules = { staleAfter: NEVER, onBlocked: () => {} };

/** Puts something at the path of the lock, last changed this number of seconds ago. */
async function leave(name: string, secondsAgo = 0): Promise<string> {
  const left = join(folder, "quota.lock", name);
  await mkdir(dirname(left), { recursive: true });
  await writeFile(left, "half a fi");
  await utimes(left, new Date(Date.now() - secondsAgo * 1_000), new Date(Date.now() - secondsAgo * 1_000));
  return left;
}

/** The name of a claim of this process, with another process ID or start time. */
async function claimOf(changes: {
  readonly pid?: string;
  readonly started?: string;
  readonly place?: string;
}) {
  const [pid, started, place, id] = (await nameClaim()).split("_");
  return [changes.pid ?? pid, changes.started ?? started, changes.place ?? place, id].join("_");
}

/** The id of a process that has ended. */
async function endedProcess(): Promise<string> {
  const child = endWithThisProcess(fork(COUNTER, [path, "0"]));
  await once(child, "exit");
  return String(child.pid);
}

describe("a lock", () => {
  test("of a process of this machine that has ended is taken over at once, and its files are removed", async () => {
    await leave(await claimOf({ pid: await endedProcess() }));
    expect(await fileQuotaStore(path, { staleAfter: NEVER }).add("a", JANUARY, 1)).toBe(1);
    expect(await readdir(folder)).toEqual(["quota"]);
  });

  test("of a process whose id has been reused is taken over at once", async ({ skip }) => {
    skip(process.platform !== "linux", "only Linux says when a process began");
    await leave(await claimOf({ started: "1" }));
    expect(await fileQuotaStore(path, { staleAfter: NEVER }).add("a", JANUARY, 1)).toBe(1);
  });

  test.each([
    ["an hour old", 3_600],
    ["an hour in the future", -3_600],
  ])("of an unknown process, %s, is taken over at once", async (_, secondsAgo) => {
    await leave(await claimOf({ place: "0".repeat(16) }), secondsAgo);
    expect(await fileQuotaStore(path).add("a", JANUARY, 1)).toBe(1);
    expect(await readdir(folder)).toEqual(["quota"]);
  });

  test("of a process of another machine is taken over only when it is old", async () => {
    const left = await leave(await claimOf({ place: "0".repeat(16) }));
    const store = fileQuotaStore(path, { staleAfter: NEVER });
    const adding = store.add("a", JANUARY, 1);
    const before = await Promise.race([adding, lstat(left)]);
    expect(before).toMatchObject({ size: 9 });
    await utimes(left, new Date(0), new Date(0));
    expect(await adding).toBe(1);
  });

  test("that is a file instead of a folder is removed when it is old", async () => {
    await writeFile(`${path}.lock`, "token-of-a-killed-process");
    await utimes(`${path}.lock`, new Date(0), new Date(0));
    expect(await fileQuotaStore(path).add("a", JANUARY, 1)).toBe(1);
    expect(await readdir(folder)).toEqual(["quota"]);
  });

  test("that is a dangling link makes add reject instead of waiting forever", async () => {
    await symlink("nowhere", `${path}.lock`);
    await expect(fileQuotaStore(path).add("a", JANUARY, 1)).rejects.toThrow();
  });

  test("that cannot be created makes add reject instead of retrying forever", async ({ skip }) => {
    skip(process.platform !== "linux", "only Linux has /proc");
    await expect(fileQuotaStore("/proc/quota").add("a", JANUARY, 1)).rejects.toThrow(/ENOENT|EACCES/);
  });

  test("does not affect other files in the lock folder", async () => {
    const precious = await leave("precious", 3_600);
    expect(await fileQuotaStore(path).add("a", JANUARY, 1)).toBe(1);
    expect(await readFile(precious, "utf8")).toBe("half a fi");
  });
});

describe("isOrphaned", () => {
  test("returns true only for an ended process of this machine", async () => {
    expect(await isOrphaned(await nameClaim())).toBe(false);
    expect(await isOrphaned(await claimOf({ pid: String(process.ppid), started: "" }))).toBe(false);
    const ended = await endedProcess();
    expect(await isOrphaned(await claimOf({ pid: ended }))).toBe(true);
    expect(await isOrphaned(await claimOf({ pid: ended, place: "0".repeat(16) }))).toBe(false);
    expect(await isOrphaned("token-of-a-killed-process")).toBe(false);
  });

  test.runIf(process.platform === "linux")("returns true for a zombie process", async () => {
    // A shell that starts a program, writes its process ID, and becomes a program that never reaps it.
    const child = endWithThisProcess(execFile("sh", ["-c", "true & echo $!; exec sleep 60"]));
    try {
      const [pid] = (await once(child.stdout ?? child, "data")) as [string];
      const zombie = await claimOf({ pid: pid.trim(), started: "" });
      await expect.poll(() => isOrphaned(zombie), { timeout: 60_000 }).toBe(true);
    } finally {
      child.kill();
    }
  });
});

test("a lock has one holder at a time, which keeps it under contention", async () => {
  let inside = 0;
  const most: number[] = [];
  const hold = (): Promise<void> =>
    withFileLock(path, rules, async (lock) => {
      most.push(++inside);
      await readdir(folder);
      inside--;
      await lock.replace("text");
    });
  const holdOften = async (): Promise<void> => {
    for (let time = 0; time < 15; time++) await hold();
  };
  await Promise.all(Array.from({ length: 8 }, holdOften));
  expect(most).toEqual(Array(120).fill(1));
  expect(await readdir(folder)).toEqual(["quota"]);
});

test("a holder that lost the lock cannot replace the file", async () => {
  await writeFile(path, "before");
  const lost = withFileLock(path, rules, async (lock) => {
    const [claim = ""] = await readdir(`${path}.lock`);
    await utimes(join(`${path}.lock`, claim), new Date(0), new Date(0));
    await withFileLock(path, { ...rules, staleAfter: 5_000 }, (other) => other.replace("after"));
    await lock.replace("too late");
  });
  await expect(lost).rejects.toThrow("another process took over the lock");
  expect(await readFile(path, "utf8")).toBe("after");
  expect(await readdir(folder)).toEqual(["quota"]);
});

test("add rejects when the file cannot be written, and counts nothing", async () => {
  await writeFile(path, "");
  const store = fileQuotaStore(join(path, "inside-a-file"));
  await expect(store.add("a", JANUARY, 1)).rejects.toThrow();
  await rm(path);
  expect(await store.add("a", JANUARY, 1)).toBe(1);
});

test("a write that fails halfway leaves no lock behind", async ({ skip }) => {
  skip(process.platform === "win32", "Windows has no limit on the length of files");
  const program = `
    import { fileQuotaStore } from ${JSON.stringify(new URL("../../dist/quota-file/index.js", import.meta.url))};
    await fileQuotaStore(${JSON.stringify(path)}).add("a", ${JSON.stringify(JANUARY)}, 1).catch((error) => console.log(error.code));`;
  // The maximum file size is 0, so a write fails as on a full disk: after the file was created.
  const limited = 'trap "" XFSZ; ulimit -f 0; exec "$0" --input-type=module --eval "$1"';
  const { stdout } = await promisify(execFile)("sh", ["-c", limited, process.execPath, program]);
  expect(stdout.trim()).toBe("EFBIG");
  expect(await readdir(folder)).toEqual([]);
});

describe("a symbolic link", () => {
  test.each([
    ["a file", ""],
    ["a file that does not exist yet", undefined],
  ])("to %s is kept, and its target is replaced", async (_, content) => {
    const target = join(folder, "elsewhere", "counts");
    await mkdir(dirname(target));
    if (content !== undefined) await fileQuotaStore(target).add("a", JANUARY, 2);
    await symlink(join("elsewhere", "counts"), path);
    const before = content === undefined ? 0 : 2;
    expect(await fileQuotaStore(path).add("a", JANUARY, 1)).toBe(before + 1);
    expect(await fileQuotaStore(target).add("a", JANUARY, 1)).toBe(before + 2);
    expect((await lstat(path)).isSymbolicLink()).toBe(true);
    expect(await readdir(dirname(target))).toEqual(["counts"]);
  });

  test("uses the lock of its target, so both paths exclude each other", async () => {
    const target = join(folder, "counts");
    await writeFile(target, "");
    await symlink("counts", path);
    await withFileLock(target, rules, async (lock) => {
      expect(await readdir(folder)).toEqual(["counts", "counts.lock", "quota"]);
      const adding = fileQuotaStore(path, { staleAfter: NEVER }).add("a", JANUARY, 1);
      expect(await Promise.race([adding, lstat(path)])).toHaveProperty("size");
      await lock.replace('{"format":"copilot-sdk quota 1","lines":0}\n');
      expect(await adding).toBe(1);
    });
  });
});

describe("a lock that blocks", () => {
  /** A store that a client has opened, and the warnings that the client's logger got. */
  function opened(staleAfter: number) {
    const store = fileQuotaStore(path, { staleAfter });
    const warnings: string[] = [];
    const silent = (): void => {};
    const logger: Logger = {
      error: silent,
      warn: (line) => void warnings.push(line),
      info: silent,
      debug: silent,
    };
    store.open({ name: "a", clock: new FakeClock(), logger, months: [] });
    return { store, warnings };
  }

  test("is reported once, with its path and how to fix it", async () => {
    const { store, warnings } = opened(NEVER);
    const left = await leave(await claimOf({ place: "0".repeat(16) }));
    const first = store.add("a", JANUARY, 1);
    await expect.poll(() => warnings.length, { timeout: 60_000 }).toBe(1);
    expect(warnings[0]).toContain(`quota: ${path} cannot be saved, because the lock ${left} is held`);
    expect(warnings[0]).toContain("remove the lock");
    await rm(left);
    expect(await first).toBe(1);
    await store.add("a", JANUARY, 1);
    expect(warnings).toHaveLength(1);
  });

  test("and cannot be removed makes add reject with an error that says so", async () => {
    const { store } = opened(5_000);
    // Even root cannot unlink a folder.
    const left = join(`${path}.lock`, await claimOf({ place: "0".repeat(16) }));
    await mkdir(left, { recursive: true });
    await utimes(left, new Date(0), new Date(0));
    await expect(store.add("a", JANUARY, 1)).rejects.toThrow(
      `the lock ${left} was left behind and cannot be removed: remove it`,
    );
  });
});
