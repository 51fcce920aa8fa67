import { markdownText } from "@copilot-sdk/generator/kit";
import type { ServerPackage } from "./package-files.ts";

/** How the server is installed, configured and allowed to write. */
export function readme({
  name,
  command,
  clients,
  catalogue,
}: ServerPackage & { readonly command: string }): string {
  const { calls, secrets, title } = catalogue;
  const { quota } = clients[0]?.api ?? {};
  const reading = calls.filter(({ effect }) => effect === "read");
  const writing = calls.find(({ effect }) => effect === "write");
  const resource = writing?.name.slice(0, writing.name.lastIndexOf("."));
  const key = command.replace(/-mcp$/, "");
  const env = Object.fromEntries(secrets.slice(0, 1).map((variable) => [variable, "..."]));
  const program = { command: "npx", args: ["-y", name], ...(secrets.length > 0 && { env }) };
  const json = (member: string, server: object) =>
    `\`\`\`json\n${JSON.stringify({ [member]: { [key]: server } }, undefined, 2)}\n\`\`\``;
  return `# ${name}

An MCP server for ${markdownText(title)}: assistants can find and make the ${calls.length} calls of its API. It is read-only unless you allow more.

## Configuration

Start it with \`npx -y ${name}\`, on Node 20.19 or newer. ${
    secrets.length === 0
      ? "It needs no credentials."
      : `It reads its credentials from ${secrets.map((variable) => `\`${variable}\``).join(", ")}.`
  }

Claude Desktop, in \`claude_desktop_config.json\`, and Cursor, in \`.cursor/mcp.json\`:

${json("mcpServers", program)}

VS Code, in \`.vscode/mcp.json\`:

${json("servers", { type: "stdio", ...program })}

## Tools

| tool | description |
|---|---|
| \`search\` | finds calls by keywords |
| \`describe\` | describes a call: its input with an example, result and errors |
| \`call\` | makes a read-only call (${reading.length} of ${calls.length}), and returns its result |
| \`write\` | makes a call that changes something; available only if you allow such calls |

\`call\` and \`write\` validate the input before sending anything. Long results are truncated, with a note on how to get the rest. The server respects the
rate limit and retries failed requests like the client that it uses. Cancelling a tool aborts its request. Clients that request progress get it every
five seconds. Standard output contains only the protocol.

## Several assistants

Each assistant starts its own server. ${
    quota === undefined
      ? "The servers share the credentials and the rate limit: some requests are refused and retried, but no call fails because of it."
      : "The servers share the rate limit of the key: some requests are refused and retried, but no call fails because of it.\nWith `--plan <name>`, they count requests in one file, and stop together at the monthly quota."
  }

To share the limit exactly, start one server for all of them. It prints its URL and a token; set \`MCP_TOKEN\` for a permanent token:

\`\`\`sh
npx -y ${name} --http 4020
\`\`\`

It serves Streamable HTTP on this machine only. Configure it in VS Code like this, and similarly in other clients:

${json("servers", HTTP)}

## Allow more

Options after the name of the package, in \`args\`:

| option | allows |
|---|---|
| \`--write\` | all calls that create or change something, except deletions |
${writing === undefined ? "" : `| \`--allow ${writing.name}\` | this call; only a full name, or \`--allow-delete\`, allows a call that deletes |\n| \`--allow ${resource}.*\` | the calls of this resource that create or change something |\n`}| \`--allow-delete\` | all calls that delete something |
| \`--deny <name>\` | denies a call or a resource, including reads; it has precedence |

\`--help\` lists all options. Allow as little as possible: API responses may contain instructions written by others, and an assistant may
follow them.
`;
}

/** The entry of a server on HTTP in a configuration. */
const HTTP = {
  type: "http",
  url: "http://127.0.0.1:4020/mcp",
  headers: { Authorization: "Bearer ..." },
};
