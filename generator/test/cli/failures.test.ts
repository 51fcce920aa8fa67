import { execFile, spawnSync } from "node:child_process";
import { chmod, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { makeFolder } from "../support/folder.ts";
import { snapshotOf } from "../support/output-folder.ts";
import { runInOwnProcess, runProgram } from "../support/program.ts";

const PROGRAM = fileURLToPath(new URL("../../src/bin.ts", import.meta.url));

const document = (summary: string, name: string) =>
  `openapi: 3.1.0\ninfo: { title: Shop, version: 1.0.0 }\nservers: [{ url: https://api.shop.test }]\npaths: { /${name}: { get: { operationId: list, tags: [${name}], summary: ${summary}., responses: { "204": { description: Done. } } } } }\n`;

const ARGS = ["generate", "--spec", "api.yaml", "--out", "sdk"];

/** A folder with a generated package, a foreign file, and a document that has changed since. */
async function generated(): Promise<string> {
  const cwd = await makeFolder({ "api.yaml": document("Lists orders", "orders") });
  expect((await runProgram(ARGS, cwd)).code).toBe(0);
  await writeFile(join(cwd, "sdk/shop/mine.ts"), "mine");
  await writeFile(
    join(cwd, "api.yaml"),
    document(`Lists all refunds ${"with every detail ".repeat(300)}`, "refunds"),
  );
  return cwd;
}

/** Runs `sdkgen` through a shell, or as another user. */
function run(command: string, args: readonly string[], cwd: string, uid?: number) {
  return new Promise<{ readonly code: number | null; readonly stderr: string }>((resolve) => {
    const child = execFile(
      command,
      args,
      { cwd, ...(uid !== undefined && { uid }) },
      (_error, _out, stderr) => resolve({ code: child.exitCode, stderr }),
    );
  });
}

describe("a run that cannot write", () => {
  test.skipIf(process.platform === "win32")(
    "changes nothing if files cannot be written completely, as on a full disk",
    async () => {
      const cwd = await generated();
      const before = await snapshotOf(join(cwd, "sdk"));
      // No process may write more than 1 or 2 KB into a file, depending on the shell.
      const limited = `ulimit -f 2; exec "$0" "$@"`;
      const failed = await run("sh", ["-c", limited, process.execPath, PROGRAM, ...ARGS], cwd);
      expect(failed.code).not.toBe(0);
      const now = await snapshotOf(join(cwd, "sdk"));
      const isOurs = ([path]: readonly [string, string]) => !path.startsWith(".sdkgen-");
      expect(Object.fromEntries(Object.entries(now).filter(isOurs))).toEqual(before);
      expect((await runProgram(ARGS, cwd)).code).toBe(0);
      const after = await snapshotOf(join(cwd, "sdk"));
      expect(after["shop/src/resources/orders.ts"]).toBeUndefined();
      expect(after["shop/src/resources/refunds.ts"]).toContain("Lists all refunds");
      expect(after["shop/mine.ts"]).toBe("mine");
      expect(Object.keys(after).filter((path) => path.startsWith("."))).toEqual([]);
    },
  );

  test.skipIf(process.platform === "win32")(
    "changes nothing if one of the folders is read-only, and reports it",
    async ({ skip }) => {
      // The permissions of a folder do not restrict root, so another user runs the command.
      const uid = process.getuid?.() === 0 ? 65_534 : undefined;
      const reading = ["--eval", "fs.accessSync(process.argv[1])", PROGRAM];
      const { status } = spawnSync(process.execPath, reading, { ...(uid !== undefined && { uid }) });
      if (status !== 0) skip("the tests run as root in a folder that no other user can read");
      const cwd = await generated();
      await chmod(cwd, 0o777);
      for (const folder of ["sdk", "sdk/shop", "sdk/shop/src/resources"])
        await chmod(join(cwd, folder), 0o777);
      await mkdir(join(cwd, "sdk/shop/src/resources"), { recursive: true });
      await chmod(join(cwd, "sdk/shop/src"), 0o555);
      const before = await snapshotOf(join(cwd, "sdk"));
      const failed = await run(process.execPath, [PROGRAM, ...ARGS], cwd, uid);
      expect(failed.stderr).toMatch(/error write-failed: sdk\/shop\/src\/\S+ cannot be written: EACCES/);
      expect(failed.code).toBe(1);
      expect(await snapshotOf(join(cwd, "sdk"))).toEqual(before);
      await chmod(join(cwd, "sdk"), 0o555);
      const locked = await run(process.execPath, [PROGRAM, ...ARGS], cwd, uid);
      expect(locked.stderr).toMatch(/error write-failed: .*sdk cannot be written: EACCES/);
      await chmod(join(cwd, "sdk"), 0o777);
    },
  );

  // Linux can give a process a file system of its own, unless its administrator forbids it.
  const canMount = spawnSync("unshare", ["--user", "--map-root-user", "--mount", "true"]).status === 0;
  test.skipIf(!canMount).each(["existing", "missing/sdk"])(
    "says that the file system of the output folder is read-only, %s",
    async (folder) => {
      const cwd = await makeFolder({ "api.yaml": document("Lists orders", "orders"), "disk/existing/a": "" });
      const out = join(cwd, "disk", folder);
      const mounted = `mount --bind disk disk && mount -o remount,bind,ro disk && exec "$0" "$@"`;
      const program = [process.execPath, PROGRAM, "generate", "--spec", "api.yaml", "--out", out];
      const failed = await run(
        "unshare",
        ["--user", "--map-root-user", "--mount", "sh", "-c", mounted, ...program],
        cwd,
      );
      expect(failed.stderr).toContain(`error write-failed: ${out} cannot be written: EROFS`);
      expect(failed.code).toBe(1);
    },
  );
});

test("a damaged list of generated files is named as a path from the working directory", async () => {
  const cwd = await generated();
  await writeFile(join(cwd, "sdk/shop/.sdkgen"), "damaged\n");
  for (const command of ["generate", "check"]) {
    const { code, stderr } = await runProgram([command, ...ARGS.slice(1)], cwd);
    expect([code, stderr]).toEqual([
      1,
      expect.stringContaining("sdk/shop/.sdkgen:1:1 error broken-inventory: sdk/shop/.sdkgen,"),
    ]);
  }
});

describe("a path of the wrong kind", () => {
  test("is named: a file in the place of the output folder, which is kept", async () => {
    const cwd = await makeFolder({ "api.yaml": document("Lists orders", "orders"), notes: "mine" });
    for (const out of ["notes", "notes/sdk"]) {
      const { code, stderr } = await runProgram(["generate", "--spec", "api.yaml", "--out", out], cwd);
      expect(code).toBe(1);
      expect(stderr).toContain(
        `${out} cannot be written: it is not a folder, or a part of its path is a file`,
      );
    }
    expect(await snapshotOf(cwd)).toMatchObject({ notes: "mine" });
  });

  test("is named: a folder in the place of a bundle, or without a document", async () => {
    const cwd = await makeFolder({
      "api.yaml": document("Lists orders", "orders"),
      "docs/notes.txt": "mine",
    });
    const bundle = await runProgram(["bundle", "--spec", "api.yaml", "--out", "docs"], cwd);
    expect(bundle.stderr).toContain("docs cannot be written: it is a folder");
    const lint = await runProgram(["lint", "--spec", "docs"], cwd);
    expect(lint.stderr).toContain(`docs cannot be read: it is a folder
  help: name a file in it; only a document called openapi, swagger or index, with .yaml, .yml or .json, is found in a folder`);
    expect(Object.keys(await snapshotOf(cwd)).sort()).toEqual(["api.yaml", "docs/", "docs/notes.txt"]);
  });

  test("is refused: a bundle in the place of a file that it reads", async () => {
    const text = document("Lists orders", "orders");
    const cwd = await makeFolder({
      "api.yaml": `# Ours.\n${text}`,
      "more.yaml":
        "overlay: 1.0.0\ninfo: { title: More, version: 1.0.0 }\nactions: [{ target: $.info, update: { summary: More } }]\n",
    });
    for (const out of ["api.yaml", "./more.yaml"]) {
      const { code, stderr } = await runProgram(
        ["bundle", "--spec", "api.yaml", "--overlay", "more.yaml", "--out", out],
        cwd,
      );
      expect([code, stderr]).toEqual([1, expect.stringContaining("error bundle-over-input")]);
    }
    expect((await snapshotOf(cwd))["api.yaml"]).toMatch(/^# Ours/);
  });
});

test("a configuration that never settles is an error", async () => {
  const files = { "sdk.config.js": "await new Promise(() => {});\nexport default {};\n", "api.yaml": "" };
  const { code, stderr } = await runInOwnProcess({ args: ["generate"], cwd: await makeFolder(files) });
  expect([code, stderr]).toEqual([1, expect.stringContaining("error: the command did not finish")]);
});
