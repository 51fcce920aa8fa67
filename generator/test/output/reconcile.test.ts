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

/** An output folder with `FILES` and these files. */
async function generated(files: Files = {}): Promise<string> {
  const root = await makeFolder();
  await applyChanges(await reconcile(FILES, root, ["billing"]), root);
  for (const [path, content] of Object.entries(files)) {
    await mkdir(join(root, path, ".."), { recursive: true });
    await writeFile(join(root, path), content);
  }
  return root;
}

/** The differences as `kind path`. */
async function differences(root: string, files = FILES, folders: readonly string[] = ["billing"]) {
  const changes: readonly Change[] = await reconcile(files, root, folders);
  return changes.filter(({ kind }) => kind !== "unchanged").map(({ kind, path }) => `${kind} ${path}`);
}

describe("differences", () => {
  test("creates everything in an empty folder, and finds no differences after that", async () => {
    const root = await makeFolder();
    expect(await differences(root)).toEqual([
      "create billing/.sdkgen",
      "create billing/package.json",
      "create billing/src/index.ts",
    ]);
    expect(await differences(await generated())).toEqual([]);
  });

  test("finds a changed byte, other line endings and a byte order mark", async () => {
    for (const text of ["export {}; \n", "export {};\r\n", "\uFEFFexport {};\n", ""]) {
      expect(await differences(await generated({ "billing/src/index.ts": text }))).toEqual([
        "update billing/src/index.ts",
      ]);
    }
  });

  test("reports the line of a difference", async () => {
    const root = await generated({ "billing/package.json": '{\n  "name": "other"\n}\n' });
    const [found] = describeChanges(await reconcile(FILES, root, ["billing"]), (path) => `packages/${path}`);
    expect(found).toMatchObject({
      code: "outdated-file",
      location: { file: "packages/billing/package.json", line: 2, column: 1 },
    });
    expect(found?.help).toContain("sdkgen generate");
  });

  test("finds stray files, hidden files, links and empty folders in a generated package", async () => {
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

  test("ignores changelogs, build output, and files outside the packages", async () => {
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

  test("keeps the version on disk, and updates the rest of the manifest", async () => {
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

  test("replaces a link in place of a generated file without changing its target", async () => {
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

describe("rejects", () => {
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

  test("a folder with other files, so that `--out .` deletes nothing", async () => {
    const root = await makeFolder({ "src/my-work.ts": "", "package.json": "{}" });
    expect(await refusal([{ path: "src/index.ts", text: "" }], root, ["."])).toEqual(
      refused("foreign-folder"),
    );
    const other = await makeFolder({ "billing/notes.txt": "" });
    expect(await refusal(FILES, other)).toEqual(refused("foreign-folder"));
  });

  test("not a folder that contains only build output", async () => {
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

  test("a file outside the packages", async () => {
    expect(await refusal([{ path: "billing2/a.ts", text: "" }], await makeFolder())).toEqual(
      refused("path-outside"),
    );
  });

  test("two files that differ only in case", async () => {
    const files = ["billing/Index.ts", "billing/index.ts"].map((path) => ({ path, text: "" }));
    expect(await refusal(files, await makeFolder())).toEqual(refused("duplicate-output"));
  });

  test("a package folder that is a link", async () => {
    const root = await makeFolder({ "target/.sdkgen": "" });
    await symlink(join(root, "target"), join(root, "billing"));
    expect(await refusal(FILES, root)).toEqual(refused("path-through-link"));
    const write: Change = { kind: "create", path: "billing/a.ts", text: "" };
    await expect(applyChanges([write], root)).rejects.toEqual(refused("path-through-link"));
  });
});
