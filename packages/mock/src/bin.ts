import { fstatSync } from "node:fs";
import { parseArgs } from "node:util";
import { startMock } from "./mock.js";

const usage = `Usage: copilot-sdk-mock --document FILE [--port N] [--no-rate-limit] [--no-pages]

Serves a mock of the API that the OpenAPI document FILE describes. Prints {"url": "..."} on one line when it is ready,
and stops on SIGTERM, SIGINT, or the end of a piped standard input.`;

const options = {
  document: { type: "string" },
  port: { type: "string", default: "0" },
  "rate-limit": { type: "boolean", default: true },
  pages: { type: "boolean", default: true },
  help: { type: "boolean", default: false },
} as const;

try {
  const { values } = parseArgs({ options, allowNegative: true });
  if (values.help) console.log(usage);
  else if (values.document === undefined || !/^\d+$/.test(values.port)) fail(2, usage);
  else await serve(values.document, Number(values.port), values["rate-limit"], values.pages);
} catch (error) {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof TypeError && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS")) {
    fail(2, `${message}\n\n${usage}`);
  } else fail(1, message);
}

async function serve(
  document: string,
  port: number,
  hasRateLimit: boolean,
  hasPages: boolean,
): Promise<void> {
  const mock = await startMock({
    document,
    port,
    rateLimit: hasRateLimit ? undefined : false,
    pages: hasPages ? undefined : false,
  });
  console.log(JSON.stringify({ url: mock.url }));
  const stop = () => {
    process.stdin.destroy();
    void mock.close();
  };
  process.once("SIGTERM", stop).once("SIGINT", stop);
  const input = fstatSync(0);
  if (input.isFIFO() || input.isSocket()) process.stdin.on("end", stop).resume();
}

function fail(exitCode: number, message: string): void {
  console.error(message);
  process.exitCode = exitCode;
}
