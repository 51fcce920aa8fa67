import type { MethodDeclarationStructure, OptionalKind } from "ts-morph";
import { SESSIONS_MODULE } from "../../names/runtime-symbols.ts";
import type { ClientPart } from "../../printer/client-part.ts";
import { commentText } from "../../printer/comments.ts";
import type { Imports } from "../../printer/imports.ts";
import { stringLiteral } from "../../printer/literals.ts";
import type { SessionPart } from "./token.ts";

const FILE = "./session.js";

/** The static method `fromSession` of a client, and its property `session`. */
export function sessionMembers(part: SessionPart): ClientPart {
  const type = part.payload;
  return {
    types: new Map([[type, FILE]]),
    members: (imports) => {
      const payload = imports.typeName(type);
      return {
        options: `{ readonly session?: ${payload} | undefined }`,
        properties: [
          { name: "session", type: `${payload} | undefined`, isReadonly: true, docs: [SESSION_DOC] },
        ],
        statements: ["this.session = options.session;"],
        methods: [fromSession(part, payload, imports)],
      };
    },
  };
}

/** The module is loaded on demand, so that clients without sessions do not include it. */
function fromSession(
  { pack: { client }, data: { query } }: SessionPart,
  payload: string,
  imports: Imports,
): OptionalKind<MethodDeclarationStructure> {
  const type = `${client} & { readonly session: ${payload} }`;
  return {
    isStatic: true,
    isAsync: true,
    name: "fromSession",
    docs: [
      commentText(
        { summary: FROM_SESSION_DOC },
        {
          example: [
            ...(query === undefined
              ? []
              : [`const token = new URL(request.url).searchParams.get(${stringLiteral(query)});`]),
            `const client = await ${client}.fromSession(token);`,
          ],
        },
      ),
    ],
    parameters: [
      { name: "token", type: "string | null | undefined" },
      { name: "options", type: imports.from(SESSIONS_MODULE, "SessionOptions", true), initializer: "{}" },
    ],
    returnType: `${imports.globalName("Promise")}<${type}>`,
    statements: [
      `const { openSession } = await import(${stringLiteral(FILE)});`,
      `const client = new ${client}(await openSession(token, options));`,
      `return client as ${type};`,
    ],
  };
}

const SESSION_DOC = "The session of the app. Undefined unless the client was created by `fromSession`.";
const FROM_SESSION_DOC =
  "Creates a client for the workspace that opened an app, from the session token of the app. `options.apiKey` is the key of the " +
  "app. Throws `SessionTokenError` if the token is invalid. The payload, `session`, is encrypted but not signed, so treat it as a claim.";
