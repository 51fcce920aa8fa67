import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { generateFrom } from "./support/generate.ts";
import { GeneratedPackage } from "./support/generated-package.ts";

const workspace = new URL("../../", import.meta.url);
const FILES = ["README.md", "guide.md", "api.md", "llms.txt", "AGENTS.md"];

/** Every generated Markdown file of this API, by package and name. */
const own = "billing contracts copilot-sdk crm files forms messaging tasks webhooks workspace"
  .split(" ")
  .flatMap((folder) =>
    FILES.map((file) => ({
      folder,
      file,
      text: readFileSync(new URL(`packages/${folder}/${file}`, workspace), "utf8"),
    })),
  );

/** The sections of a Markdown text: title, and lines of text outside of code, tables and lists. */
function sectionsOf(
  markdown: string,
): readonly { readonly title: string; readonly lines: readonly string[] }[] {
  const withoutCode = markdown.replace(/^```[\s\S]*?^```$/gm, "");
  return withoutCode
    .split(/^## /m)
    .slice(1)
    .map((section) => {
      const [title = "", ...lines] = section.split("\n");
      return { title, lines: lines.filter((line) => line.trim() !== "" && !/^(?:\||<!--)/.test(line)) };
    });
}

describe("the files of this API", () => {
  test.each(own.filter(({ file }) => file === "README.md"))(
    "each section of $folder/$file has at most five lines, and links to its guide",
    ({ text, folder }) => {
      const sections = sectionsOf(text).filter(
        ({ title }) => !/^(?:Resources|Guarantees|Types|The \d+ events)$/.test(title),
      );
      expect(sections.length).toBeGreaterThan(2);
      expect(sections.filter(({ lines }) => lines.length > 5).map(({ title }) => title)).toEqual([]);
      const guided = sections.filter(({ title }) => title !== "Install");
      expect(
        guided.filter(({ lines }) => !lines.join(" ").includes("(guide.md#")).map(({ title }) => title),
      ).toEqual([]);
      const anchors = new Set(
        [
          ...readFileSync(new URL(`packages/${folder}/guide.md`, workspace), "utf8").matchAll(/^## (.*)$/gm),
        ].map(([, title = ""]) => title.toLowerCase().replaceAll(" ", "-")),
      );
      const targets = [...text.matchAll(/\(guide\.md#([\w-]+)\)/g)].map(([, anchor]) => anchor);
      expect(targets.filter((anchor) => !anchors.has(anchor ?? ""))).toEqual([]);
    },
  );

  test("a package has a section for each ability that it has, and for no other", () => {
    const titles = (folder: string) =>
      sectionsOf(own.find((each) => each.folder === folder && each.file === "README.md")?.text ?? "").map(
        ({ title }) => title,
      );
    expect(titles("copilot-sdk")).toEqual(
      "Install,First call,Pages,Errors,Uploads,Sessions,Webhooks,Testing,Limits,Sharing the limit with Redis,Telemetry,Resources,Guarantees".split(
        ",",
      ),
    );
    expect(titles("files")).toContain("Uploads");
    for (const title of ["Uploads", "Sessions", "Webhooks", "Streams"])
      expect(titles("tasks")).not.toContain(title);
  });

  test.each(own.filter(({ file }) => file === "api.md"))(
    "$folder/$file needs no horizontal scrolling",
    ({ text }) => {
      expect(text.split("\n").filter((line) => line.startsWith("|"))).toEqual([]);
      const longest = text.split(/\s/).reduce((most, word) => (word.length > most.length ? word : most), "");
      expect(longest.length).toBeLessThan(110);
    },
  );

  test("statuses that all methods share are written once", () => {
    const text = own.find(({ folder, file }) => folder === "billing" && file === "api.md")?.text ?? "";
    expect(text.match(/400, 401, 403, 429, 500/g)).toHaveLength(1);
    expect(text).toContain("Errors: also 404");
  });

  test.each(own.filter(({ file }) => file === "llms.txt" || file === "AGENTS.md"))(
    "$folder/$file is less than 8 kB",
    ({ text }) => {
      expect(Buffer.byteLength(text)).toBeLessThan(8_000);
    },
  );
});

describe("the files of a large API", () => {
  const operation = (tag: string, number: number) => ({
    operationId: `${tag}Operation${number}`,
    tags: [tag],
    summary: `Does the thing number ${number}, which takes a long sentence with a | and a < to describe, as documents have them.`,
    responses: { "204": { description: "Done." } },
  });
  const documentOf = (tags: number, each: number) => {
    const names = Array.from({ length: tags }, (_, index) => `someResource${index}`);
    return JSON.stringify({
      openapi: "3.1.0",
      info: { title: "Large", version: "1.0.0", description: "x ".repeat(5_000) },
      servers: [{ url: "https://large.example" }],
      tags: names.map((name) => ({
        name,
        description: `Everything about ${name}, told at length. `.repeat(4),
      })),
      paths: Object.fromEntries(
        names.flatMap((name) =>
          Array.from({ length: each }, (_, index) => [`/${name}/${index}`, { post: operation(name, index) }]),
        ),
      ),
    });
  };

  test("with 1,100 methods of 50 resources, llms.txt names every resource in less than 8 kB", async () => {
    const { files } = await generateFrom({ "large.json": documentOf(50, 22) }, { naming: "tags" });
    const text = files.get("large/llms.txt") ?? "";
    expect(Buffer.byteLength(text)).toBeLessThan(8_000);
    expect(text.match(/^- \[someResource\d+\]/gm)).toHaveLength(50);
    expect(text).toContain("1100 methods");
  });

  test("with more resources than fit, it says how many are left out", async () => {
    const { files } = await generateFrom({ "large.json": documentOf(400, 1) }, { naming: "tags" });
    const text = files.get("large/llms.txt") ?? "";
    expect(Buffer.byteLength(text)).toBeLessThan(8_000);
    const listed = text.match(/^- \[someResource\d+\]/gm)?.length ?? 0;
    expect(listed).toBeGreaterThan(50);
    expect(text).toContain(`${400 - listed} more are not listed here: see [api.md](api.md).`);
    expect(Buffer.byteLength(files.get("large/AGENTS.md") ?? "")).toBeLessThan(8_000);
  });

  test("its links lead to the sections of api.md, also for nested resources and equal slugs", async () => {
    const document = JSON.parse(documentOf(0, 0));
    for (const path of ["/chat", "/chat/completions", "/chat-completions"])
      document.paths[path] = { get: { responses: { "204": { description: "Done." } } } };
    const { files } = await generateFrom({ "large.json": JSON.stringify(document) }, { naming: "paths" });
    const headings = [...(files.get("large/api.md") ?? "").matchAll(/^#+ (.*)$/gm)].map(
      ([, title = ""]) => title,
    );
    const links = [...(files.get("large/llms.txt") ?? "").matchAll(/^- \[([^\]]+)\]\(api\.md#([^)]+)\)/gm)];
    expect(links.map(([, name, anchor]) => [name, anchor])).toEqual([
      ["chat", "chat"],
      ["chat.completions", "chatcompletions"],
      ["chatCompletions", "chatcompletions-1"],
    ]);
    expect(headings.indexOf("chat.completions")).toBeLessThan(headings.indexOf("chatCompletions"));
  });
});

describe("links", () => {
  const document = `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
servers: [{ url: "https://shop.example" }]
paths: { /orders: { get: { responses: { "204": { description: Done. } } } } }
`;

  test("with a repository on a known host, those of the README are absolute, so that npm can show them", async () => {
    const { files } = await generateFrom(
      { "shop.yaml": document },
      { manifest: { repository: "git+https://ada:key-1@github.com/acme/sdk.git" } },
    );
    const readme = files.get("shop/README.md") ?? "";
    expect(readme).toContain("[guide](https://github.com/acme/sdk/blob/HEAD/sdk/shop/guide.md#errors)");
    expect(readme).not.toContain("key-1");
    expect(JSON.parse(files.get("shop/package.json") ?? "")).toMatchObject({
      homepage: "https://github.com/acme/sdk/tree/HEAD/sdk/shop#readme",
      bugs: { url: "https://github.com/acme/sdk/issues" },
    });
  });

  test("without one, they lead to the files in the package", async () => {
    const { files } = await generateFrom(
      { "shop.yaml": document },
      {
        manifest: {
          repository: "https://git.acme.example/sdk.git",
          homepage: "https://acme.example",
          bugs: "sdk@acme.example",
        },
      },
    );
    expect(files.get("shop/README.md")).toContain("[guide](guide.md#errors)");
    expect(JSON.parse(files.get("shop/package.json") ?? "")).toMatchObject({
      homepage: "https://acme.example",
      bugs: { email: "sdk@acme.example" },
      files: expect.arrayContaining(["guide.md", "llms.txt", "AGENTS.md"]),
    });
  });
});

describe.each([
  ["tracker.yaml", "parcel-tracker"],
  ["chat.yaml", "chat"],
  ["wire.yaml", "wire"],
  ["club.yaml", "club"],
])("the snippets for %s", (document, folder) => {
  const sdk = new GeneratedPackage(document, folder);
  beforeAll(() => sdk.generate());
  afterAll(() => sdk.remove());

  test("compile, and run against the mock server", () => {
    const count = writeSnippets(sdk, folder);
    expect(count).toBeGreaterThan(8);
    sdk.run("tsc", "-p", "tsconfig.json");
    sdk.test("test/snippets.test.ts");
  });
});

/** Writes each snippet of a package that needs no further package as a module of its own, and a test that loads them all. */
function writeSnippets(sdk: GeneratedPackage, name: string): number {
  const all = FILES.flatMap((file) => {
    const blocks = [...readFileSync(join(sdk.folder, file), "utf8").matchAll(/^```ts\n([\s\S]*?)^```$/gm)];
    const client = blocks.flatMap(([, code = ""]) => clientOf(code))[0];
    return blocks.map(([, code = ""]) => (needsClient(code, client) ? `${client?.code}\n${code}` : code));
  }).filter((code) => !/from "(?:@opentelemetry\/api|ioredis)"/.test(code));
  all.forEach((code, index) => {
    const local = code
      .replaceAll(`from "${name}"`, 'from "../src/index.js"')
      .replaceAll(`from "${name}/`, 'from "../src/');
    sdk.write(
      `test/snippet-${index}.ts`,
      `${local.replaceAll(/from "\.\.\/src\/(\w+)";/g, 'from "../src/$1.js";')}\nexport {};\n`,
    );
  });
  const imports = all
    .map((_, index) => `test("${index}", () => import("./snippet-${index}.js"));`)
    .join("\n");
  sdk.write(
    "test/snippets.test.ts",
    `import { writeFile } from "node:fs/promises";
import { startMock } from "@copilot-sdk/mock";
import { test } from "vitest";

const mock = await startMock({ document: "../openapi.json", rateLimit: false });
const names: readonly string[] = ${JSON.stringify(variablesOf(sdk))};
for (const name of names) process.env[name] = name.endsWith("_BASE_URL") ? mock.url : "test";
process.chdir("..");
await writeFile("report.pdf", "%PDF");
${imports}
`,
  );
  return all.length;
}

/** The client that a snippet creates with its defaults. Later ones of the same file go on with it. */
interface ExampleClient {
  readonly variable: string;
  readonly code: string;
}

function clientOf(code: string): readonly ExampleClient[] {
  const [statement, variable, name] = /^const (\w+) = new (\w+)\(\);$/m.exec(code) ?? [];
  const declaration = code
    .split("\n")
    .find((line) => line.startsWith("import ") && line.includes(name ?? ""));
  return statement === undefined || variable === undefined
    ? []
    : [{ variable, code: `${declaration}\n${statement}` }];
}

function needsClient(code: string, client: ExampleClient | undefined): boolean {
  return (
    client !== undefined &&
    code.includes(`${client.variable}.`) &&
    !code.includes(`const ${client.variable} =`)
  );
}

/** The environment variables that the README names, and that of the base URL. */
function variablesOf(sdk: GeneratedPackage): readonly string[] {
  const prefix = /environment: "([^"]+)"/.exec(readFileSync(join(sdk.folder, "src/client.ts"), "utf8"))?.[1];
  const readme = readFileSync(join(sdk.folder, "README.md"), "utf8");
  return [...[...readme.matchAll(/`([A-Z][A-Z\d_]+)`/g)].map(([, name = ""]) => name), `${prefix}_BASE_URL`];
}
