import type { OperationModel } from "../api-model/api-model.ts";
import { credentialOptions } from "../api-model/client-options.ts";
import type { BodyAlternative } from "../api-model/requests.ts";
import { testedStatuses, untestedReason } from "../api-model/wire-tests.ts";
import { WIRE_MODULE } from "../names/runtime-symbols.ts";
import type { ResourcePackage } from "../partition/package-model.ts";
import {
  clientVariable,
  hasWireTest,
  methodPath,
  requestLine,
  sampleArguments,
  withAlternative,
} from "../printer/call-text.ts";
import type { TypeScriptFile } from "../printer/generated-file.ts";
import { Imports } from "../printer/imports.ts";
import { literal, propertyName, stringLiteral } from "../printer/literals.ts";

const CLIENT_MODULE = "../src/index.js";

/** `test/wire.test.ts`: calls every operation with every documented status against the mock server. */
export function emitWireTest(model: ResourcePackage): readonly TypeScriptFile[] {
  if (!hasWireTest(model)) return [];
  const variable = clientVariable(model.client);
  const imports = new Imports({
    declared: [variable, "wire"],
    elsewhere: new Map([[model.client, CLIENT_MODULE]]),
  });
  const wire = imports.from(WIRE_MODULE, "Wire", false);
  for (const name of ["afterAll", "beforeAll", "describe", "test"]) imports.from("vitest", name, false);
  const client = imports.from(CLIENT_MODULE, model.client, false);
  const suites = model.resources.flatMap(({ resource }) =>
    resource.operations.flatMap((operation) =>
      suitesOf(operation, methodPath(variable, resource, operation.method), imports),
    ),
  );
  const document = model.document === undefined ? "openapi.json" : `../${model.document}`;
  const beside = fileBeside(model, imports);
  const setUp = [
    `const wire = new ${wire}({`,
    `  document: ${beside(document)},`,
    `  coverage: ${beside("../.wire/coverage.json")},`,
    "});",
    `const ${variable} = new ${client}(${optionsText(model)});`,
    "",
    "beforeAll(() => wire.start());",
    "afterAll(() => wire.stop());",
  ];
  return [
    {
      kind: "typescript",
      path: `${model.folder}/test/wire.test.ts`,
      statements: [...imports.declarations(), setUp.join("\n"), ...suites],
    },
  ];
}

/** Writes the path of a file relative to the test. A CommonJS module has no `import.meta`. */
function fileBeside({ manifest }: ResourcePackage, imports: Imports): (path: string) => string {
  if (manifest.modules.format === "commonjs") {
    const join = imports.from("node:path", "join", false);
    return (path) => `${join}(__dirname, ${stringLiteral(path)})`;
  }
  const url = imports.globalName("URL");
  return (path) => `new ${url}(${stringLiteral(path)}, import.meta.url)`;
}

/** The options of the client: all of its credentials, so that every operation can be called. */
function optionsText({ api }: ResourcePackage): string {
  const names = credentialOptions(api).filter(({ name }) => name !== "apiKey");
  const entries = names.map(({ name }) => `${propertyName(name)}: "wire"`);
  return entries.length === 0 ? "wire.clientOptions" : `{ ...wire.clientOptions, ${entries.join(", ")} }`;
}

/** The tests of an operation, with each of its bodies. Only a comment with the reason if it is not tested. */
function suitesOf(operation: OperationModel, method: string, imports: Imports): readonly string[] {
  const line = requestLine(operation);
  const reason = untestedReason(operation);
  if (reason !== undefined) return [`// ${stringLiteral(line)} is not tested: ${reason}.`];
  const alternatives = operation.body?.choice?.alternatives ?? [];
  return [
    suite(line, operation, method, imports),
    ...alternatives.map((alternative) => {
      const [mediaType = ""] = alternative.mediaTypes;
      const other = withAlternative(operation, alternative);
      return suite(`${line} as ${mediaType}`, other, method, imports, fileTypeOf(alternative));
    }),
  ];
}

/** The type that a file needs if a sample calls the operation with a range of media types. */
function fileTypeOf({ sample, mediaTypes }: BodyAlternative): string | undefined {
  const range = mediaTypes.find((type) => type.includes("*") && Object.values(sample).includes(type));
  return range?.replace(/^\*/, "application").replace("*", "octet-stream");
}

/** A test for each status of an operation. */
function suite(
  title: string,
  operation: OperationModel,
  method: string,
  imports: Imports,
  fileType?: string,
): string {
  const options = imports.from(WIRE_MODULE, "WireOptions", true);
  const name = stringLiteral(requestLine(operation));
  const style = { indentation: "  ", names: imports, fileType, options: "options" };
  const call = `${method}(${sampleArguments(operation, style).join(", ")})`;
  return [
    `describe(${stringLiteral(title)}, () => {`,
    `  const call = (options: ${options}) => ${call};`,
    `  test.each(${literal(testedStatuses(operation))})("%i: request and result match the document", (status) =>`,
    `    wire.verify(${name}, status, call));`,
    "});",
  ].join("\n");
}
