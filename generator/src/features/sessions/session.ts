import type { FunctionDeclarationStructure, StatementStructures } from "ts-morph";
import { defaultUrl } from "../../api-model/servers.ts";
import { SESSION_TYPES, SESSION_VALUES, SESSIONS_MODULE } from "../../names/runtime-symbols.ts";
import { commentText } from "../../printer/comments.ts";
import type { TypeScriptFile } from "../../printer/generated-file.ts";
import { Imports } from "../../printer/imports.ts";
import { literal, stringLiteral } from "../../printer/literals.ts";
import { StructureKind } from "../../printer/structure-kind.ts";
import { constantOf, typeDeclarations } from "../../printer/type-declarations.ts";
import { declaredNames } from "../../surface/package-surface.ts";
import { FUNCTIONS } from "./functions.ts";
import type { SessionPart } from "./token.ts";

/** `src/session.ts`: reads session tokens. */
export function emitSessions(part: SessionPart): readonly TypeScriptFile[] {
  const { pack, types } = part;
  const own = ["description", ...FUNCTIONS, ...declaredNames(types)];
  const imports = new Imports({ declared: own });
  const statements: readonly StatementStructures[] = [
    descriptionOf(part, imports),
    ...functionsOf(part, imports),
    ...types.flatMap((type) => typeDeclarations(type, imports)),
  ];
  const passedOn = [
    ...SESSION_VALUES.map((name) => ({ name, isTypeOnly: false })),
    ...SESSION_TYPES.map((name) => ({ name, isTypeOnly: true })),
  ];
  return [
    {
      kind: "typescript",
      path: `${pack.folder}/src/session.ts`,
      statements: [
        ...imports.declarations(),
        {
          kind: StructureKind.ExportDeclaration,
          moduleSpecifier: SESSIONS_MODULE,
          namedExports: passedOn
            .filter(({ name }) => !own.includes(name))
            .sort((a, b) => (a.name < b.name ? -1 : 1)),
        },
        ...statements,
      ],
    },
  ];
}

function descriptionOf({ pack, data }: SessionPart, imports: Imports): StatementStructures {
  const { apiName, environment, api } = pack;
  const { query: _, ...properties } = data;
  const baseURLs = api.servers.map(defaultUrl);
  const type = imports.from(SESSIONS_MODULE, "SessionDescription", true);
  const doc = commentText({
    summary: "The meaning of the properties of a session, and the base URLs of the API.",
  });
  return {
    ...constantOf(
      "description",
      doc,
      literal({ name: apiName, environment, ...properties, baseURLs }, ""),
      type,
    ),
    isExported: false,
  } as StatementStructures;
}

function functionsOf(
  { pack: { name, environment }, data: { query: from }, payload }: SessionPart,
  imports: Imports,
): readonly FunctionDeclarationStructure[] {
  const promise = imports.globalName("Promise");
  const type = (own: string) => imports.from(SESSIONS_MODULE, own, true);
  const value = (own: string) => imports.from(SESSIONS_MODULE, own, false);
  const token = { name: "token", type: "string | null | undefined" };
  const got = from === undefined ? "" : ` An app receives it as the query parameter \`${from}\` of its URL.`;
  return [
    {
      kind: StructureKind.Function,
      isExported: true,
      name: "readSessionToken",
      docs: [
        commentText(
          {
            summary: `${READ_DOC}${got} The API key is \`options.apiKey\` or the environment variable \`${environment}_API_KEY\`.`,
          },
          {
            example: [
              `import { readSessionToken } from ${stringLiteral(`${name}/session`)};`,
              "",
              "const session = await readSessionToken(token);",
            ],
          },
        ),
      ],
      parameters: [token, { name: "options", type: type("ReadSessionOptions"), initializer: "{}" }],
      returnType: `${promise}<${payload}>`,
      statements: [`return ${value("readSessionToken")}<${payload}>(description, token, options);`],
    },
    {
      kind: StructureKind.Function,
      isExported: true,
      name: "openSession",
      docs: [commentText({ summary: OPEN_DOC })],
      parameters: [token, { name: "options", type: type("SessionOptions"), initializer: "{}" }],
      returnType: `${promise}<${type("SessionClientOptions")}<${payload}>>`,
      statements: [`return ${value("openSession")}<${payload}>(description, token, options);`],
    },
    {
      kind: StructureKind.Function,
      isExported: true,
      name: "sessionKey",
      docs: [commentText({ summary: KEY_DOC })],
      parameters: [
        { name: "apiKey", type: "string" },
        { name: "session", type: payload, hasQuestionToken: true },
        { name: "options", type: type("SessionKeyOptions"), initializer: "{}" },
      ],
      returnType: "string",
      statements: [`return ${value("sessionKey")}(description, apiKey, session, options);`],
    },
  ];
}

const READ_DOC =
  "Decrypts a session token. It is not signed, so treat the payload as a claim. Throws `SessionTokenError` if the token is invalid.";
const OPEN_DOC = "Reads a session token, and returns options for any client of the API.";
const KEY_DOC =
  "The API key for a session, in the form that the options select. Without a session, the key is returned unchanged.";
