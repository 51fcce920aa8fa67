import module from "node:module";
import { readArguments, usage } from "./program-arguments.js";

try {
  const request = readArguments(process.argv.slice(2));
  if (request === "help") console.log(usage);
  else {
    // Node keeps the compiled code of the modules that are imported from now on. Older versions cannot.
    module.enableCompileCache?.();
    const { runMock } = await import("./program.js");
    await runMock(request);
  }
} catch (error) {
  const message = error instanceof Error ? error.message : String(error);
  const isUsage =
    error instanceof TypeError && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS");
  console.error(isUsage ? `${message}\n\n${usage}` : message);
  process.exitCode = isUsage ? 2 : 1;
}
