import { mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import {
  applyChanges,
  type Change,
  describeChanges,
  type OutputFile,
  reconcile,
} from "../../src/output/index.ts";
import { type Files, makeFolder, readText } from "../support/folder.ts";

const FILES: readonly OutputFile[] = [
  {
    path: "billing/package.json",
    text: '{\n  "name": "billing",\n  "version": "0.0.0"\n}\n',
    keep: ["version"],
  },
  { path: "billing/src/index.ts", text: "export {};\n" },
];

/** An output folder with `FILES` in it, and then these files. */
async function generated(files: Files = {}): Promise<string> {
  const root = await makeFolder();
  await applyChanges(await reconcile(FILES, root, ["billing"]), root);
  for (const [path, content] of Object.entries(files)) {
    await mkdir(join(root, path, ".."), { recursive: true });
    await writeFile(join(root, path), content);
  }
  return root;
}

/** What differs, as `kind path`. */
async function differences(root: string, files = FILES, folders: readonly string[] = ["billing"]) {
  const changes: readonly Change[] = await reconcile(files, root, folders);
  return changes.filter(({ kind }) => kind !== "unchanged").map(({ kind, path }) => `${kind} ${path}`);
}

describe("what differs from the generated files", () => {
  test("into an empty folder everything is created, and after that nothing differs", async () => {
    const root = await makeFolder();
    expect(await differences(root)).toEqual([
      "create billing/.sdkgen",
      "create billing/package.json",
      "create billing/src/index.ts",
    ]);
    expect(await differences(await generated())).toEqual([]);
  });

  test("one changed byte, another kind of line ends and a byte order mark are differences", async () => {
    for (const text of ["export {}; \n", "export {};\r\n", "\uFEFFexport {};\n", ""]) {
      expect(await differences(await generated({ "billing/src/index.ts": text }))).toEqual([
        "update billing/src/index.ts",
      ]);
    }
  });

  test("a difference names its line", async () => {
    const root = await generated({ "billing/package.json": '{\n  "name": "other"\n}\n' });
    const [found] = describeChanges(await reconcile(FILES, root, ["billing"]), (path) => `packages/${path}`);
    expect(found).toMatchObject({
      code: "outdated-file",
      location: { file: "packages/billing/package.json", line: 2, column: 1 },
    });
    expect(found?.help).toContain("sdkgen generate");
  });

  test("stray files, hidden ones, links and empty folders in a generated folder are found", async () => {
    const root = await generated({
      "billing/src/old.ts": "",
      "billing/.hidden": "",
      "billing/src/dist/x.js": "",
    });
    await mkdir(join(root, "billing/empty/inner"), { recursive: true });
    await symlink(join(root, "elsewhere"), join(root, "billing/link"));
    expect(await differences(root)).toEqual([
      "delete billing/.hidden",
      "delete billing/empty/inner/",
      "delete billing/link",
      "delete billing/src/dist/x.js",
      "delete billing/src/old.ts",
    ]);
  });

  test("change logs, and what tools make again, are not strays; files beside the packages are not looked at", async () => {
    const root = await generated({
      "billing/CHANGELOG.md": "",
      "billing/dist/index.js": "",
      "billing/node_modules/a/index.js": "",
      "billing/.turbo/log": "",
      "billing/coverage/x.json": "",
      "billing/tsconfig.tsbuildinfo": "",
      "runtime/index.ts": "",
      "README.md": "",
    });
    expect(await differences(root)).toEqual([]);
  });

  test("the version on disk stays, and what is generated around it does not", async () => {
    const released = '{\n  "name": "billing",\n  "version": "1.2.3"\n}\n';
    expect(await differences(await generated({ "billing/package.json": released }))).toEqual([]);
    const edited = released.replace("billing", "mine");
    const root = await generated({ "billing/package.json": edited });
    await applyChanges(await reconcile(FILES, root, ["billing"]), root);
    expect(await readText(root, "billing/package.json")).toBe(released);
  });

  test("rejects a manifest that is not valid JSON, because its version would be lost", async () => {
    const root = await generated({ "billing/package.json": "<<<<<<< HEAD\n" });
    await expect(reconcile(FILES, root, ["billing"])).rejects.toThrow(
      /billing\/package\.json is not valid JSON, so its version would be lost/,
    );
  });

  test("a link in the place of a generated file is replaced, and what it leads to is left alone", async () => {
    const root = await generated({ "mine.ts": "export {};\n" });
    await applyChanges([{ kind: "delete", path: "billing/src/index.ts" }], root);
    await mkdir(join(root, "billing/src"), { recursive: true });
    await symlink(join(root, "mine.ts"), join(root, "billing/src/index.ts"));
    expect(await differences(root)).toEqual(["update billing/src/index.ts"]);
    await applyChanges(await reconcile(FILES, root, ["billing"]), root);
    await writeFile(join(root, "billing/src/index.ts"), "changed");
    expect(await readText(root, "mine.ts")).toBe("export {};\n");
  });
});

describe("what is refused", () => {
  async function refusal(
    files: readonly OutputFile[],
    root: string,
    folders: readonly string[] = ["billing"],
  ) {
    const failure: unknown = await reconcile(files, root, folders).catch((error: unknown) => error);
    return failure;
  }
  const refused = (code: string) =>
    expect.objectContaining({ diagnostics: [expect.objectContaining({ code })] });

  test("a folder with somebody's files, so that `--out .` costs nobody anything", async () => {
    const root = await makeFolder({ "src/my-work.ts": "", "package.json": "{}" });
    expect(await refusal([{ path: "src/index.ts", text: "" }], root, ["."])).toEqual(
      refused("foreign-folder"),
    );
    const other = await makeFolder({ "billing/notes.txt": "" });
    expect(await refusal(FILES, other)).toEqual(refused("foreign-folder"));
  });

  test("a folder that has nothing but what others put there is taken", async () => {
    const root = await makeFolder({ "billing/node_modules/a.js": "", "billing/CHANGELOG.md": "" });
    expect(await differences(root)).toHaveLength(3);
  });

  test.each([
    "../evil.ts",
    "/etc/evil.ts",
    "billing/../../evil.ts",
    "billing\\..\\evil.ts",
    "billing//a.ts",
    "C:/a.ts",
  ])("the path %s", async (path) => {
    expect(await refusal([{ path, text: "" }], await makeFolder())).toEqual(refused("path-outside"));
    await expect(applyChanges([{ kind: "create", path, text: "" }], await makeFolder())).rejects.toEqual(
      refused("path-outside"),
    );
  });

  test("a file outside of the packages' folders", async () => {
    expect(await refusal([{ path: "billing2/a.ts", text: "" }], await makeFolder())).toEqual(
      refused("path-outside"),
    );
  });

  test("two files that some disks take for one", async () => {
    const files = ["billing/Index.ts", "billing/index.ts"].map((path) => ({ path, text: "" }));
    expect(await refusal(files, await makeFolder())).toEqual(refused("duplicate-output"));
  });

  test("a package's folder that is a link to somewhere else", async () => {
    const root = await makeFolder({ "target/.sdkgen": "" });
    await symlink(join(root, "target"), join(root, "billing"));
    expect(await refusal(FILES, root)).toEqual(refused("path-through-link"));
    const write: Change = { kind: "create", path: "billing/a.ts", text: "" };
    await expect(applyChanges([write], root)).rejects.toEqual(refused("path-through-link"));
  });
});
