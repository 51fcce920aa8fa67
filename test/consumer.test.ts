import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compile, strictOptions, writeProject } from "./support/compiler.ts";
import { type MockProcess, startMockProcess } from "./support/mock-process.ts";
import { succeed } from "./support/run.ts";
import { temporaryFolder } from "./support/temporary-folder.ts";
import { packAll, publishedPackages, readManifest, root, testFolder } from "./support/workspace.ts";

const files = {
  "quickstart.ts": readFileSync(join(root, "examples", "quickstart.ts"), "utf8"),
  "right.ts": program("right.ts"),
  "wrong.ts": program("wrong.ts"),
};

/** Bytes that an installation of every package may take. */
const SIZE_LIMIT = 2_500_000;

let consumer: string;
let mock: MockProcess;

beforeAll(async () => {
  const folder = await temporaryFolder();
  const tarballs = await packAll(join(folder, "tarballs"));
  consumer = join(folder, "consumer");
  await writeProject(consumer, { files, compilerOptions: { ...strictOptions, outDir: "out" } });
  await install(...tarballs.map(({ file }) => file));
  mock = await startMockProcess();
});

afterAll(() => mock?.stop());

describe("a consumer who installs the packages", () => {
  test("gets these packages and nothing else", () => {
    const installed = readdirSync(join(consumer, "node_modules"))
      .filter((name) => !name.startsWith("."))
      .flatMap((name) => (name === "@copilot-sdk" ? scopedNames(name) : [name]));
    expect(installed.sort()).toEqual(publishedPackages.map(({ name }) => name).sort());
  });

  test("spends a small part of what the official SDK takes", () => {
    const size = installedFiles().reduce((sum, file) => sum + statSync(file).size, 0);
    console.log(`installed: ${(size / 1e6).toFixed(2)} MB in ${installedFiles().length} files`);
    expect(size).toBeLessThan(SIZE_LIMIT);
  });

  test("gets no test and no state of the compiler", () => {
    const files = installedFiles().map((file) => relative(consumer, file));
    expect(files.length).toBeGreaterThan(100);
    expect(files.filter((file) => /[/\\]tests?[/\\]|\.test\.|\.tsbuildinfo$/.test(file))).toEqual([]);
  });

  test("can follow every source map to a source that came along", () => {
    const maps = installedFiles().filter((file) => file.endsWith(".map"));
    expect(maps.length).toBeGreaterThan(50);
    const installed = new Set(installedFiles());
    expect(maps.flatMap(sourcesOf).filter((source) => !installed.has(source))).toEqual([]);
  });
});

describe("with a strict compiler that checks the packages' declarations", () => {
  beforeAll(() => install("--save-dev", tool("typescript"), tool("@types/node")));

  test("the quickstart and the right code compile, and the wrong lines do not", async () => {
    expect(await compile(consumer)).toEqual([]);
  });

  test.each([
    ["for a bundler", { module: "ESNext", moduleResolution: "bundler" }],
    ["with the browser's types", { lib: ["ES2022", "DOM", "DOM.Iterable"] }],
    ["where an optional property may be undefined", { exactOptionalPropertyTypes: false }],
  ])("they do so %s, too", async (_, options) => {
    await writeProject(consumer, { files, compilerOptions: { ...strictOptions, ...options, noEmit: true } });
    expect(await compile(consumer)).toEqual([]);
  });

  test("each of the wrong lines is one error, at that line", async () => {
    const expected = program("wrong.ts").split("\n").flatMap(lineAfterExpectation);
    expect(expected).toHaveLength(5);
    const text = program("wrong.ts").replaceAll("@ts-expect-error", "");
    await writeProject(consumer, {
      files: { "wrong-without-comments.ts": text },
      compilerOptions: { ...strictOptions, noEmit: true },
    });
    const diagnostics = await compile(consumer);
    expect(diagnostics.map(({ line }) => line)).toEqual(expected);
  });
});

describe.each([20, 22, 24])("on Node %i", (version) => {
  const node = join(testFolder, "node_modules", `node-${version}`, "bin", "node");
  const on = (...parameters: readonly string[]) =>
    succeed(node, parameters, {
      cwd: consumer,
      environment: {
        COPILOT_API_KEY: `key of Node ${version}`,
        COPILOT_BASE_URL: mock.url,
        NODE_OPTIONS: "",
      },
    });

  test("this is the Node that runs", async () => {
    expect(await on("--version")).toMatch(new RegExp(`^v${version}\\.`));
  });

  test.each(publishedPackages)("import and require() give the same $name", async ({ name }) => {
    const imported = `import * as all from "${name}"; console.log(JSON.stringify(Object.keys(all).sort()));`;
    const required = `console.log(JSON.stringify(Object.keys(require("${name}")).sort()));`;
    const names = JSON.parse(await on("--input-type=module", "--eval", imported)) as string[];
    expect(names.length).toBeGreaterThan(0);
    const namesOfRequire = JSON.parse(await on("--input-type=commonjs", "--eval", required)) as string[];
    expect(namesOfRequire.filter((each) => each !== "__esModule")).toEqual(names);
  });

  test("the quickstart does all it says", async () => {
    const lines = (await on(join("out", "quickstart.js"))).trim().split("\n");
    expect(lines).toEqual([
      expect.stringMatching(/^Created .+ in .+\.$/),
      "Listed 45 clients, 20 to a page, in one loop.",
      expect.stringMatching(/^Caught a NotFoundError: /),
      expect.stringMatching(/^Sent 60 calls at once: 60 answers in [\d.]+ seconds, 0 failures\.$/),
    ]);
  });

  test("the right code runs", async () => {
    const lines = (await on(join("out", "right.js"))).trim().split("\n");
    expect(lines).toEqual([
      "id string",
      "custom field read true",
      "custom fields written client",
      "company ids client",
      "payments 10",
      "invoices 10 10",
      "viewers task",
      "upload string",
      expect.stringMatching(/^task templates \d+$/),
    ]);
  });
});

function program(name: string): string {
  return readFileSync(join(testFolder, "consumer", name), "utf8");
}

/** Installs into the consumer's project, by the npm of this machine. */
async function install(...what: readonly string[]): Promise<void> {
  await succeed("npm", ["install", "--no-package-lock", "--no-audit", "--no-fund", ...what], {
    cwd: consumer,
  });
}

/** A tool in the version that the workspace has. */
function tool(name: string): string {
  return `${name}@${readManifest(join(testFolder, "node_modules", name)).version}`;
}

function scopedNames(scope: string): readonly string[] {
  return readdirSync(join(consumer, "node_modules", scope)).map((name) => `${scope}/${name}`);
}

/** Absolute paths of all that was installed of these packages. */
function installedFiles(): readonly string[] {
  return publishedPackages.flatMap(({ name }) => {
    const folder = join(consumer, "node_modules", name);
    const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  });
}

function sourcesOf(map: string): readonly string[] {
  const { sources, sourceRoot = "" } = JSON.parse(readFileSync(map, "utf8")) as SourceMap;
  return sources.map((source) => join(dirname(map), sourceRoot, source));
}

interface SourceMap {
  readonly sources: readonly string[];
  readonly sourceRoot?: string;
}

/** The number of the line after a comment that expects an error; lines count from 1. */
function lineAfterExpectation(line: string, index: number): readonly number[] {
  return line.includes("@ts-expect-error") ? [index + 2] : [];
}
