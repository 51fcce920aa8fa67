import { mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** A consumer's project with the code of a generator. */
export interface Project {
  readonly name: string;
  readonly title: string;
  /** Arguments of Node that generate the code into a folder. */
  generate(document: string, folder: string): readonly string[];
  /** Arguments of Node that build what the consumer installs; none if its compiler reads the generated sources. */
  build(folder: string): readonly string[] | undefined;
  /** The consumer's program. Members are completed after its last character. */
  readonly program: string;
}

/** The compiler of the consumer. */
export const COMPILER: string = at("../../node_modules/typescript/lib/tsc.js");

/** A package is installed, so its declarations are read. Code of hey-api is part of the consumer's sources. */
export const projects: readonly Project[] = [
  {
    name: "ours",
    title: "sdkgen",
    generate: (document, folder) => [
      at("../../../generator/dist/js/bin.cjs"),
      ...["generate", "--spec", document, "--out", join(folder, "sdk")],
      ...["--name", "@acme/api", "--client", "Api"],
    ],
    build: (folder) => [COMPILER, "-p", join(folder, "sdk/api/tsconfig.build.json")],
    program: 'import { Api } from "./sdk/api/dist/index.js";\n\nexport const client = new Api();\nclient.',
  },
  {
    name: "hey-api",
    title: "hey-api",
    generate: (document, folder) => [
      at("../../node_modules/@hey-api/openapi-ts/bin/run.js"),
      ...["--input", document, "--output", join(folder, "hey-api")],
    ],
    build: () => undefined,
    program: 'import * as client from "./hey-api/index.js";\n\nclient.',
  },
];

/** Writes the files of a consumer: its program, without the unfinished last expression, and its settings. */
export async function writeProject({ program }: Project, folder: string): Promise<void> {
  const modules = join(folder, "node_modules");
  await mkdir(join(modules, "@copilot-sdk"), { recursive: true });
  await symlink(at("../../../packages/runtime"), join(modules, "@copilot-sdk/runtime"));
  await symlink(at("../../../node_modules/@types"), join(modules, "@types"));
  await writeFile(join(folder, "package.json"), '{ "type": "module" }\n');
  await writeFile(join(folder, "program.ts"), program.replace(/client\.$/, "console.log(client);\n"));
  const settings = { compilerOptions: COMPILER_OPTIONS, files: ["program.ts"] };
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify(settings, undefined, 2));
}

const COMPILER_OPTIONS = {
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  module: "preserve",
  target: "es2022",
  lib: ["es2023", "dom", "dom.iterable", "esnext.disposable"],
  types: ["node"],
};

function at(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url));
}
