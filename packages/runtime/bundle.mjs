// Bundles the entries of the package, as ES modules and as CommonJS modules. A program loads three files instead of more than a
// hundred, because finding and linking files takes most of the time of an import. Declarations are separate files, one for each
// module, and lead to the sources.

import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { rolldown } from "rolldown";
import { Visitor } from "rolldown/utils";

const { exports } = JSON.parse(readFileSync("package.json", "utf8"));

/** The published modules by name, such as `auth/index`, with their sources. */
const entries = Object.values(exports)
  .filter((target) => typeof target !== "string")
  .map((target) => target.import.default.replace(/^\.\/dist\/|\.js$/g, ""))
  .map((name) => [name, `src/${name}.ts`]);

/**
 * Writes the value of a numeric constant wherever it is used. Some bundlers of consumers do that only in files that import nothing. Constants
 * that another file imports keep their name.
 */
const inlineNumbers = {
  name: "inline-numbers",
  renderChunk(code, _chunk, _options, { magicString }) {
    const program = this.parse(code);
    const values = new Map();
    for (const { kind, declarations } of program.body) {
      const { id, init } = kind === "const" ? declarations[0] : {};
      if (typeof init?.value === "number") values.set(id.name, init);
    }
    new Visitor({ ExportSpecifier: ({ local }) => values.delete(local.name) }).visit(program);
    new Visitor({
      Identifier({ name, start, end }) {
        const value = values.get(name);
        // The name in the declaration itself is directly before its value.
        if (value && code.slice(end, value.start).trim() !== "=")
          magicString.overwrite(start, end, value.raw);
      },
    }).visit(program);
    return magicString;
  },
};

// A module that was deleted or renamed must not remain.
rmSync("dist", { recursive: true, force: true });

// Nothing is removed here: the consumer's bundler knows what the program uses.
const bundle = await rolldown({
  input: Object.fromEntries(entries),
  external: /^node:/,
  platform: "neutral",
  treeshake: false,
  plugins: [inlineNumbers],
  experimental: { nativeMagicString: true },
  transform: { target: "es2022" },
  // How long plugins take depends on the load of the machine.
  checks: { pluginTimings: false },
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
          test: /src[\\/](responses|calls|content|operations|pages|quota|rate-limit)[\\/]/,
          priority: 1,
        },
      ],
    },
  });
}
await bundle.close();

// Node takes the modules below `dist/cjs` for CommonJS by the package.json beside them.
writeFileSync("dist/cjs/package.json", '{ "type": "commonjs" }\n');
