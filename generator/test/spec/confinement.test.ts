import { mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { DiagnosticError } from "../../src/diagnostics/index.ts";
import { type AllowedReferences, diskFiles, readSources } from "../../src/spec/index.ts";
import { HEAD } from "../support/diagnose.ts";
import { type Files, makeFolder } from "../support/folder.ts";

const SECRET = "root:x:0:0:secret";

const document = (reference: string) =>
  `${HEAD}paths: {}\ncomponents: { schemas: { A: { $ref: ${JSON.stringify(reference)} } } }`;

/** The folder of a document, with a private file next to it. */
async function privateFolder(reference: string, files: Files = {}): Promise<string> {
  return makeFolder({ "private.yaml": SECRET, "api/api.yaml": document(reference), ...files });
}

/** The files that are read from `api/`, or the messages and codes of all problems. */
async function readFrom(folder: string, patterns = ["api/api.yaml"], allowed: AllowedReferences = {}) {
  try {
    const sources = await readSources(patterns, folder, { files: diskFiles(folder), allowed });
    return sources.map(({ file }) => file);
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    const text = JSON.stringify(error.diagnostics);
    expect(text).not.toContain("secret");
    return error.diagnostics.map(({ code }) => code);
  }
}

describe("references to private files", () => {
  test.each(["../private.yaml", "../nowhere.yaml", "%2e%2e/private.yaml", "/etc/passwd"])(
    "%s leads out of the folder, so it is not read, whether it exists or not",
    async (reference) => {
      expect(await readFrom(await privateFolder(reference))).toEqual(["outside-folder"]);
    },
  );

  test("a symbolic link to a file or folder outside the folder is not followed", async () => {
    const toFile = await privateFolder("link.yaml");
    await symlink(join(toFile, "private.yaml"), join(toFile, "api/link.yaml"));
    expect(await readFrom(toFile)).toEqual(["outside-folder"]);
    const toFolder = await privateFolder("link/private.yaml");
    await symlink(toFolder, join(toFolder, "api/link"));
    expect(await readFrom(toFolder)).toEqual(["outside-folder"]);
  });

  test("a link out of the folder is followed if the configuration names it, but not if only a glob matches it", async () => {
    const folder = await makeFolder({ "private.yaml": "a: 1", "api/api.yaml": `${HEAD}paths: {}` });
    await symlink(join(folder, "private.yaml"), join(folder, "api/link.yaml"));
    expect(await readFrom(folder, ["api/*.yaml"])).toEqual(["outside-folder"]);
    expect(await readFrom(folder, ["api/api.yaml", "api/link.yaml"])).toEqual([
      "api/api.yaml",
      "api/link.yaml",
    ]);
  });

  test("a folder that the configuration allows is read", async () => {
    const folder = await privateFolder("../shared/a.yaml", { "shared/a.yaml": "type: string" });
    expect(await readFrom(folder)).toEqual(["outside-folder"]);
    const allowed = { folders: [join(folder, "shared")] };
    expect(await readFrom(folder, ["api/api.yaml"], allowed)).toEqual(["api/api.yaml", "shared/a.yaml"]);
  });

  test("references may point to any file in the git repository of the document, but not outside", async () => {
    const folder = await makeFolder({
      "repository/specs/api.yaml": document("../shared/a.yaml"),
      "repository/shared/a.yaml": "type: string",
      "private.yaml": SECRET,
    });
    await mkdir(join(folder, "repository/.git"));
    const listed = ["repository/specs/api.yaml"];
    expect(await readFrom(folder, listed)).toEqual(["repository/shared/a.yaml", "repository/specs/api.yaml"]);
    await writeFile(join(folder, "repository/shared/a.yaml"), "$ref: ../../private.yaml");
    expect(await readFrom(folder, listed)).toEqual(["outside-folder"]);
  });

  test("the folder of a document may be a symbolic link", async () => {
    const folder = await makeFolder({ "real/api.yaml": document("a.yaml"), "real/a.yaml": "type: string" });
    await symlink(join(folder, "real"), join(folder, "api"));
    expect(await readFrom(folder)).toEqual(["api/a.yaml", "api/api.yaml"]);
  });

  test("a file above the maximum size is not read", async () => {
    const folder = await makeFolder({ "api/api.yaml": document("large.json") });
    await writeFile(join(folder, "api/large.json"), Buffer.alloc(64 * 1024 * 1024 + 1, " "));
    expect(await readFrom(folder)).toEqual(["file-too-large"]);
  });
});
