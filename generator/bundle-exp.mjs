// Bundles the command and the library with the packages that they use, so that an installation has few packages. Those in `dependencies`
// are not bundled: they are large, or their types are part of ours. Declarations are separate files, written by the compiler.

import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { rolldown } from "rolldown";

const { dependencies } = JSON.parse(readFileSync("package.json", "utf8"));
const external = Object.keys(dependencies);



const bundle = await rolldown({
  input: { bin: "src/bin.ts", index: "src/index.ts", kit: "src/kit.ts" },
  external: [/^node:/, ...external, new RegExp(`^(${external.join("|")})/`)],
  platform: "node",
  transform: { target: "node20.19" },
  onLog(level, log) {
    // What is imported by some modules and loaded later by others is in the file of the former.
    if (log.code !== "INEFFECTIVE_DYNAMIC_IMPORT")
      throw new Error(`bundling the generator: ${level}: ${log.message}`);
  },
});
const { output } = await bundle.write({
  dir: "/tmp/wt/D/generator/node_modules/.exp/dist",
  format: "esm", minify: { mangle: false, compress: false },
  // As deep as the folders of `src`, because some modules find files of this package by their own place.
  entryFileNames: "js/[name].js",
  chunkFileNames: "js/[name].js",
});
await bundle.close();
cpSync("../templates", "/tmp/wt/D/generator/node_modules/.exp/dist/templates", { recursive: true });
cpSync("src/diagnostics/pages", "/tmp/wt/D/generator/node_modules/.exp/dist/pages", { recursive: true });
writeFileSync("/tmp/wt/D/generator/node_modules/.exp/dist/LICENSES.md", licenses(output.flatMap(({ moduleIds = [] }) => moduleIds)));

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
