import { lines } from "../../guides/index.ts";
import { clientVariable } from "../../printer/call-text.ts";
import { literalKey, stringLiteral } from "../../printer/literals.ts";
import type { SessionPart } from "./token.ts";

/** A client for the user who opened an app. */
export function sessionCode({ pack: { client, name }, data: { query = "token" } }: SessionPart): string {
  const variable = clientVariable(client);
  return lines(
    `import { ${client} } from ${stringLiteral(name)};`,
    "",
    "export async function GET(request: Request): Promise<Response> {",
    `  const token = new URL(request.url).searchParams.get(${stringLiteral(query)});`,
    `  const ${variable} = await ${client}.fromSession(token);`,
    `  return Response.json(${variable}.session);`,
    "}",
  );
}

/** A token for tests of an app. */
export function testTokenCode({ pack: { name }, data: { query = "token", workspace } }: SessionPart): string {
  return lines(
    `import { createTestSessionToken } from ${stringLiteral(`${name}/session`)};`,
    "",
    `const token = await createTestSessionToken({ ${literalKey(workspace)}: "w_1" }, { apiKey: "test" });`,
    `console.log(\`http://localhost:3000/?${encodeURIComponent(query)}=\${token}\`);`,
  );
}
