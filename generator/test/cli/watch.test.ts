import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { type Files, makeFolder, readText } from "../support/folder.ts";

const PROGRAM = fileURLToPath(new URL("../../src/bin.ts", import.meta.url));

const HEAD =
  "openapi: 3.1.0\ninfo: { title: Shop, version: 1.0.0 }\nservers: [{ url: https://api.shop.test }]\n";

const path = (name: string, summary: string) =>
  `paths: { /${name}: { get: { operationId: list-${name}, tags: [${name}], summary: ${summary}., responses: { "200": { description: All., content: { application/json: { schema: { $ref: "schemas.yaml#/Order" } } } } } } } }\n`;

const SCHEMAS = "Order: { type: object, properties: { id: { type: string } } }\n";

const FILES: Files = {
  "openapi.yaml": HEAD,
  "schemas.yaml": SCHEMAS,
  "resources/orders.yaml": path("orders", "Lists orders").replace("schemas.yaml", "../schemas.yaml"),
  "sdk.config.ts":
    'export default { documents: ["openapi.yaml", "resources/*.yaml"], overlays: ["overlay.yaml"], output: "sdk", name: "shop" };\n',
  "overlay.yaml":
    'overlay: 1.0.0\ninfo: { title: T, version: 1.0.0 }\nactions: [{ target: "$.paths.*.get", update: { description: Sells things. } }]\n',
};

/** Replaces a file at once, as editors do, so that no run sees half of it. */
async function save(file: string, text: string): Promise<void> {
  await writeFile(`${file}.tmp`, text);
  await rename(`${file}.tmp`, file);
}

/** `sdkgen generate --watch` in a folder with these files. */
async function startWatch(args: readonly string[] = [], files: Files = FILES) {
  const cwd = await makeFolder(files);
  const { PATH = "", HOME = "" } = process.env;
  const child: ChildProcess = spawn(process.execPath, [PROGRAM, "generate", "--watch", ...args], {
    cwd,
    env: { PATH, HOME },
    stdio: ["ignore", "pipe", "pipe"],
  });
  onTestFinished(() => {
    child.kill("SIGKILL");
  });
  if (child.stdout === null || child.stderr === null) throw new Error("the process has no output");
  let problems = "";
  child.stderr.on("data", (chunk: Buffer) => {
    problems += chunk.toString();
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    cwd,
    child,
    problems: () => problems,
    /** The next line of the standard output. */
    line: async (): Promise<string> => (await lines.next()).value ?? "the process has ended",
  };
}

describe("generate --watch", () => {
  test("generates again when a template or the license of the owner changes, and keeps going after a mistake in it", async () => {
    const { cwd, child, line, problems } = await startWatch([], {
      ...FILES,
      "sdk.config.ts":
        'export default { documents: ["openapi.yaml", "resources/*.yaml"], output: "sdk", name: "shop", manifest: { licenseFile: "texts/LICENSE" }, templates: { readme: "texts/readme.hbs" } };\n',
      "texts/LICENSE": "Acme\n",
      "texts/readme.hbs": "# {{text name}}\n",
    });
    expect(await line()).toMatch(/ changed, /);
    expect(await line()).toBe("watching 6 files; Ctrl-C ends it");

    await save(join(cwd, "texts/readme.hbs"), "# {{text title}}\n");
    expect(await line()).toMatch(/^2 files changed, /);
    expect(await readText(cwd, "sdk/shop/README.md")).toBe("# Shop\n");

    await save(join(cwd, "texts/LICENSE"), "Acme, Inc.\n");
    expect(await line()).toMatch(/^2 files changed, /);
    expect(await readText(cwd, "sdk/shop/LICENSE")).toBe("Acme, Inc.\n");

    await save(join(cwd, "texts/readme.hbs"), "# {{text tilte}}\n");
    expect(await line()).toMatch(/1 error/);
    expect(problems()).toContain("did you mean `title`?");

    await save(join(cwd, "texts/readme.hbs"), "# The {{text title}}\n");
    expect(await line()).toMatch(/^2 files changed, /);
    child.kill("SIGINT");
  });

  test("generates again when a document, a referenced file, an overlay, the configuration or a new file changes", async () => {
    const { cwd, child, line } = await startWatch();
    expect(await line()).toMatch(/^\d+ files changed, 0 unchanged in \d+ ms$/);
    expect(await line()).toBe("watching 5 files; Ctrl-C ends it");
    const api = () => readText(cwd, "sdk/shop/api.md");

    await save(
      join(cwd, "resources/orders.yaml"),
      path("orders", "Lists all orders").replace("schemas.yaml", "../schemas.yaml"),
    );
    expect(await line()).toMatch(/^\d+ files changed, \d+ unchanged in \d+ ms$/);
    expect(await readText(cwd, "sdk/shop/src/resources/orders.ts")).toContain("Lists all orders.");

    await save(
      join(cwd, "schemas.yaml"),
      "Order: { type: object, properties: { total: { type: number } } }\n",
    );
    expect(await line()).toMatch(/ changed, /);
    expect(await readText(cwd, "sdk/shop/src/resources/orders.ts")).toContain("total?: number");

    await save(
      join(cwd, "overlay.yaml"),
      String(FILES["overlay.yaml"]).replace("Sells things", "Sells books"),
    );
    expect(await line()).toMatch(/ changed, /);
    expect(await readText(cwd, "sdk/shop/src/resources/orders.ts")).toContain("Sells books.");

    await save(
      join(cwd, "resources/refunds.yaml"),
      path("refunds", "Lists refunds").replace("schemas.yaml", "../schemas.yaml"),
    );
    expect(await line()).toMatch(/ changed, /);
    expect(await api()).toContain("refunds.list");

    await save(join(cwd, "sdk.config.ts"), String(FILES["sdk.config.ts"]).replace('"shop"', '"market"'));
    expect(await line()).toMatch(/ changed, /);
    expect(await readText(cwd, "sdk/market/package.json")).toContain('"name": "market"');

    child.kill("SIGINT");
    expect(await once(child, "exit")).toEqual([0, null]);
  });

  test("reads the configuration again only if it changes, whatever files an editor makes while it saves", async () => {
    const config = `${FILES["sdk.config.ts"]}console.error("the configuration is read");\n`;
    const { cwd, line, problems } = await startWatch([], { ...FILES, "sdk.config.ts": config });
    const reads = () => problems().split("the configuration is read").length - 1;
    await line();
    await line();
    // With a temporary file in the same folder.
    await save(join(cwd, "schemas.yaml"), "Order: { type: object }\n");
    expect(await line()).toMatch(/ changed, /);
    expect(reads()).toBe(1);
    await save(join(cwd, "sdk.config.ts"), config.replace('"shop"', '"market"'));
    expect(await line()).toMatch(/ changed, /);
    expect(reads()).toBe(2);
  });

  test("reads the configuration again if a module that it imports changes, also one that failed", async () => {
    const { cwd, child, line, problems } = await startWatch([], {
      ...FILES,
      "sdk.config.ts": String(FILES["sdk.config.ts"])
        .replace('"shop"', "name")
        .replace(/^/, 'import { name } from "./parts/name.ts";\n'),
      "parts/name.ts":
        'import { suffix } from "./suffix.ts";\nexport const name: string = "shop" + suffix;\n',
      "parts/suffix.ts": 'throw new Error("not ready");\n',
    });
    expect(await line()).toMatch(/^1 error in/);
    expect(problems()).toContain("not ready");
    expect(await line()).toMatch(/^watching/);
    for (const suffix of ["-one", "-two"]) {
      await save(join(cwd, "parts/suffix.ts"), `export const suffix = "${suffix}";\n`);
      expect(await line()).toMatch(/ files changed, /);
      expect(await readText(cwd, `sdk/shop${suffix}/package.json`)).toContain(`"name": "shop${suffix}"`);
    }
    child.kill("SIGINT");
  });

  test("reports a syntax error, and goes on when it is corrected or a missing file appears", async () => {
    const { cwd, line, problems } = await startWatch(["--format", "json"]);
    expect(JSON.parse(await line())).toMatchObject({ ok: true, milliseconds: expect.any(Number) });
    expect(JSON.parse(await line())).toEqual({ watching: 5 });
    await save(join(cwd, "schemas.yaml"), "Order: { type: [object\n");
    expect(JSON.parse(await line())).toMatchObject({
      ok: false,
      diagnostics: [{ code: "invalid-yaml", location: { file: "schemas.yaml" } }],
    });
    await rm(join(cwd, "schemas.yaml"));
    expect(JSON.parse(await line())).toMatchObject({ ok: false, diagnostics: [{ code: "file-not-found" }] });
    await save(join(cwd, "schemas.yaml"), String(FILES["schemas.yaml"]));
    expect(JSON.parse(await line())).toMatchObject({ ok: true, changes: [] });
    expect(problems()).toBe("");
  });

  test("writes a warning once, until it was gone, and counts it in each line", async () => {
    const misspelt = SCHEMAS.replace("properties", "requird: [id], properties");
    const { cwd, line, problems } = await startWatch([], { ...FILES, "schemas.yaml": misspelt });
    const count = () => problems().split("warning ").length - 1;
    expect(await line()).toMatch(/1 warning in/);
    expect(await line()).toContain("watching");
    const orders = path("orders", "Lists all orders").replace("schemas.yaml", "../schemas.yaml");
    await save(join(cwd, "resources/orders.yaml"), orders);
    expect(await line()).toMatch(/1 warning in/);
    expect(count()).toBe(1);
    await save(join(cwd, "schemas.yaml"), SCHEMAS);
    expect(await line()).not.toContain("warning");
    await save(join(cwd, "schemas.yaml"), misspelt);
    expect(await line()).toMatch(/1 warning in/);
    await vi.waitFor(() => expect(count()).toBe(2), { timeout: 60_000 });
  });

  test("its own output, and files that nothing depends on, start no run", async () => {
    const { cwd, child, line } = await startWatch(["--spec", "openapi.yaml", "--out", "."], {
      "openapi.yaml":
        HEAD +
        path("orders", "Lists orders").replace("schemas.yaml#/Order", "#/components/schemas/Order") +
        "components: { schemas: { Order: { type: object } } }\n",
    });
    await line();
    expect(await line()).toBe("watching 1 file; Ctrl-C ends it");
    await save(join(cwd, "notes.txt"), "mine");
    await save(join(cwd, "openapi.yaml"), "openapi: [");
    expect(await line()).toMatch(/^1 error in \d+ ms$/);
    child.kill("SIGTERM");
    expect(await line()).toBe("the process has ended");
  });

  test("the standard input cannot be watched", async () => {
    const { child, problems } = await startWatch(["--spec", "-"]);
    expect(await once(child, "exit")).toEqual([1, null]);
    expect(problems()).toContain("error watched-stdin");
  });
});
