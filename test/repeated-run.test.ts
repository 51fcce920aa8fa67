import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { succeed } from "./support/run.ts";
import { temporaryFolder } from "./support/temporary-folder.ts";
import { root } from "./support/workspace.ts";

const PROGRAM = join(root, "generator/dist/js/bin.cjs");

/** Prints the parts of Node that a program has loaded, and its own modules, after everything else. */
const PRELOAD = `process.on("exit", () => {
  const parts = process.moduleLoadList.filter((part) => part.startsWith("NativeModule "));
  require("node:fs").writeSync(1, JSON.stringify({ parts, own: Object.keys(require.cache) }));
});
`;

const DOCUMENT = `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
servers: [{ url: https://api.shop.test }]
paths: { /orders: { get: { operationId: list, summary: Lists orders., responses: { "204": { description: Done. } } } } }
`;

test("a run with nothing to do loads one file, and hardly anything of Node", async () => {
  const folder = await temporaryFolder();
  const place = (name: string) => join(folder, name);
  await writeFile(place("preload.cjs"), PRELOAD);
  await writeFile(place("small.cjs"), 'require("node:module");\nrequire("node:os");\n');
  await writeFile(place("api.yaml"), DOCUMENT);
  const environment = { XDG_CACHE_HOME: place("cache"), NODE_COMPILE_CACHE: undefined };
  const load = async (program: string, ...words: readonly string[]): Promise<Loaded> => {
    const parameters = ["--require", place("preload.cjs"), program, ...words];
    const output = await succeed(process.execPath, parameters, { cwd: folder, environment });
    return JSON.parse(output.slice(output.lastIndexOf('{"parts"')));
  };
  const command = ["generate", "--spec", "api.yaml", "--out", "sdk", "--name", "@acme/shop"] as const;
  const small = await load(place("small.cjs"));
  const first = await load(PROGRAM, ...command);
  const again = await load(PROGRAM, ...command);
  const more = ({ parts }: Loaded) => parts.filter((part) => !small.parts.includes(part));
  expect(more(first)).toContain("NativeModule crypto");
  expect(more(again)).toEqual([]);
  expect(again.own).toEqual([place("preload.cjs"), PROGRAM]);
});

interface Loaded {
  /** The parts of Node. */
  readonly parts: readonly string[];
  /** The paths of the CommonJS modules. */
  readonly own: readonly string[];
}
