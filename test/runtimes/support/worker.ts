import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";
import { type ServerProcess, startServerProcess } from "../../support/server-process.ts";
import { workerd } from "./runtimes.ts";

/** The latest compatibility date that this workerd supports, which is the date in its version. */
const COMPATIBILITY_DATE = workerd.version.replace(/^\d+\.(\d{4})(\d\d)(\d\d)\..*$/, "$1-$2-$3");

/**
 * Bundles a program of the consumer like a deployed worker, and starts it in workerd.
 *
 * @param flags Compatibility flags.
 */
export async function startWorker(
  consumer: string,
  program: string,
  bindings: Readonly<Record<string, string>> = {},
  flags: readonly string[] = [],
): Promise<ServerProcess> {
  const name = [program.replace(".mjs", ""), ...Object.values(bindings), ...flags]
    .join("-")
    .replaceAll(/[^\w-]/g, "");
  const bundle = `${name}.bundle.mjs`;
  await build({
    entryPoints: [join(consumer, program)],
    outfile: join(consumer, bundle),
    bundle: true,
    format: "esm",
    platform: "node",
    target: "es2022",
    conditions: ["workerd", "worker"],
    external: ["cloudflare:*", "node:*"],
    banner: { js: 'import { createRequire } from "node:module"; const require = createRequire("/");' },
    logLevel: "error",
  });
  const config = join(consumer, `${name}.capnp`);
  await writeFile(config, configuration(bundle, bindings, flags));
  return startServerProcess(workerd.command, ["serve", "--control-fd=3", config], {
    cwd: consumer,
    channel: 3,
  });
}

function configuration(
  bundle: string,
  bindings: Readonly<Record<string, string>>,
  flags: readonly string[],
): string {
  const list = Object.entries(bindings).map(
    ([name, text]) => `(name = "${name}", text = ${JSON.stringify(text)})`,
  );
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = (
      modules = [(name = "worker", esModule = embed "${bundle}")],
      compatibilityDate = "${COMPATIBILITY_DATE}",
      compatibilityFlags = ${JSON.stringify(flags)},
      bindings = [${list.join(", ")}],
    )),
    (name = "internet", network = (allow = ["private", "public"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);
`;
}
