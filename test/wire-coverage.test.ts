import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

const script = fileURLToPath(new URL("../scripts/wire-coverage.mjs", import.meta.url));

describe("the wire coverage of a workspace with two operations and three statuses", () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "wire-coverage-"));
    const response = { description: "Documented." };
    writeJson(".wire/openapi.json", {
      paths: {
        "/books": {
          get: { responses: { 200: response, 302: response, default: response } },
          post: { responses: { 200: response, 409: response } },
          parameters: [],
        },
      },
    });
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const list = { operation: "GET /books", status: 200 };
  const add = { operation: "POST /books", status: 200 };
  const conflict = { operation: "POST /books", status: 409 };

  test("is whole if the packages together verified each of them", () => {
    expect(reportOf({ books: [list, add], others: [conflict] })).toEqual({
      exitCode: 0,
      lines: ["wire coverage: 2/2 operations, 3/3 operation x status"],
    });
  });

  test("fails on a status that no test verified", () => {
    expect(reportOf({ books: [list, add] })).toEqual({
      exitCode: 1,
      lines: ["  not verified: POST /books 409", "wire coverage: 1/2 operations, 2/3 operation x status"],
    });
  });

  test("fails on a verified status that the document does not have", () => {
    const teapot = { operation: "GET /books", status: 418 };
    expect(reportOf({ books: [list, add, conflict, teapot] })).toMatchObject({
      exitCode: 1,
      lines: [
        "  verified, but not in the document: GET /books 418",
        expect.stringContaining("2/2 operations"),
      ],
    });
  });

  test("fails on an example that does not match its schema, although the test passed", () => {
    const invalid = { ...conflict, exampleProblem: "code must be string" };
    expect(reportOf({ books: [list, add, invalid] })).toMatchObject({
      exitCode: 1,
      lines: ["  example of POST /books 409: code must be string", expect.stringContaining("2/2 operations")],
    });
  });

  test("fails if the document has no operations, because nothing was generated", () => {
    writeJson(".wire/openapi.json", { paths: {} });
    expect(reportOf({ books: [] })).toMatchObject({ exitCode: 1 });
  });

  function reportOf(packages: { readonly [name: string]: readonly object[] }) {
    for (const [name, entries] of Object.entries(packages)) {
      writeJson(`packages/${name}/.wire/coverage.json`, entries);
    }
    const { status, stdout } = spawnSync(process.execPath, [script, folder], { encoding: "utf8" });
    return { exitCode: status, lines: stdout.trimEnd().split("\n") };
  }

  function writeJson(path: string, value: unknown): void {
    const file = join(folder, path);
    mkdirSync(join(file, ".."), { recursive: true });
    writeFileSync(file, JSON.stringify(value));
  }
});
