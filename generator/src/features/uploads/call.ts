import type { MethodDeclarationStructure, OptionalKind, StatementStructures } from "ts-morph";
import type { OperationModel } from "../../api-model/api-model.ts";
import { optionalArgument, paramsArgument } from "../../printer/arguments.ts";
import { commentText } from "../../printer/comments.ts";
import type { Imports } from "../../printer/imports.ts";
import { literal, propertyAccess, propertyName } from "../../printer/literals.ts";
import { constantOf, paramsInterface } from "../../printer/type-declarations.ts";
import type { Upload } from "./upload.ts";

/** Content of an upload. */
const ABOUT_CONTENT =
  "A `Blob` or `File`, bytes, `{ stream, size }`, a `Response`, or `{ text }`. A stream needs its size in bytes.";

/** The method of a resource that uploads. */
export function uploadMethod(
  resource: string,
  operation: OperationModel,
  upload: Upload,
  imports: Imports,
): OptionalKind<MethodDeclarationStructure> {
  const result = `${imports.runtimeType("APIPromise")}<${imports.type(operation.response.type)}>`;
  return {
    name: propertyName(upload.method),
    docs: [
      commentText(upload.docs, {
        parameters: [{ name: "content", about: ABOUT_CONTENT }],
        example: uploadExample(resource, upload),
      }),
    ],
    parameters: [
      ...paramsArgument(upload.params),
      { name: "content", type: imports.runtimeType("UploadContent") },
      optionalArgument("options", imports.runtimeType("UploadOptions")),
    ],
    returnType: result,
    statements: `return this.transport.upload(${upload.id}, ${upload.params === undefined ? "{}" : "params"}, content, options);`,
  };
}

/** Uploads of files in Node: a Blob, which can be read again, and a stream. */
function uploadExample(resource: string, { method, params }: Upload): readonly string[] {
  const call = `await ${resource}${propertyAccess(method)}(${params === undefined ? "" : "params, "}`;
  return [
    `${call}await openAsBlob("report.pdf"));`,
    `${call}{ stream: createReadStream("report.pdf"), size: (await stat("report.pdf")).size });`,
  ];
}

/** The constant of an upload, and the type of its parameters. */
export function uploadDeclarations(
  operation: OperationModel,
  upload: Upload,
  imports: Imports,
): readonly StatementStructures[] {
  const { fixed, url, contentType, ready } = upload.data;
  const lines = [
    `  create: ${operation.id},`,
    `  fixed: ${literal(fixed)},`,
    `  url: ${literal(url)},`,
    `  method: ${literal(upload.nextMethod)},`,
    `  contentType: ${literal(contentType)},`,
    ...(ready === undefined
      ? []
      : [
          "  ready: {",
          `    operation: ${ready.operation},`,
          `    parameters: ${literal(ready.parameters)},`,
          `    property: ${literal(ready.property)},`,
          `    value: ${literal(ready.value)},`,
          "  },",
        ]),
  ];
  const types = `${upload.params?.name ?? "{}"}, ${imports.type(operation.response.type)}`;
  const constant = constantOf(
    upload.id,
    commentText(upload.docs),
    `/* @__PURE__ */ ${imports.runtimeValue("uploadOperation")}<${types}>({\n${lines.join("\n")}\n})`,
  );
  if (upload.params === undefined) return [constant];
  const about = `Parameters of {@link ${upload.id}}, in addition to the content.`;
  return [constant, paramsInterface(upload.params.name, about, upload.params.properties, imports)];
}
