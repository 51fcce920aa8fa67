// Bundles the package with everything that it needs, so that it installs alone: Prism and what Prism needs would be more than a hundred
// packages. Also puts the document of the API, the example apps, and the licenses of the packages in the bundle into the package.

import { copyFileSync, cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";

// A module that was deleted or renamed must not remain.
rmSync("dist", { recursive: true, force: true });

const bundle = await rolldown({
  input: { index: "src/index.ts", wire: "src/wire.ts", program: "src/program.ts", bin: "src/bin.ts" },
  platform: "node",
  transform: { target: "node20.19" },
  resolve: {
    alias: {
      // Prism sends the requests of callbacks with it, which the mock removes from the operations.
      "node-fetch": join(import.meta.dirname, "src/no-requests.ts"),
    },
  },
  plugins: [
    {
      // Prism's own version of Faker has the data of all languages.
      name: "one-faker",
      resolveId: {
        filter: { id: /^@faker-js\/faker$/ },
        handler: () => fileURLToPath(import.meta.resolve("@faker-js/faker/locale/en")),
      },
    },
    {
      // Its CommonJS modules get `require` as a parameter, which the bundler does not see.
      name: "modules-of-jsonc-parser",
      resolveId: {
        filter: { id: /^jsonc-parser$/ },
        async handler(name, importer, options) {
          const { id } = await this.resolve(name, importer, { ...options, skipSelf: true });
          return id.replace("/umd/", "/esm/");
        },
      },
    },
    {
      // At the top of a CommonJS module, `this` is its exports; the bundler takes it for undefined.
      name: "exports-of-commonjs",
      transform: {
        filter: { id: /\/uri-template-lite\// },
        handler: (code) => code.replaceAll("this.URI", "module.exports.URI"),
      },
    },
  ],
  // How long plugins take depends on the load of the machine.
  checks: { pluginTimings: false },
  onLog(level, log) {
    if (level === "warn" && !log.id?.includes("node_modules"))
      throw new Error(`bundling the mock: ${log.message}`);
  },
});
const { output } = await bundle.write({
  dir: "dist",
  chunkFileNames: "[name].js",
  minify: { mangle: false, compress: false, codegen: { removeWhitespace: true } },
});
await bundle.close();

copyFileSync("../../.wire/openapi.json", "dist/openapi.json");
copyExamples("../../examples", "dist/examples");
writeFileSync("dist/LICENSES.txt", licensesOf(output.flatMap((chunk) => chunk.moduleIds ?? [])));

/** Copies the example apps, so that they are there without the repository: the folders with a `package.json`, without what is built in them. */
function copyExamples(from, to) {
  const filter = (path) => !/[\\/](?:node_modules|dist|\.next|next-env\.d\.ts|.*\.tsbuildinfo)$/.test(path);
  for (const name of readdirSync(from).filter((each) => existsSync(join(from, each, "package.json")))) {
    cpSync(join(from, name), join(to, name), { recursive: true, filter });
  }
}

/** The licenses of the packages that modules are from. */
function licensesOf(modules) {
  const folders = new Set(modules.map(folderOf).filter((folder) => folder !== undefined));
  const texts = [...folders].map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    const file = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each));
    const text = file === undefined ? "" : `\n\n${readFileSync(join(folder, file), "utf8").trim()}`;
    return `${name} ${version}: ${license}${text}\n`;
  });
  return texts.sort().join(`\n${"-".repeat(80)}\n\n`);
}

/** The folder of the package that a module is from. Undefined if it is the mock's own. */
function folderOf(module) {
  const [folder] = /^.*\/node_modules\/(@[^/]+\/)?[^/]+/.exec(module) ?? [];
  return folder !== undefined && existsSync(join(folder, "package.json")) ? folder : undefined;
}
