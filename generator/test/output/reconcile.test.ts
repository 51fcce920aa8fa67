import { mkdir, rm, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import {
  type Change,
  describeChanges,
  type OutputFile,
  reconcile,
  writeFiles,
} from "../../src/output/index.ts";
import { type Files, makeFolder, readText } from "../support/folder.ts";
import { snapshotOf } from "../support/output-folder.ts";

const FILES: readonly OutputFile[] = [
  {
    path: "billing/package.json",
    text: '{\n  "name": "billing",\n  "version": "0.0.0"\n}\n',
    keep: ["version"],
  },
  { path: "billing/src/index.ts", text: "export {};\n" },
];

const FOLDERS = ["billing"];

/** An output folder with `FILES`, in which these files are written afterwards. */
async function generated(files: Files = {}): Promise<string> {
  const root = await makeFolder();
  await writeFiles(FILES, { root, folders: FOLDERS });
  for (const [path, content] of Object.entries(files)) await write(root, path, content);
  return root;
}

async function write(root: string, path: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), content);
}

/** The differences as `kind path`. */
async function differences(root: string, files = FILES, folders: readonly string[] = FOLDERS) {
  const changes: readonly Change[] = await reconcile(files, { root, folders });
  return changes.filter(({ kind }) => kind !== "unchanged").map(({ kind, path }) => `${kind} ${path}`);
}

/** `FILES` with another index file. */
function withIndex(text: string): readonly OutputFile[] {
  return FILES.map((file) => (file.path === "billing/src/index.ts" ? { ...file, text } : file));
}

/** `FILES` without the index file. */
const WITHOUT_INDEX = FILES.filter(({ path }) => path !== "billing/src/index.ts");

describe("generated files", () => {
  test("everything is created in an empty folder, and there are no differences after that", async () => {
    const root = await makeFolder();
    expect(await differences(root)).toEqual([
      "create billing/.sdkgen",
      "create billing/package.json",
      "create billing/src/index.ts",
    ]);
    expect(await differences(await generated())).toEqual([]);
  });

  test("an unedited file is updated when the generated one changes, with the inventory", async () => {
    const root = await generated();
    expect(await differences(root, withIndex("export const a = 1;\n"))).toEqual([
      "update billing/.sdkgen",
      "update billing/src/index.ts",
    ]);
  });

  test("a changed byte and a byte order mark count as edits; other line endings do not", async () => {
    for (const text of ["export {}; \n", "\uFEFFexport {};\n", ""]) {
      expect(await differences(await generated({ "billing/src/index.ts": text }))).toEqual([
        "edited billing/src/index.ts",
      ]);
    }
    const converted = await generated({ "billing/src/index.ts": "export {};\r\n" });
    expect(await differences(converted)).toEqual([]);
    expect(await differences(converted, withIndex("other\n"))).toContain("update billing/src/index.ts");
  });

  test("an inventory with converted line endings is as good", async () => {
    const root = await generated();
    const inventory = await readText(root, "billing/.sdkgen");
    await write(root, "billing/.sdkgen", inventory.replaceAll("\n", "\r\n"));
    expect(await differences(root)).toEqual([]);
    expect(await differences(root, WITHOUT_INDEX)).toContain("delete billing/src/index.ts");
  });

  test("an edit that equals the newly generated file is no conflict", async () => {
    const root = await generated({ "billing/src/index.ts": "merged\n" });
    expect(await differences(root, withIndex("merged\n"))).toEqual(["update billing/.sdkgen"]);
  });

  test("the line of a difference is reported", async () => {
    const root = await generated({ "billing/package.json": '{\n  "name": "other"\n}\n' });
    const changes = await reconcile(FILES, { root, folders: FOLDERS });
    const [found] = describeChanges(changes, (path) => `packages/${path}`);
    expect(found).toMatchObject({
      code: "edited-file",
      location: { file: "packages/billing/package.json", line: 2, column: 1 },
    });
    expect(found?.help).toContain("--force");
  });

  test("the inventory depends neither on the order of the files nor on the version of a package", async () => {
    const root = await generated();
    const first = await readText(root, "billing/.sdkgen");
    await write(root, "billing/package.json", '{\n  "name": "billing",\n  "version": "1.2.3"\n}\n');
    await writeFiles([...FILES].reverse(), { root, folders: FOLDERS });
    expect(await readText(root, "billing/.sdkgen")).toBe(first);
    expect(first.split("\n").filter((line) => !line.startsWith("#"))).toEqual([
      expect.stringMatching(/^[\da-f]{16} package\.json$/),
      expect.stringMatching(/^[\da-f]{16} src\/index\.ts$/),
      "",
    ]);
  });
});

describe("files of others", () => {
  test("files, links and folders beside the generated ones are no differences", async () => {
    const root = await generated({
      "billing/src/mine.ts": "// Generated by sdkgen once, copied by me\n",
      "billing/.hidden": "",
      "billing/CHANGELOG.md": "",
      "billing/node_modules/a/index.js": "",
      "runtime/index.ts": "",
    });
    await mkdir(join(root, "billing/empty/inner"), { recursive: true });
    await symlink(join(root, "elsewhere"), join(root, "billing/link"));
    expect(await differences(root)).toEqual([]);
    expect(await differences(root, WITHOUT_INDEX)).toEqual([
      "update billing/.sdkgen",
      "delete billing/src/index.ts",
    ]);
  });

  test("a folder that already has files is generated into", async () => {
    const root = await makeFolder({ "src/my-work.ts": "mine", "notes.txt": "mine" });
    await writeFiles([{ path: "src/index.ts", text: "" }], { root, folders: ["."] });
    expect(await snapshotOf(root)).toMatchObject({ "src/my-work.ts": "mine", "notes.txt": "mine" });
    expect(await differences(root, [{ path: "src/index.ts", text: "" }], ["."])).toEqual([]);
  });

  test("a foreign file with the path of a generated one is not overwritten", async () => {
    const root = await makeFolder({ "billing/src/index.ts": "mine\n" });
    const { edited } = await writeFiles(FILES, { root, folders: FOLDERS });
    expect(edited).toMatchObject([{ path: "billing/src/index.ts", by: "foreign", onDisk: "mine\n" }]);
    expect(await snapshotOf(root)).toEqual({
      "billing/": "",
      "billing/src/": "",
      "billing/src/index.ts": "mine\n",
    });
  });

  test("a file that is no longer generated is deleted, unless it was edited", async () => {
    const untouched = await generated();
    await writeFiles(WITHOUT_INDEX, { root: untouched, folders: FOLDERS });
    expect(Object.keys(await snapshotOf(untouched))).toEqual([
      "billing/",
      "billing/.sdkgen",
      "billing/package.json",
    ]);
    const changed = await generated({ "billing/src/index.ts": "mine\n" });
    expect(await differences(changed, WITHOUT_INDEX)).toEqual([
      "update billing/.sdkgen",
      "kept billing/src/index.ts",
    ]);
    await writeFiles(WITHOUT_INDEX, { root: changed, folders: FOLDERS });
    expect(await readText(changed, "billing/src/index.ts")).toBe("mine\n");
    // It now belongs to them: it is not mentioned again.
    expect(await differences(changed, WITHOUT_INDEX)).toEqual([]);
  });

  test("a link in the place of a generated file is replaced only by force, and its target stays", async () => {
    const root = await generated({ "mine.ts": "export {};\n" });
    await rm(join(root, "billing/src/index.ts"));
    await symlink(join(root, "mine.ts"), join(root, "billing/src/index.ts"));
    expect(await differences(root)).toEqual(["edited billing/src/index.ts"]);
    await writeFiles(FILES, { root, folders: FOLDERS }, { force: true });
    await writeFile(join(root, "billing/src/index.ts"), "changed");
    expect(await readText(root, "mine.ts")).toBe("export {};\n");
  });

  test("a file behind a symbolic link is not deleted", async () => {
    const root = await generated();
    await rm(join(root, "billing/src"), { recursive: true });
    await write(root, "elsewhere/index.ts", "export {};\n");
    await symlink(join(root, "elsewhere"), join(root, "billing/src"));
    await writeFiles(WITHOUT_INDEX, { root, folders: FOLDERS });
    expect(await readText(root, "elsewhere/index.ts")).toBe("export {};\n");
  });

  test("the version of a package is kept, and the rest of its manifest is compared", async () => {
    const released = '{\n  "name": "billing",\n  "version": "1.2.3"\n}\n';
    const root = await generated({ "billing/package.json": released });
    expect(await differences(root)).toEqual([]);
    const renamed = FILES.map((file) => ({ ...file, text: file.text.replace('"billing"', '"invoices"') }));
    await writeFiles(renamed, { root, folders: FOLDERS });
    expect(await readText(root, "billing/package.json")).toBe(released.replace("billing", "invoices"));
    await write(root, "billing/package.json", released.replace("billing", "mine"));
    expect(await differences(root, renamed)).toEqual(["edited billing/package.json"]);
  });
});

describe("packages of older versions, which have no hashes", () => {
  const HEADER = "// Generated by sdkgen from the OpenAPI document. Do not edit.\n";
  const OLD = {
    "billing/.sdkgen": "sdkgen owns this folder: `sdkgen generate` deletes all other files in it.\n",
  };

  test("files with the header are updated or deleted; others are not touched", async () => {
    const root = await makeFolder({
      ...OLD,
      "billing/src/index.ts": `${HEADER}export const old = 1;\n`,
      "billing/src/gone.ts": HEADER,
      "billing/src/mine.ts": "// mine\n",
      "billing/dist/index.js": HEADER,
    });
    expect(await differences(root)).toEqual([
      "update billing/.sdkgen",
      "create billing/package.json",
      "delete billing/src/gone.ts",
      "update billing/src/index.ts",
    ]);
  });

  test("files without a header are taken over if they are as they would be generated", async () => {
    const [manifest, index] = FILES;
    const same = {
      ...OLD,
      "billing/package.json": manifest?.text ?? "",
      "billing/src/index.ts": index?.text ?? "",
    };
    expect(await differences(await makeFolder(same))).toEqual(["update billing/.sdkgen"]);
    const other = { ...same, "billing/package.json": '{ "name": "mine" }\n' };
    expect(await differences(await makeFolder(other))).toEqual([
      "update billing/.sdkgen",
      "edited billing/package.json",
    ]);
  });
});

describe("rejects", () => {
  const refusal = (files: readonly OutputFile[], root: string, folders: readonly string[] = FOLDERS) =>
    reconcile(files, { root, folders }).catch((error: unknown) => error);
  const refused = (code: string) =>
    expect.objectContaining({ diagnostics: [expect.objectContaining({ code })] });

  test("an inventory with a merge conflict or an invalid line, with its place and the way out", async () => {
    const root = await generated();
    const inventory = await readText(root, "billing/.sdkgen");
    const lines = inventory.split("\n");
    const conflict = [...lines.slice(0, 2), "<<<<<<< HEAD", ...lines.slice(2), ">>>>>>> main", ""].join("\n");
    await write(root, "billing/.sdkgen", conflict);
    await expect(reconcile(FILES, { root, folders: FOLDERS })).rejects.toMatchObject({
      diagnostics: [
        {
          code: "broken-inventory",
          message: expect.stringContaining("a merge conflict"),
          help: expect.stringContaining("sdkgen generate --force"),
          location: { file: "billing/.sdkgen", line: 3 },
        },
      ],
    });
    await write(root, "billing/src/mine.ts", "mine");
    await writeFiles(FILES, { root, folders: FOLDERS }, { force: true });
    expect(await readText(root, "billing/.sdkgen")).toBe(inventory);
    expect(await readText(root, "billing/src/mine.ts")).toBe("mine");
    await write(root, "billing/.sdkgen", "0123456789abcdef ../outside.ts\n");
    expect(await refusal(FILES, root)).toEqual(refused("broken-inventory"));
  });

  test("both sides of a merge are files that sdkgen wrote", async () => {
    const root = await generated({ "billing/src/index.ts": "theirs\n" });
    const theirs = await generated();
    await writeFiles(withIndex("theirs\n"), { root: theirs, folders: FOLDERS });
    const both = (await readText(root, "billing/.sdkgen")) + (await readText(theirs, "billing/.sdkgen"));
    await write(root, "billing/.sdkgen", both);
    expect(await differences(root, withIndex("merged\n"))).toEqual([
      "update billing/.sdkgen",
      "update billing/src/index.ts",
    ]);
  });

  test("a manifest that is not valid JSON, because its version would be lost", async () => {
    const root = await generated({ "billing/package.json": "<<<<<<< HEAD\n" });
    await expect(reconcile(FILES, { root, folders: FOLDERS })).rejects.toThrow(
      /billing\/package\.json is not valid JSON, so its version would be lost/,
    );
  });

  test("a foreign file in place of a folder, and a foreign folder in place of a file", async () => {
    const file = await makeFolder({ "billing/src": "mine" });
    expect(await refusal(FILES, file)).toEqual(refused("path-occupied"));
    const folder = await makeFolder({ "billing/src/index.ts/mine.txt": "" });
    expect(await refusal(FILES, folder)).toEqual(refused("path-occupied"));
    const empty = await makeFolder();
    await mkdir(join(empty, "billing/src/index.ts"), { recursive: true });
    await writeFiles(FILES, { root: empty, folders: FOLDERS });
    expect(await readText(empty, "billing/src/index.ts")).toBe("export {};\n");
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
  });

  test("a file outside the packages", async () => {
    expect(await refusal([{ path: "billing2/a.ts", text: "" }], await makeFolder())).toEqual(
      refused("path-outside"),
    );
  });

  test("two files that differ only in case, and a file with the path of the inventory", async () => {
    const files = ["billing/Index.ts", "billing/index.ts"].map((path) => ({ path, text: "" }));
    expect(await refusal(files, await makeFolder())).toEqual(refused("duplicate-output"));
    const inventory = [{ path: "billing/.sdkgen", text: "" }];
    expect(await refusal(inventory, await makeFolder())).toEqual(refused("duplicate-output"));
  });

  test("a package folder that is a link", async () => {
    const root = await makeFolder({ "target/.sdkgen": "" });
    await symlink(join(root, "target"), join(root, "billing"));
    expect(await refusal(FILES, root)).toEqual(refused("path-through-link"));
  });
});
