import { mkdir, symlink, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { installPackages, type Source } from "../../../compat/src/packages/install.ts";
import { runNode } from "../../../compat/src/run.ts";
import { BenchError } from "../bench-error.ts";

/** A client generator under test. */
export interface Contender {
  /** The name, also of its program in `programs/`. */
  readonly name: string;
  readonly title: string;
  /**
   * Generates the client into a folder.
   *
   * @returns The folder of programs that use it.
   */
  generate(source: Source, folder: string): Promise<string>;
}

/** Time after which the compiler is stopped, in ms. */
const COMPILER_TIMEOUT = 120_000;

/** All contenders, with the defaults that their documentation recommends. */
export const contenders: readonly Contender[] = [
  {
    name: "ours",
    title: "copilot-sdk",
    async generate(source, folder) {
      const [errors = []] = await installPackages([source], folder, COMPILER_TIMEOUT);
      const [error] = errors;
      if (error !== undefined) throw new BenchError(`our packages do not compile: ${error.message}`);
      return join(folder, "0");
    },
  },
  {
    name: "hey-api",
    title: "hey-api",
    generate: (source, folder) =>
      withDocument(source, folder, "@hey-api/openapi-ts/bin/run.js", ["-i", "openapi.json", "-o", "hey-api"]),
  },
  {
    name: "openapi-typescript",
    title: "openapi-fetch",
    async generate(source, folder) {
      await mkdir(join(folder, "node_modules"));
      await symlink(packageFolder("openapi-fetch"), join(folder, "node_modules", "openapi-fetch"));
      return withDocument(source, folder, "openapi-typescript/bin/cli.js", [
        "openapi.json",
        "-o",
        "openapi-typescript.ts",
      ]);
    },
  },
  {
    name: "orval",
    title: "orval",
    async generate(source, folder) {
      const output = { target: "./orval.ts", client: "fetch", mode: "single" };
      const config = { api: { input: "./openapi.json", output } };
      await writeFile(join(folder, "orval.config.mjs"), `export default ${JSON.stringify(config)};\n`);
      return withDocument(source, folder, "orval/dist/bin/orval.mjs", ["--config", "orval.config.mjs"]);
    },
  },
];

async function withDocument(
  { document }: Source,
  folder: string,
  program: string,
  parameters: readonly string[],
): Promise<string> {
  await writeFile(join(folder, "openapi.json"), JSON.stringify(document));
  const [scope = "", name = "", ...path] = program.startsWith("@")
    ? program.split("/")
    : ["", ...program.split("/")];
  const file = join(packageFolder([scope, name].filter((part) => part !== "").join("/")), ...path);
  const { exitCode, stdout, stderr } = await runNode([file, ...parameters], folder);
  if (exitCode !== 0) throw new BenchError(`${program} failed:\n${stdout}${stderr}`);
  return folder;
}

/** The folder of an installed package. */
function packageFolder(name: string): string {
  const bench = fileURLToPath(new URL("../../", import.meta.url));
  const paths = createRequire(join(bench, "package.json")).resolve.paths(name) ?? [];
  return join(paths[0] ?? dirname(bench), name);
}
