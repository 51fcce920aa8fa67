import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../support/workspace.ts";

const example = readFileSync(join(root, "examples", "quickstart.ts"), "utf8");

/** The quickstart by file: unchanged, and adapted to environments where it cannot run as a module. */
export const quickstartPrograms: Readonly<Record<string, string>> = {
  "quickstart.ts": example,
  // A module with top-level `await` cannot use `require()`.
  "quickstart-required.ts": `${asFunction(example)}
quickstart({}, console);
`,
  // A worker can make requests only while it handles one, and its environment is its bindings.
  "quickstart-worker.ts": `${asFunction(example)}
export default {
  async fetch(_request: Request, { KEY, URL }: { KEY: string; URL: string }) {
    const lines: string[] = [];
    await quickstart({ apiKey: KEY, baseURL: URL }, { log: (line) => lines.push(line) });
    return Response.json(lines);
  },
};
`,
  // A page has no environment variables, and the client rejects a key there. The server of the page forwards calls to the API.
  "quickstart-page.ts": `${asFunction(example)}
const apiKey = new URLSearchParams(location.search).get("key") ?? "";
const baseURL = location.origin;
const lines: string[] = [];
let refusal = "none";
let failure: string | undefined;
try {
  new Copilot({ apiKey, baseURL });
} catch (error) {
  refusal = String(error);
}
try {
  await quickstart({ apiKey, baseURL, dangerouslyAllowBrowser: true }, { log: (line) => lines.push(line) });
} catch (error) {
  failure = String(error);
}
await fetch("/report", { method: "POST", body: JSON.stringify({ refusal, lines, failure }) });
`,
};

/** The program as a function with its options and console as parameters. */
function asFunction(program: string): string {
  const [imports, body] = splitAfterImports(program);
  const withOptions = body.replace("new Copilot()", "new Copilot(options)");
  if (withOptions === body) throw new Error("the quickstart no longer makes its client by new Copilot()");
  return `${imports}
async function quickstart(options: object, console: { log(line: string): unknown }) {
${withOptions}
}`;
}

function splitAfterImports(program: string): readonly [string, string] {
  const lines = program.split("\n");
  const end = lines.findLastIndex((line) => line.startsWith("import ")) + 1;
  return [lines.slice(0, end).join("\n"), lines.slice(end).join("\n")];
}
