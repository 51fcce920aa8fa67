import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type ReleasedManifest, runtimeFolder, runtimeManifest } from "../released/index.ts";

/** The sources of the runtime that the generator was released with. */
export interface RuntimeSources {
  readonly manifest: ReleasedManifest;
  /** The modules by path, `auth/index.ts`. */
  readonly modules: ReadonlyMap<string, string>;
  /** The modules that programs import, by the name of their export: `.` is `index.ts`, `otel` is `telemetry/index.ts`. */
  readonly entries: ReadonlyMap<string, string>;
  readonly license: string;
  /** The list of its exports, in Markdown. */
  readonly reference: string;
}

/** Reads the sources of the runtime. */
export function readRuntime(): RuntimeSources {
  const folder = runtimeFolder();
  const manifest = runtimeManifest();
  const read = (path: string) => readFileSync(join(folder, path), "utf8").replaceAll("\r\n", "\n");
  const paths = readdirSync(join(folder, "src"), { recursive: true, encoding: "utf8" })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => path.endsWith(".ts"))
    .sort();
  return {
    manifest,
    modules: new Map(paths.map((path) => [path, read(`src/${path}`)])),
    entries: entriesOf(manifest),
    license: read("LICENSE"),
    reference: read("api.md"),
  };
}

function entriesOf({ exports }: ReleasedManifest): ReadonlyMap<string, string> {
  const entries = Object.entries(exports).flatMap(([subpath, target]): readonly [string, string][] => {
    const file = JSON.stringify(target).match(/"\.\/dist\/([^"]+)\.js"/)?.[1];
    return file === undefined ? [] : [[subpath.replace("./", ""), `${file}.ts`]];
  });
  return new Map(entries);
}
