// Bundles the entries of the package, as ES modules and as CommonJS modules. A program loads three files instead of more than a
// hundred, because finding and linking files takes most of the time of an import. Declarations are separate files, one for each
// module, and lead to the sources.

import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { rolldown } from "rolldown";

const { exports } = JSON.parse(readFileSync("package.json", "utf8"));

/** The published modules by name, such as `auth/index`, with their sources. */
const entries = Object.values(exports)
  .filter((target) => typeof target !== "string")
  .map((target) => target.import.default.replace(/^\.\/dist\/|\.js$/g, ""))
  .map((name) => [name, `src/${name}.ts`]);

// A module that was deleted or renamed must not remain.
rmSync("dist", { recursive: true, force: true });

// Nothing is removed here: the consumer's bundler knows what the program uses.
const bundle = await rolldown({
  input: Object.fromEntries(entries),
  external: /^node:/,
  platform: "neutral",
  treeshake: false,
  transform: { target: "es2022" },
  onLog(level, log) {
    throw new Error(`bundling the runtime: ${level}: ${log.message}`);
  },
});

for (const [format, dir] of [
  ["esm", "dist"],
  ["cjs", "dist/cjs"],
]) {
  await bundle.write({
    dir,
    format,
    sourcemap: true,
    // The sources are part of the package.
    sourcemapExcludeSources: true,
    entryFileNames: "[name].js",
    chunkFileNames: "chunks/[name].js",
    hoistTransitiveImports: false,
    codeSplitting: {
      groups: [
        // Entries without a client, such as that of webhooks, load only the first.
        { name: "base", test: /src[\\/](errors|platform|enums)[\\/]/, priority: 2 },
        {
          name: "client",
          test: /src[\\/](answers|calls|content|operations|pages|quota|rate-limit)[\\/]/,
          priority: 1,
        },
      ],
    },
  });
}
await bundle.close();

// Node takes the modules below `dist/cjs` for CommonJS by the package.json beside them.
writeFileSync("dist/cjs/package.json", '{ "type": "commonjs" }\n');
