import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../support/workspace.ts";

const example = readFileSync(join(root, "examples", "quickstart.ts"), "utf8");

/** The quickstart by file: as it stands, and in the forms that it takes where a module cannot do all it does by itself. */
export const quickstartPrograms: Readonly<Record<string, string>> = {
  "quickstart.ts": example,
  // `require()` cannot be in a module that awaits.
  "quickstart-required.ts": `${asFunction(example)}
quickstart({}, console);
`,
  // A worker may call servers only while it answers a request, and has no environment but its bindings.
  "quickstart-worker.ts": `${asFunction(example)}
export default {
  async fetch(_request: Request, { KEY, URL }: { KEY: string; URL: string }) {
    const lines: string[] = [];
    await quickstart({ apiKey: KEY, baseURL: URL }, { log: (line) => lines.push(line) });
    return Response.json(lines);
  },
};
`,
  // A page has no environment, and the client refuses a key there. The page's own server passes calls on to the API.
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

/** The program as a function that is given what it finds around itself otherwise. */
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
