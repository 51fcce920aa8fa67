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

An MCP server for ${markdownText(title)}: assistants find and make the ${calls.length} calls of its API. It only reads, unless you allow more.

## Configure it

Node 20.19 or newer starts it with \`npx -y ${name}\`. ${
    secrets.length === 0
      ? "It needs no credentials."
      : `It reads its credentials from ${secrets.map((variable) => `\`${variable}\``).join(", ")}.`
  }

Claude Desktop, in \`claude_desktop_config.json\`, and Cursor, in \`.cursor/mcp.json\`:

${json("mcpServers", program)}

VS Code, in \`.vscode/mcp.json\`:

${json("servers", { type: "stdio", ...program })}

## Tools

| tool | does |
|---|---|
| \`search\` | finds calls by words |
| \`describe\` | describes a call: its input with an example, its result, its errors |
| \`call\` | makes a call that reads (${reading.length} of ${calls.length}), and returns its result |
| \`write\` | makes a call that changes something; exists only if you allow such calls |

\`call\` and \`write\` check the input before anything is sent. Long results are shortened, with a note on how to get the rest. The server keeps to the
rate limit and repeats failed requests like the client that it uses. Cancelling a tool ends its request, and a client that asks for progress gets it every
five seconds. Standard output has nothing but the protocol.

## Several assistants

Each assistant starts a server of its own. ${
    quota === undefined
      ? "Such servers share the credentials, and each takes its part of the rate limit: some of their requests are refused and repeated, no call fails for it."
      : "Such servers share the key: each takes its part of the rate limit, so that some of their requests are refused and repeated, and no call fails for it.\nWith `--plan <name>`, they count requests in one file, and stop together at the monthly quota."
  }

To share the limit exactly, start one server for all of them. It prints its URL and a token; the environment variable \`MCP_TOKEN\` sets a token that stays:

\`\`\`sh
npx -y ${name} --http 4020
\`\`\`

It serves Streamable HTTP to this machine alone. VS Code takes this server instead of the one above, and other clients something alike:

${json("servers", HTTP)}

## Allow more

Options after the name of the package, in \`args\`:

| option | allows |
|---|---|
| \`--write\` | all calls that create or change something, but not those that delete |
${writing === undefined ? "" : `| \`--allow ${writing.name}\` | this call; only a full name, or \`--allow-delete\`, allows a call that deletes |\n| \`--allow ${resource}.*\` | the calls of this resource that create or change something |\n`}| \`--allow-delete\` | all calls that delete something |
| \`--deny <name>\` | refuses a call or a resource, also for reading; it has precedence |

\`--help\` lists all options. Allow as little as possible: what an API returns may contain instructions that someone else wrote, and an assistant may
follow them.
`;
}

/** The entry of a server on HTTP in a configuration. */
const HTTP = {
  type: "http",
  url: "http://127.0.0.1:4020/mcp",
  headers: { Authorization: "Bearer ..." },
};
