import { markdownText } from "@copilot-sdk/generator/kit";
import type { ServerPackage } from "./package-files.ts";

/** How the server is installed, configured and allowed to write. */
export function readme({ name, command, catalogue }: ServerPackage & { readonly command: string }): string {
  const { calls, secrets, title } = catalogue;
  const reading = calls.filter(({ effect }) => effect === "read");
  const writing = calls.find(({ effect }) => effect === "write");
  const resource = writing?.name.slice(0, writing.name.lastIndexOf("."));
  const key = command.replace(/-mcp$/, "");
  const json = (member: string, extra: object = {}) => {
    const env = Object.fromEntries(secrets.slice(0, 1).map((variable) => [variable, "..."]));
    const server = { ...extra, command: "npx", args: ["-y", name], ...(secrets.length > 0 && { env }) };
    return `\`\`\`json\n${JSON.stringify({ [member]: { [key]: server } }, undefined, 2)}\n\`\`\``;
  };
  return `# ${name}

An MCP server for ${markdownText(title)}: assistants find and make the ${calls.length} calls of its API. It only reads, unless you allow more.

## Configure it

Node 20.19 or newer starts it with \`npx -y ${name}\`. ${
    secrets.length === 0
      ? "It needs no credentials."
      : `It reads its credentials from ${secrets.map((variable) => `\`${variable}\``).join(", ")}.`
  }

Claude Desktop, in \`claude_desktop_config.json\`, and Cursor, in \`.cursor/mcp.json\`:

${json("mcpServers")}

VS Code, in \`.vscode/mcp.json\`:

${json("servers", { type: "stdio" })}

## Tools

| tool | does |
|---|---|
| \`search\` | finds calls by words |
| \`describe\` | describes a call: its input with an example, its result, its errors |
| \`call\` | makes a call that reads (${reading.length} of ${calls.length}), and returns its result |
| \`write\` | makes a call that changes something; exists only if you allow such calls |

\`call\` and \`write\` check the input before anything is sent. Long results are shortened, with a note on how to get the rest. The server keeps to the
rate limit and repeats failed requests like the client that it uses. Cancelling a tool ends its request.

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
