import { credentialOptions } from "../api-model/client-options.ts";
import { onlyKey } from "../api-model/credentials.ts";
import type { TypeExpression } from "../api-model/type-model.ts";
import { MOCK_PACKAGE } from "../names/runtime-symbols.ts";
import { clientVariable, newClient } from "../printer/call-text.ts";
import { literalKey, objectText, stringLiteral } from "../printer/literals.ts";
import { lines } from "./lines.ts";
import {
  type ClientPackage,
  callText,
  firstShown,
  itemName,
  listShown,
  type Shown,
  streamShown,
} from "./shown-calls.ts";

/** A client with its defaults. */
export function construct(model: ClientPackage): string {
  const { client, name } = model;
  return lines(
    `import { ${client} } from ${stringLiteral(name)};`,
    "",
    `const ${clientVariable(client)} = ${newClient(model)};`,
  );
}

/** The first program: makes a client, and iterates a list or makes one call. */
export function program(model: ClientPackage): string {
  const shown = firstShown(model);
  const calls = shown === undefined ? [] : ["", ...usage(clientVariable(model.client), shown)];
  return lines(construct(model), ...calls);
}

/** The first call, with a handler for its errors. */
export function errorHandling(model: ClientPackage): string {
  const shown = firstShown(model);
  const variable = clientVariable(model.client);
  return lines(
    `import { APIError } from ${stringLiteral(model.name)};`,
    "",
    "try {",
    `  await ${shown === undefined ? "work()" : callText(variable, shown)};`,
    "} catch (error) {",
    "  if (!(error instanceof APIError)) throw error;",
    "  console.log(error.status, error.code, error.message);",
    "}",
  );
}

/** A single page, and the first items of all pages. Undefined if the package has no lists. */
export function pages(model: ClientPackage): string | undefined {
  const shown = listShown(model);
  if (shown === undefined) return undefined;
  const call = callText(clientVariable(model.client), shown);
  return lines(
    `const page = await ${call};`,
    "console.log(page.data.length, page.hasNextPage());",
    "",
    `const some = await ${call}.toArray({ limit: 100 });`,
    "console.log(some.length);",
  );
}

/** A loop over a stream. Undefined if the package has none. */
export function stream(model: ClientPackage): string | undefined {
  const shown = streamShown(model);
  if (shown === undefined) return undefined;
  return lines(
    `for await (const item of ${callText(clientVariable(model.client), shown)}) {`,
    "  console.log(item);",
    "}",
  );
}

/** A client whose server is the mock. Undefined if the package is to have no name of another one. */
export function mockServer(model: ClientPackage): string | undefined {
  const { client, name, mock, api } = model;
  if (mock === undefined && model.runtime.kind === "bundled") return undefined;
  const key = onlyKey(api) === undefined ? credentials(model) : ["apiKey: mock.apiKey"];
  const shown = firstShown(model);
  const options = objectText("", () => [...key, "baseURL: mock.url"]);
  return lines(
    `import { startMock } from ${stringLiteral(mock ?? MOCK_PACKAGE)};`,
    `import { ${client} } from ${stringLiteral(name)};`,
    "",
    `const mock = await startMock(${mock === undefined ? '{ document: "openapi.json" }' : ""});`,
    `const tested = new ${client}(${options});`,
    ...(shown === undefined ? [] : [`console.log(await ${callText("tested", shown)});`]),
    "await mock.close();",
  );
}

/** The result of a call without any server. */
export function madeResults(model: ClientPackage): string {
  const isPaged = listShown(model) !== undefined;
  const [name, call, result] = isPaged
    ? ["PagePromise", "list", 'PagePromise.fromItems([{ id: "1" }])']
    : ["APIPromise", "retrieve", 'APIPromise.fromResult({ id: "1" })'];
  return lines(
    `import { ${name} } from ${stringLiteral(model.name)};`,
    "",
    `const stub = { ${call}: () => ${result} };`,
    `console.log(await stub.${call}());`,
  );
}

/** Values for the credentials of an API with several, for tests. */
function credentials({ api }: ClientPackage): readonly string[] {
  return credentialOptions(api)
    .filter(({ isAlias }) => isAlias === undefined)
    .map(({ name }) => `${literalKey(name)}: "test"`);
}

function usage(variable: string, shown: Shown): readonly string[] {
  const { call } = shown.operation;
  const text = callText(variable, shown);
  switch (call.kind) {
    case "single":
      return [`console.log(await ${text});`];
    case "paged":
      return [loop(call.item, variable, text, shown.resource)];
    case "streamed":
      return [
        call.choice === undefined
          ? loop(call.item, variable, text, shown.resource)
          : `console.log(await ${text});`,
      ];
  }
}

/** A loop over the items of a list or a stream. */
export function loop(
  type: TypeExpression,
  variable: string,
  call: string,
  resource: Shown["resource"],
): string {
  const item = itemName(type, variable, resource);
  return lines(`for await (const ${item} of ${call}) {`, `  console.log(${item});`, "}");
}
