// `npm run calls` finds the programs of docs/calls.md, and reports what does not compile at its line in the page.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { callsSections, readCallsPage } from "../src/calls/calls-page.ts";
import { checkCalls, countCalls } from "../src/calls/check-calls.ts";
import { inTemporaryFolder } from "../src/workspace.ts";

test("the page has at least ten calls of each API", async () => {
  const sections = await readCallsPage();
  const apis = ["openai", "github", "stripe", "digitalocean", "notion", "mistral"];
  expect(sections.map(({ document }) => document)).toEqual(apis);
  for (const { document, program } of sections)
    expect([document, countCalls(program) >= 10]).toEqual([document, true]);
});

test("calls are counted, whether they are awaited or iterated", () => {
  const program =
    'await a.b.c(1);\nfor await (const x of a.b());\nconst s = a.b.c({});\nconsole.log("no call");';
  expect(countCalls(program)).toBe(3);
});

test("a program without the command of its package is an error with its line", () => {
  expect(() => callsSections("# A\n\n```ts no-compile\na();\n```\n")).toThrow("docs/calls.md:3 no command");
});

test("an error of the compiler has the line of the page, and a correct program has none", async () => {
  const page = [
    "```sh",
    "sdkgen generate --spec notes.json --name @acme/notes --client Shop --out sdk",
    "```",
    "```ts no-compile",
    'import { Shop } from "@acme/notes";',
    'const { title } = await new Shop().notes.retrieve("1");',
    "title satisfies string;",
    "title satisfies number;",
    "```",
  ];
  const [section] = callsSections(page.join("\n"));
  if (section === undefined) throw new Error("the section is missing");
  const content = {
    "application/json": {
      schema: { type: "object", required: ["title"], properties: { title: { type: "string" } } },
    },
  };
  const operation = {
    operationId: "retrieveNote",
    tags: ["notes"],
    parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }],
    responses: { 200: { description: "It.", content } },
  };
  const document = {
    openapi: "3.1.0",
    info: { title: "Notes", version: "1.0.0" },
    servers: [{ url: "https://notes.example" }],
  };
  await inTemporaryFolder(async (folder) => {
    const path = join(folder, "notes.json");
    await writeFile(path, JSON.stringify({ ...document, paths: { "/notes/{id}": { get: operation } } }));
    const check = (program: string) =>
      checkCalls({ ...section, program }, { name: "notes", path }, 120_000, () => undefined);
    const { errors } = await check(section.program);
    expect(errors).toEqual([expect.stringMatching(/docs\/calls\.md:8 TS1360 /)]);
    expect((await check(section.program.replace("title satisfies number;\n", ""))).errors).toEqual([]);
  });
});
