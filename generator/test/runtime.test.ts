import { mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { dirname, join, posix } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { SdkConfig } from "../src/config/index.ts";
import { neededModules } from "../src/runtime/needed-modules.ts";
import { renamed } from "../src/runtime/renamed.ts";
import { readRuntime } from "../src/runtime/sources.ts";
import { generateFrom } from "./support/generate.ts";
import { GeneratedPackage } from "./support/generated-package.ts";

const workspace = fileURLToPath(new URL("../../", import.meta.url));
const documents = { "shop.yaml": readFileSync(new URL("./fixtures/tracker.yaml", import.meta.url), "utf8") };

/** The files of a package for a choice of the runtime. */
async function filesWith(config: Partial<SdkConfig>): Promise<ReadonlyMap<string, string>> {
  return (await generateFrom(documents, { naming: "tags", name: "@acme/tracker", ...config })).files;
}

function manifestOf(files: ReadonlyMap<string, string>, folder: string) {
  return JSON.parse(files.get(`${folder}/package.json`) ?? "{}") as {
    readonly name: string;
    readonly license: string;
    readonly dependencies?: Readonly<Record<string, string>>;
    readonly devDependencies: Readonly<Record<string, string>>;
    readonly exports: Readonly<Record<string, unknown>>;
  };
}

/** The version of a member of this workspace. */
function versionOf(folder: string): string {
  const text = readFileSync(join(workspace, "packages", folder, "package.json"), "utf8");
  return (JSON.parse(text) as { readonly version: string }).version;
}

describe("a dependency on the runtime, the default", () => {
  test("has the range of the versions that the generator was released with", async () => {
    const { dependencies, devDependencies } = manifestOf(await filesWith({}), "tracker");
    expect(dependencies).toEqual({ "@copilot-sdk/runtime": `^${versionOf("runtime")}` });
    expect(devDependencies["@copilot-sdk/mock"]).toBe(`^${versionOf("mock")}`);
  });

  test("in a pnpm workspace that does not have the runtime, only tools and the own packages are of the workspace", async () => {
    const { dependencies, devDependencies } = manifestOf(
      await filesWith({ manifest: { workspace: true } }),
      "tracker",
    );
    expect(dependencies).toEqual({ "@copilot-sdk/runtime": `^${versionOf("runtime")}` });
    expect(devDependencies.typescript).toBe("catalog:");
  });

  test("is a member of the workspace with `workspace`", async () => {
    const { dependencies, devDependencies } = manifestOf(
      await filesWith({ runtime: "workspace" }),
      "tracker",
    );
    expect(dependencies).toEqual({ "@copilot-sdk/runtime": "workspace:^" });
    expect(devDependencies["@copilot-sdk/mock"]).toBe("workspace:*");
  });
});

describe("a runtime package of the owner", () => {
  const config = { runtime: { package: "@acme/runtime" } } as const;

  test("is written with its license and all of its modules, under the name of the owner", async () => {
    const files = await filesWith(config);
    const manifest = manifestOf(files, "runtime");
    expect(manifest).toMatchObject({ name: "@acme/runtime", license: "MIT" });
    expect(Object.keys(manifest.exports)).toEqual(Object.keys(readRuntime().manifest.exports));
    expect(files.get("runtime/LICENSE")).toContain("Permission is hereby granted");
    expect(namesOfThisProject(files, "runtime/")).toEqual(["runtime/LICENSE"]);
  });

  test("has a README of the owner, if the configuration names a template", async () => {
    const files = { ...documents, "own.hbs": "# {{text name}}, {{license}}\n" };
    const templates = { runtimeReadme: "own.hbs" };
    const generated = await generateFrom(files, {
      documents: ["shop.yaml"],
      name: "@acme/tracker",
      ...config,
      templates,
    });
    expect(generated.files.get("runtime/README.md")).toBe("# @acme/runtime, MIT\n");
  });

  test("is what the packages import and depend on", async () => {
    const files = await filesWith(config);
    expect(manifestOf(files, "tracker").dependencies).toEqual({ "@acme/runtime": "^0.0.0" });
    expect(files.get("tracker/src/client.ts")).toContain('from "@acme/runtime"');
    expect(namesOfThisProject(files, "tracker/src/")).toEqual([]);
    expect(files.get("tracker/README.md")).toContain("`@acme/runtime/unknown`");
  });

  test("builds and works", async () => {
    const sdk = new GeneratedPackage("tracker.yaml", "parcel-tracker", { naming: "tags", ...config });
    try {
      await sdk.generate();
      const runtime = join(dirname(sdk.folder), "runtime");
      sdk.build(runtime);
      mkdirSync(join(sdk.folder, "node_modules", "@acme"), { recursive: true });
      symlinkSync(runtime, join(sdk.folder, "node_modules", "@acme", "runtime"));
      sdk.build();
      await expectCall(sdk.folder);
    } finally {
      sdk.remove();
    }
  });
});

describe("a bundled runtime", () => {
  const sdk = new GeneratedPackage("tracker.yaml", "parcel-tracker", { naming: "tags", runtime: "bundled" });
  beforeAll(() => sdk.generate());
  afterAll(() => sdk.remove());

  test("leaves the package without a dependency and without the name of this project, except in the license and for its tests", async () => {
    const files = await filesWith({ runtime: "bundled" });
    const { dependencies, devDependencies, ...manifest } = manifestOf(files, "tracker");
    expect(dependencies).toBeUndefined();
    expect(JSON.stringify(manifest)).not.toMatch(/copilot/i);
    expect(devDependencies).toHaveProperty("@copilot-sdk/mock");
    expect(namesOfThisProject(files, "tracker/")).toEqual([
      "tracker/package.json",
      "tracker/src/runtime/LICENSE",
      "tracker/test/wire.test.ts",
    ]);
  });

  test("has only the modules that the package uses", async () => {
    const files = await filesWith({ runtime: "bundled" });
    const rooms = new Set(
      [...files.keys()].flatMap((path) => path.match(/^tracker\/src\/runtime\/([^/]+)\//)?.[1] ?? []),
    );
    expect([...rooms]).toEqual(expect.arrayContaining(["calls", "errors", "unknown"]));
    for (const unused of ["webhooks", "sessions", "telemetry", "oauth", "quota-file"])
      expect(rooms).not.toContain(unused);
  });

  test("has every module that a module of it imports", async () => {
    const files = await filesWith({ runtime: "bundled" });
    const missing = [...files].flatMap(([path, text]) =>
      [...text.matchAll(/ from "(\.[^"]+)\.js";/g)]
        .map((match) => posix.join(posix.dirname(path), `${match[1]}.ts`))
        .filter((target) => !files.has(target)),
    );
    expect(missing).toEqual([]);
  });

  test("adds the modules that the configuration names, for users of the package", async () => {
    const files = await filesWith({ runtime: { bundled: ["otel"] } });
    expect(Object.keys(manifestOf(files, "tracker").exports)).toEqual([
      ".",
      "./shapes",
      "./otel",
      "./unknown",
      "./package.json",
    ]);
    expect(files.get("tracker/src/otel.ts")).toContain('export * from "./runtime/telemetry/index.js";');
  });

  test("builds, and the package works as ES module and as CommonJS module", async () => {
    sdk.build();
    await expectCall(sdk.folder);
  });

  test("passes the same wire tests as with a dependency", async () => {
    const path = "tracker/test/wire.test.ts";
    expect((await filesWith({ runtime: "bundled" })).get(path)).toBe((await filesWith({})).get(path));
    sdk.run("tsc", "-p", "tsconfig.json");
    sdk.test("test/wire.test.ts");
    expect(sdk.wireCoverage()).toContainEqual({
      operation: "GET /parcels/{parcel_id}/label",
      status: 200,
    });
  });

  test("is refused for packages that pass objects of the runtime to each other", async () => {
    const umbrella = { folder: "all", client: "All", description: "All of it." };
    await expect(filesWith({ runtime: "bundled", umbrella })).rejects.toThrow(
      "passes its runtime to other packages",
    );
  });
});

describe("the parts of the runtime", () => {
  const modules = new Map([
    ["index.ts", 'export { a, type B as C } from "./one/index.js";\nexport { d } from "./two.js";\n'],
    ["one/index.ts", 'export { a } from "./a.js";\nexport type { B } from "./b.js";\n'],
    ["one/a.ts", 'import { d } from "../two.js";\nimport "../effect.js";\n\nexport const a = d;\n'],
    ["one/b.ts", "export type B = string;\n"],
    ["two.ts", 'export { e } from "./three.js";\n\nexport const d = 1;\n'],
    ["three.ts", "export const e = 2;\n"],
    ["effect.ts", "globalThis.x = 1;\n"],
  ]);

  test("a needed name brings the modules that declare it and that they import, and nothing else", () => {
    const needed = neededModules(modules, new Map([["index.ts", new Set(["a"])]]));
    expect(Object.fromEntries(needed)).toEqual({
      "effect.ts": "globalThis.x = 1;\n",
      "index.ts": 'export { a } from "./one/index.js";\n',
      "one/a.ts": modules.get("one/a.ts"),
      "one/index.ts": 'export { a } from "./a.js";\n',
      "two.ts": "\nexport const d = 1;\n",
    });
  });

  test("a renamed export brings the module that declares it", () => {
    const needed = neededModules(modules, new Map([["index.ts", new Set(["C"])]]));
    expect([...needed.keys()]).toEqual(["index.ts", "one/b.ts", "one/index.ts"]);
    expect(needed.get("index.ts")).toBe('export { type B as C } from "./one/index.js";\n');
  });

  test("no module of the runtime keeps a name of this project", () => {
    const kept = [...readRuntime().modules].filter(([, text]) =>
      /copilot/i.test(renamed(text, "@acme/runtime")),
    );
    expect(kept.map(([path]) => path)).toEqual([]);
  });
});

/** The files that contain the name of this project. */
function namesOfThisProject(files: ReadonlyMap<string, string>, prefix: string): readonly string[] {
  return [...files]
    .filter(([path, text]) => path.startsWith(prefix) && /copilot/i.test(text))
    .map(([path]) => path);
}

/** Calls an operation of the built package over HTTP, from an ES module and from a CommonJS module. */
async function expectCall(folder: string): Promise<void> {
  const paths: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    paths.push(request.url);
    response.writeHead(404, { "content-type": "application/json" }).end('{"message":"no such parcel"}');
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const baseURL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  try {
    for (const entry of ["dist/index.js", "dist/cjs/index.js"]) {
      const { ParcelTracker, NotFoundError } = (await import(
        pathToFileURL(join(folder, entry)).href
      )) as Built;
      const call = new ParcelTracker({ apiKey: "key", baseURL }).parcel.downloadLabel("PX-17");
      await expect(call).rejects.toBeInstanceOf(NotFoundError);
    }
  } finally {
    server.close();
  }
  expect(paths).toEqual(["/parcels/PX-17/label", "/parcels/PX-17/label"]);
}

interface Built {
  readonly ParcelTracker: new (
    options: object,
  ) => {
    readonly parcel: { downloadLabel(id: string): Promise<unknown> };
  };
  readonly NotFoundError: abstract new () => Error;
}
