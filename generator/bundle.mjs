// Bundles the command and the library with the packages that they use, so that an installation has few packages. Those in `dependencies`
// are not bundled: they are large, or their types are part of ours. Declarations are separate files, written by the compiler.

import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import Handlebars from "handlebars";
import { rolldown } from "rolldown";

const { dependencies } = JSON.parse(readFileSync("package.json", "utf8"));
const external = Object.keys(dependencies);

/**
 * Modules that are replaced, so that the program starts fast. Packages that most documents do not need are run when they are called for the
 * first time, and templates are compiled here.
 */
const replaced = {
  transliteration: `export const transliterate = (text) => require("transliteration").transliterate(text);`,
  "node-html-markdown": `export function NodeHtmlMarkdown(...options) {
    return new (require("node-html-markdown").NodeHtmlMarkdown)(...options);
  }`,
  handlebars: `import runtime from "handlebars/runtime.js";
    const { create, SafeString } = runtime;
    const parse = (text) => require("handlebars").parse(text);
    const precompile = (text, options) => require("handlebars").precompile(text, options);
    export default { create, SafeString, parse, precompile };`,
  "./built-templates.ts": `export const COMPILED = new Map([${compiledTemplates().join()}]);`,
};

/** The entries of a map from the names of templates to what Handlebars runs. */
function compiledTemplates() {
  const names = readdirSync("../templates", { recursive: true, encoding: "utf8" }).filter((name) =>
    name.endsWith(".hbs"),
  );
  return names.sort().map((path) => {
    const text = readFileSync(join("../templates", path), "utf8").replaceAll("\r\n", "\n");
    const name = path.replaceAll("\\", "/").replace(/\.hbs$/, "");
    return `[${JSON.stringify(name)}, ${Handlebars.precompile(text, { strict: true })}]`;
  });
}

const PREFIX = "replaced:";

const replacing = {
  name: "replacing",
  resolveId: (id, importer) =>
    id in replaced &&
    importer !== undefined &&
    !importer.startsWith(PREFIX) &&
    !importer.includes("node_modules")
      ? `${PREFIX}${id}`
      : undefined,
  load: (id) =>
    id.startsWith(PREFIX) ? { code: replaced[id.slice(PREFIX.length)], moduleType: "js" } : undefined,
};

/** Commander loads `node:child_process` for subcommands that are separate programs. `sdkgen` has none, and each start would take longer. */
const withoutProcesses = {
  name: "without-processes",
  transform(code, id) {
    if (!/[\\/]commander[\\/]lib[\\/]command\.js$/.test(id)) return undefined;
    const loading = "require('node:child_process')";
    if (!code.includes(loading)) throw new Error(`${id} does not load node:child_process`);
    return code.replace(loading, "{ spawn: undefined }");
  },
};

rmSync("dist", { recursive: true, force: true });

/** How everything is bundled. */
const options = {
  external: [/^node:/, ...external, new RegExp(`^(${external.join("|")})/`)],
  platform: "node",
  // Importing a folder's `index.ts` loads only the modules whose exports are used.
  treeshake: { moduleSideEffects: (id) => id.includes("node_modules") },
  transform: { target: "node20.19" },
  // How long plugins take depends on the load of the machine.
  checks: { pluginTimings: false },
  onLog(level, log) {
    // What is imported by some modules and loaded later by others is in the file of the former.
    if (log.code !== "INEFFECTIVE_DYNAMIC_IMPORT")
      throw new Error(`bundling the generator: ${level}: ${log.message}`);
  },
};

/** The library, and the parts of the program that the command imports. */
const parts = {
  index: "src/index.ts",
  kit: "src/kit.ts",
  program: "src/cli/program.ts",
  "load-config": "src/config/load-config.ts",
  "find-files": "src/spec/find-files.ts",
};

/** The command imports its parts when it needs them. */
const importingParts = {
  name: "importing-parts",
  resolveDynamicImport(specifier, importer) {
    const name = Object.keys(parts).find((each) => join(importer, "..", specifier) === resolve(parts[each]));
    return { id: name === undefined ? specifier : `./${name}.js`, external: true };
  },
  generateBundle(_, files) {
    for (const { dynamicImports = [] } of Object.values(files)) {
      const other = dynamicImports.find((id) => !Object.keys(parts).some((name) => id === `./${name}.js`));
      if (other !== undefined) throw new Error(`the command imports ${other}, which is not a part`);
    }
  },
};

/** Bundles modules, and writes them as deep as the folders of `src`, because some modules find files of this package by their own place. */
async function write(input, written) {
  const bundle = await rolldown({ ...options, ...input });
  const { output } = await bundle.write({ dir: "dist", chunkFileNames: "js/[name].js", ...written });
  await bundle.close();
  return output;
}

const output = [
  ...(await write(
    { input: parts, plugins: [replacing, withoutProcesses] },
    { format: "esm", entryFileNames: "js/[name].js" },
  )),
  // What every command starts with, and all that a run with nothing to do needs: one CommonJS file, which Node loads faster than ES modules.
  ...(await write(
    { input: { bin: "src/bin.ts" }, plugins: [importingParts] },
    { format: "cjs", entryFileNames: "js/[name].cjs" },
  )),
];
cpSync("../templates", "dist/templates", { recursive: true });
cpSync("src/diagnostics/pages", "dist/pages", { recursive: true });
writeFileSync("dist/LICENSES.md", licenses(output.flatMap(({ moduleIds = [] }) => moduleIds)));

/** The folder of the package that a bundled module belongs to. */
function packageOf(id) {
  return /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(id.replaceAll("\0", ""))?.[0];
}

/** The licenses of the bundled packages. */
function licenses(modules) {
  const folders = [...new Set(modules.flatMap((id) => packageOf(id) ?? []))].sort();
  const entries = folders.map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    const file = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each));
    const text = file === undefined ? `License: ${license}` : readFileSync(join(folder, file), "utf8").trim();
    return `## ${name} ${version}\n\n${text.replaceAll(/^/gm, "    ").replaceAll(/[ \t]+$/gm, "")}\n`;
  });
  return `# Licenses of the bundled packages\n\n${entries.join("\n")}`;
}
