import { type ClientPackage, callsOf, callText, fileShown, lines, type Shown } from "../../guides/index.ts";
import { clientVariable, methodPath, sampleArguments } from "../../printer/call-text.ts";
import type { Abilities } from "../../printer/package-variables.ts";
import { type Upload, uploadOf } from "./upload.ts";

/** The file example of a package: an upload, or else a call with a file in its body. Undefined if no operation takes a file. */
export function fileExample(model: ClientPackage): Abilities["uploads"] {
  const variable = clientVariable(model.client);
  const [upload] = callsOf(model).flatMap((shown) => {
    const own = shown.operation.docs.deprecated === undefined ? uploadOf(shown.operation) : undefined;
    return own === undefined ? [] : [uploadCode(variable, shown, own)];
  });
  if (upload !== undefined) return { isWhole: true, code: upload };
  const shown = fileShown(model);
  return shown && { isWhole: false, code: fileCode(variable, shown) };
}

/** Sends a file with its name in the body of a call. */
function fileCode(variable: string, shown: Shown): string {
  return lines(
    'import { readFile } from "node:fs/promises";',
    "",
    'const file = new File([await readFile("report.pdf")], "report.pdf");',
    `console.log(await ${callText(variable, shown, "file")});`,
  );
}

/** Sends a file as the content of an upload. */
export function uploadCode(variable: string, { resource, operation }: Shown, upload: Upload): string {
  const given = [...uploadArguments(operation, upload), ...upload.arguments].join(", ");
  return lines(
    'import { openAsBlob } from "node:fs";',
    "",
    'const content = await openAsBlob("report.pdf");',
    `console.log(await ${methodPath(variable, resource, upload.method)}(${given}));`,
  );
}

function uploadArguments(operation: Shown["operation"], { params }: Upload): readonly string[] {
  if (params === undefined) return [];
  const names = new Set(params.properties.map(({ name }) => name));
  const sample = Object.entries(operation.sample.params).filter(([name]) => names.has(name));
  return sampleArguments({
    ...operation,
    pathParameters: [],
    params,
    sample: { path: {}, params: Object.fromEntries(sample) },
  });
}
