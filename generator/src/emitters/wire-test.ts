import type { OperationModel } from "../model/api-model.ts";
import type { ResourcePackage } from "../model/package-model.ts";
import { clientVariable, methodPath, sampleArguments } from "../printer/call-text.ts";
import type { TypeScriptFile } from "../printer/generated-file.ts";
import { Imports } from "../printer/imports.ts";
import { literal, stringLiteral } from "../printer/literals.ts";

/** The package that starts the mock server for a test. */
const WIRE_PACKAGE = "@copilot-sdk/mock/wire";

/** `test/wire.test.ts`: every operation and documented status, over HTTP against the mock server. */
export function emitWireTest(model: ResourcePackage): readonly TypeScriptFile[] {
  const variable = clientVariable(model.client);
  const imports = new Imports([variable, "wire"]);
  const wire = imports.from(WIRE_PACKAGE, "Wire", false);
  for (const name of ["afterAll", "beforeAll", "describe", "test"]) imports.from("vitest", name, false);
  const client = imports.from("../src/index.js", model.client, false);
  const suites = model.resources.flatMap(({ resource }) =>
    resource.operations.map((operation) =>
      suite(operation, methodPath(variable, resource.name, operation.method), imports),
    ),
  );
  const setUp = [
    `const wire = new ${wire}({`,
    `  document: new URL(${stringLiteral(`../${model.document}`)}, import.meta.url),`,
    '  coverage: new URL("../.wire/coverage.json", import.meta.url),',
    "});",
    `const ${variable} = new ${client}(wire.clientOptions);`,
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

function suite(operation: OperationModel, method: string, imports: Imports): string {
  const options = imports.from(WIRE_PACKAGE, "WireOptions", true);
  const statuses = operation.statuses.filter(
    (status) => Math.floor(status / 100) !== 1 && Math.floor(status / 100) !== 3,
  );
  const given = sampleArguments(operation, "  ");
  const missing =
    operation.params !== undefined && given.length === operation.pathParameters.length ? ["{}"] : [];
  const call = `${method}(${[...given, ...missing, "options"].join(", ")})`;
  const name = stringLiteral(`${operation.httpMethod} ${operation.path.replaceAll("{+", "{")}`);
  return [
    `describe(${name}, () => {`,
    `  const call = (options: ${options}) => ${call};`,
    `  test.each(${literal(statuses)})("%i is sent and read as documented", (status) =>`,
    `    wire.verify(${name}, status, call));`,
    "});",
  ].join("\n");
}
