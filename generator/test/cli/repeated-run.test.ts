import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import { describe, expect, test } from "vitest";
import { keyOfRun, type LastRun } from "../../src/cli/last-run.ts";
import { readCached, writeCached } from "../../src/output/index.ts";
import { HEAD } from "../support/diagnose.ts";
import { type Files, makeFolder, readText } from "../support/folder.ts";
import { runInOwnProcess } from "../support/program.ts";
import { runHere } from "../support/run-here.ts";

const API = `${HEAD}servers: [{ url: "https://api.shop.test" }]
paths:
  /orders:
    get:
      operationId: listOrders
      tags: [Orders]
      responses:
        "200": { description: The orders., content: { application/json: { schema: { $ref: order.yaml } } } }
`;
const FILES: Files = {
  "api/api.yaml": API,
  "api/order.yaml": "type: object\nrequired: [no]\nproperties: { id: { type: string } }\n",
  "overlay.yaml":
    'overlay: 1.0.0\ninfo: { title: Words, version: "1" }\nactions: [{ target: $.info, update: { description: Orders. } }]\n',
  LICENSE: "Free.\n",
  "sdk.config.json": JSON.stringify({
    documents: ["api/*.yaml", "!api/order.yaml"],
    output: "sdk",
    overlays: ["overlay.yaml"],
    name: "@acme/shop",
    client: "Shop",
    manifest: { licenseFile: "LICENSE" },
  }),
};

/** Runs `generate` in a folder with its own cache. */
const generate = (cwd: string, ...args: readonly string[]) =>
  runHere(["generate", ...args], cwd, { XDG_CACHE_HOME: join(cwd, "cache") });

const untimed = (text: string) => text.replace(/ in [\d.]+ s\n$/, "\n");

/** What is kept of the last run. */
function keptRun(cwd: string) {
  const { value, contents } = readCached(...placeOfRun(cwd)) ?? {};
  expect(value).toBeDefined();
  return { ...(value as LastRun), contents: contents ?? [] };
}

const placeOfRun = (cwd: string) => [join(cwd, "cache/sdkgen"), keyOfRun(["generate"], { cwd })] as const;

/** Keeps something else of the last run. */
async function rewrite(cwd: string, change: (run: LastRun) => unknown): Promise<void> {
  const { contents, ...run } = keptRun(cwd);
  await writeCached(...placeOfRun(cwd), change(run), Readable.from(contents));
}

/** Keeps another message of the last run, which shows whether the next one repeats it. */
function markCache(cwd: string): Promise<void> {
  const diagnostics = [{ code: "empty-file", severity: "warning", message: "from the cache", help: "" }];
  return rewrite(cwd, (run) => ({ ...run, diagnostics }));
}

/** Puts the entry of another command in the place of that of the last run. */
async function takeOtherEntry(cwd: string): Promise<void> {
  const [folder] = placeOfRun(cwd);
  const [name = ""] = await readdir(folder);
  const { contents, ...run } = keptRun(cwd);
  await writeCached(folder, "other", run, Readable.from(contents));
  const [other = ""] = (await readdir(folder)).filter((each) => each !== name);
  await rename(join(folder, other), join(folder, name));
}

async function generated(files: Files = FILES): Promise<string> {
  const cwd = await makeFolder(files);
  const first = await generate(cwd);
  expect(first.code, first.stderr).toBe(0);
  await markCache(cwd);
  return cwd;
}

describe("generating again", () => {
  test("with nothing changed repeats the messages of the last run, and writes nothing", async () => {
    const cwd = await makeFolder(FILES);
    await generate(cwd);
    const file = join(cwd, "sdk/shop/src/client.ts");
    const before = await stat(file);
    await rm(join(cwd, "cache"), { recursive: true });
    const whole = await generate(cwd);
    const stopped = await generate(cwd);
    expect(untimed(stopped.stdout)).toMatch(/^0 files changed, \d+ unchanged, 1 warning\n$/);
    expect(untimed(stopped.stdout)).toBe(untimed(whole.stdout));
    expect(stopped.stderr).toBe(whole.stderr);
    expect((await stat(file)).mtimeMs).toBe(before.mtimeMs);
    await markCache(cwd);
    expect((await generate(cwd)).stderr).toContain("from the cache");
  });

  test("with nothing changed loads nothing that builds packages", async () => {
    const cwd = await makeFolder(FILES);
    expect(await modulesOfRun(cwd)).toContain("/model/build-model.ts");
    const modules = await modulesOfRun(cwd);
    expect(modules).toContain("/cli/last-run.ts");
    expect(modules).not.toContain("/model/build-model.ts");
  });

  test.each<readonly [what: string, change: (cwd: string) => Promise<unknown>]>([
    ["a document", (cwd) => writeFile(join(cwd, "api/api.yaml"), `${API}# later\n`)],
    ["a referenced file", (cwd) => writeFile(join(cwd, "api/order.yaml"), "type: string\n")],
    ["an overlay", (cwd) => writeFile(join(cwd, "overlay.yaml"), `${FILES["overlay.yaml"]}# later\n`)],
    ["the license", (cwd) => writeFile(join(cwd, "LICENSE"), "Not free.\n")],
    ["the configuration", (cwd) => writeFile(join(cwd, "sdk.config.json"), `${FILES["sdk.config.json"]}\n`)],
    [
      "the files that a pattern matches",
      (cwd) => writeFile(join(cwd, "api/more.yaml"), `${HEAD}paths: {}\n`),
    ],
    ["the repository that a document is in", (cwd) => mkdir(join(cwd, ".git"))],
    ["the inventory", (cwd) => rm(join(cwd, "sdk/shop/.sdkgen"))],
    ["the configurations", (cwd) => writeFile(join(cwd, "sdk.config.yaml"), "")],
    ["the names", (cwd) => rm(join(cwd, "sdk/shop/.sdkgen-names"))],
    ["a generated file that is gone", (cwd) => rm(join(cwd, "sdk/shop/README.md"))],
    ["the cache, which is cut off", (cwd) => damage(cwd, () => "{")],
    ["the cache, which lacks a part", (cwd) => rewrite(cwd, ({ answers: _, ...run }) => run)],
    [
      "the cache, with a question of another kind",
      (cwd) =>
        rewrite(cwd, ({ answers, ...run }) => ({ ...run, answers: [...answers, [["folders", cwd], ""]] })),
    ],
    ["the cache, in which a content is cut off", (cwd) => damage(cwd, (text) => text.slice(1))],
    ["the cache, which is of another command", takeOtherEntry],
  ])("notices a change of %s", async (_what, change) => {
    const cwd = await generated();
    await change(cwd);
    const { stderr } = await generate(cwd);
    expect(stderr).not.toContain("from the cache");
    expect(stderr).not.toContain("internal error");
  });

  test("notices an edited generated file, and restores a deleted one", async () => {
    const cwd = await generated();
    await rm(join(cwd, "sdk/shop/README.md"));
    expect((await generate(cwd)).stdout).toMatch(/^1 file changed/);
    expect(await readText(cwd, "sdk/shop/README.md")).toContain("Shop");
    await writeFile(join(cwd, "sdk/shop/src/client.ts"), "export {};\n");
    const edited = await generate(cwd);
    expect(edited.code).toBe(1);
    expect(edited.stderr).toContain("sdk/shop/src/client.ts");
  });

  test.each([".sdkgen-work/new/0", ".sdkgen-lock/claim"])(
    "notices what a run left that was killed: %s",
    async (path) => {
      const cwd = await generated();
      const file = join(cwd, "sdk", path);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, "");
      expect((await generate(cwd)).stderr).not.toContain("from the cache");
    },
  );

  test.each(["", "home", "/dev/null"])("keeps nothing for a user whose home folder is %j", async (home) => {
    const cwd = await makeFolder({ "api.yaml": `${HEAD}paths: {}\n` });
    const args = ["generate", "--spec", "api.yaml", "--name", "@acme/shop"];
    const env = { HOME: home, XDG_CACHE_HOME: "" };
    expect(await runInOwnProcess({ args, cwd }, env)).toMatchObject({ code: 0, stderr: "" });
    expect((await readdir(cwd)).sort()).toEqual(["api.yaml", "sdk"]);
  });

  test("notices other options, and that a file became a link", async () => {
    const cwd = await generated();
    expect((await generate(cwd, "--strict")).stderr).not.toContain("from the cache");
    const file = join(cwd, "sdk/shop/src/client.ts");
    await writeFile(join(cwd, "client.ts"), await readFile(file));
    await rm(file);
    await symlink(join(cwd, "client.ts"), file);
    expect((await generate(cwd)).code).toBe(1);
  });

  test("notices a package that is no longer generated, and repeats the message about it", async () => {
    const cwd = await generated();
    await mkdir(join(cwd, "sdk/former"));
    await writeFile(join(cwd, "sdk/former/.sdkgen"), "");
    const found = await generate(cwd);
    expect(found.stderr).toContain("sdk/former was created by sdkgen");
    expect(found.stderr).not.toContain("from the cache");
    expect((await generate(cwd)).stderr).toBe(found.stderr);
    await markCache(cwd);
    expect((await generate(cwd)).stderr).toContain("from the cache");
    await rm(join(cwd, "sdk/former"), { recursive: true });
    expect((await generate(cwd)).stderr).not.toMatch(/sdk\/former|from the cache/);
  });

  test("notices that a module of the configuration changed, and runs the configuration each time", async () => {
    const config = `import { name } from "./name.mjs";\nexport default { ...${FILES["sdk.config.json"]}, name };`;
    const { "sdk.config.json": _, ...others } = FILES;
    const name = (word: string) => `export const name = "@acme/${word}";\n`;
    const cwd = await generated({ ...others, "sdk.config.mjs": config, "name.mjs": name("shop") });
    expect((await generate(cwd)).stderr).toContain("from the cache");
    await writeFile(join(cwd, "name.mjs"), name("store"));
    // A process loads a module once.
    const env = { XDG_CACHE_HOME: join(cwd, "cache") };
    expect((await runInOwnProcess({ args: ["generate"], cwd }, env)).stderr).not.toContain("from the cache");
    expect(await readText(cwd, "sdk/store/package.json")).toContain("@acme/store");
  });

  test("runs a configuration that is a program once, also if its value changed or it fails now", async () => {
    const program = [
      'import { appendFileSync, readFileSync } from "node:fs";',
      'appendFileSync("runs", "run ");',
      'const name = readFileSync("name", "utf8");',
      'if (name === "") throw new Error("no name");',
      `export default { ...${FILES["sdk.config.json"]}, name };`,
    ];
    const { "sdk.config.json": _, ...others } = FILES;
    const cwd = await makeFolder({ ...others, "sdk.config.mjs": program.join("\n"), name: "@acme/shop" });
    const env = { XDG_CACHE_HOME: join(cwd, "cache") };
    const run = async (name: string) => {
      await writeFile(join(cwd, "name"), name);
      await writeFile(join(cwd, "runs"), "");
      const result = await runInOwnProcess({ args: ["generate"], cwd }, env);
      return { ...result, runs: await readText(cwd, "runs") };
    };
    expect(await run("@acme/shop")).toMatchObject({ code: 0, runs: "run " });
    expect(await run("@acme/shop")).toMatchObject({
      code: 0,
      runs: "run ",
      stdout: expect.stringMatching(/^0 files/),
    });
    expect(await run("@acme/store")).toMatchObject({ code: 0, runs: "run " });
    expect(await readText(cwd, "sdk/store/package.json")).toContain("@acme/store");
    const failed = await run("");
    expect(failed).toMatchObject({ code: 1, runs: "run " });
    expect(failed.stderr).toContain("no name");
  });

  test.each([
    ["dependency", false],
    ["bundled", true],
  ])("depends on the sources of the runtime if it is %s: %s", async (runtime, depends) => {
    const config = { ...JSON.parse(String(FILES["sdk.config.json"])), runtime };
    const cwd = await generated({ ...FILES, "sdk.config.json": JSON.stringify(config) });
    const { answers } = keptRun(cwd);
    expect(answers.some(([[kind]]) => kind === "runtime")).toBe(depends);
  });

  test("notices a change of a large file, of which the hash is kept", async () => {
    const large = (word: string) => `# ${"long comment ".repeat(90_000)}${word}\n${API}`;
    const cwd = await generated({ ...FILES, "api/api.yaml": large("one") });
    expect(keptRun(cwd).contents.every(({ byteLength }) => byteLength < 2 ** 20)).toBe(true);
    expect((await generate(cwd)).stderr).toContain("from the cache");
    await writeFile(join(cwd, "api/api.yaml"), large("two"));
    expect((await generate(cwd)).stderr).not.toContain("from the cache");
  });

  test("runs features, which are programs, each time", async () => {
    const feature = 'export const feature = { name: "marks", emit: () => [] };';
    const config = `import { feature } from "./feature.mjs";\nexport default { ...${FILES["sdk.config.json"]}, features: [feature] };`;
    const { "sdk.config.json": _, ...others } = FILES;
    const cwd = await makeFolder({ ...others, "sdk.config.mjs": config, "feature.mjs": feature });
    expect(await generate(cwd)).toMatchObject({ code: 0 });
    expect(await readdir(cwd)).not.toContain("cache");
  });
});

/** The modules that a run loads, as the report about covered code lists them. */
async function modulesOfRun(cwd: string): Promise<string> {
  const folder = await mkdtemp(join(cwd, "coverage-"));
  const env = { XDG_CACHE_HOME: join(cwd, "cache"), NODE_V8_COVERAGE: folder };
  await runInOwnProcess({ args: ["generate"], cwd }, env);
  const [report = ""] = await readdir(folder);
  return readText(folder, report);
}

/** Changes the text of the cache, but not the state that it is for. */
async function damage(cwd: string, change: (text: string) => string): Promise<void> {
  const folder = join(cwd, "cache/sdkgen");
  for (const name of await readdir(folder)) {
    const text = await readFile(join(folder, name), "utf8");
    const changed = change(text);
    expect(changed).not.toBe(text);
    await writeFile(join(folder, name), changed);
  }
}
