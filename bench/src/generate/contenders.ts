import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** A generator that is run as a process of its own, as a person runs it. */
export interface Contender {
  readonly name: string;
  readonly title: string;
  /**
   * Prepares an empty folder.
   *
   * @returns The program with its parameters. It writes into the folder.
   */
  prepare(document: string, folder: string): Promise<readonly [program: string, ...parameters: string[]]>;
}

/** Ours writes a whole package with tests and documentation. */
export const OURS = "ours";

export const contenders: readonly Contender[] = [
  {
    name: OURS,
    title: "sdkgen",
    async prepare(document, folder) {
      const program = fileURLToPath(new URL("../../../generator/dist/js/bin.cjs", import.meta.url));
      return [program, "generate", "--spec", document, "--out", join(folder, "sdk"), "--name", "@acme/api"];
    },
  },
  {
    name: "openapi-typescript",
    title: "openapi-typescript",
    prepare: async (document, folder) => [
      installed("openapi-typescript/bin/cli.js"),
      document,
      "--output",
      join(folder, "types.ts"),
    ],
  },
  {
    name: "orval",
    title: "orval",
    async prepare(document, folder) {
      const output = { target: "./orval.ts", client: "fetch", mode: "single" };
      const config = join(folder, "orval.config.mjs");
      const value = JSON.stringify({ api: { input: document, output } });
      await writeFile(config, `export default ${value};\n`);
      return [installed("orval/dist/bin/orval.mjs"), "--config", config];
    },
  },
  {
    name: "hey-api",
    title: "hey-api",
    prepare: async (document, folder) => [
      installed("@hey-api/openapi-ts/bin/run.js"),
      ...["--input", document, "--output", join(folder, "hey-api")],
    ],
  },
];

function installed(path: string): string {
  const file = fileURLToPath(new URL(`../../node_modules/${path}`, import.meta.url));
  if (!existsSync(file)) throw new Error(`${path} is not installed`);
  return file;
}
